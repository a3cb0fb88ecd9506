import type { Convergence, Divergence, FastStart, Oscillation, Spike, Spikes } from "./diagnosis.js";
import type { Findings } from "./findings.js";
import type { Regime } from "./regime.js";
import type { LogSeries } from "./scale.js";

/** Three digits are enough to read. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A loss by its logarithm, also beyond the range of numbers. */
export function lossText(log: number): string {
  const decades = log / Math.LN10;
  if (Math.abs(decades) < 290) return shortNumber(Math.exp(log));
  return `10^${shortNumber(decades)}`;
}

/** Sentences about all that was found, what decides first. */
export function collectEvidence(findings: Findings, regime: Regime): readonly string[] {
  const { series, rises, divergence, oscillation, convergence, fastStart } = findings;
  const sentences: (readonly [Regime | null, string])[] = [];
  if (divergence) sentences.push(["divergence", divergenceText(divergence, series)]);
  if (rises.spikes) sentences.push(["spike", spikesText(rises.spikes)]);
  if (oscillation) sentences.push(["oscillation", oscillationText(oscillation)]);
  if (convergence) sentences.push(["converged", convergenceText(convergence)]);
  if (fastStart) sentences.push([null, fastStartText(fastStart)]);
  if (!rises.spikes) for (const jump of rises.jumps.slice(0, 3)) sentences.push([null, jumpText(jump)]);
  if (series.exactFrom !== null && convergence?.level !== -Infinity) {
    sentences.push([null, `From step ${series.exactFrom} on the loss is exactly at the minimum.`]);
  }
  const inner = series.nonFinite > 0 && series.lost === null;
  if (inner) sentences.push([null, `Values that are not finite: ${series.nonFinite}; finite ones follow.`]);
  for (const note of series.notes) sentences.push([null, note]);
  const decisive = sentences.filter(([kind]) => kind === regime);
  const others = sentences.filter(([kind]) => kind !== regime);
  return [...decisive, ...others].map(([, text]) => text);
}

function divergenceText({ kind, from, decades }: Divergence, { lost, nonFinite, samples }: LogSeries): string {
  if (kind === "non-finite") {
    return `From step ${from} to the end the loss is ${lost?.value}: ${nonFinite} of ${samples} values are not finite.`;
  }
  const size = shortNumber(decades!);
  if (kind === "growth") return `The level grows on trend to the end: by ${size} decades from step ${from} on.`;
  return `The loss ends as large as it began, or larger: ${size} decades above its lowest level, since step ${from}.`;
}

function spikesText({ count, interval, decades, list, lastRecovered }: Spikes): string {
  const first = list[0]!;
  const times = count === 1 ? "1 spike" : `${count} spikes`;
  const apart = interval === null ? "" : `, ${shortNumber(interval)} steps apart (median)`;
  const size = Number.isFinite(decades) ? `${shortNumber(decades)} decades high` : "through infinity";
  const end = lastRecovered ? "" : " The last one has not recovered by the end of the log.";
  return `${times} from step ${first.onset} on, ${size}${apart}.${end}`;
}

function oscillationText({ period, amplitude, level, from, source }: Oscillation): string {
  const about = `about the level ${lossText(level)} from step ${from} on`;
  if (source === "parameters") {
    return `The parameters step to and fro, with steps that do not shrink (period ${shortNumber(period!)}), ${about}.`;
  }
  const size = `a factor of ${shortNumber(Math.exp(Math.min(amplitude, 700)))} up and down`;
  const rhythm = period === null ? "without a fixed period" : `with period ${shortNumber(period)} steps`;
  return `The loss oscillates ${rhythm}, by ${size}, ${about}.`;
}

function convergenceText({ kind, rate, power, level, from, scatter }: Convergence): string {
  if (kind === "rest") {
    if (level === -Infinity) return `The loss is exactly at the minimum from step ${from} on.`;
    const by = scatter < 1e-9 ? "nothing moves" : `within ${shortNumber(100 * Math.expm1(scatter))} %`;
    return `The loss rests at ${lossText(level)} from step ${from} on: ${by}.`;
  }
  const how = { linear: "linearly (as an exponential)", sublinear: "sublinearly", superlinear: "superlinearly" }[kind];
  // after a jump a fit of the whole fall may say anything
  const law = power === null || !(power > 0) ? "" : `, like step^−${shortNumber(power)}`;
  return `The loss falls ${how} to the end, at ${lossText(level)}: ln(loss) by ${shortNumber(rate)} a step over the second half${law}.`;
}

function fastStartText({ from, to, decades, superlinear }: FastStart): string {
  const how = superlinear ? ", steeper than an exponential" : "";
  return `Fast start: it falls by ${shortNumber(decades)} decades from step ${from} to ${to}${how}.`;
}

function jumpText({ onset, decades }: Spike): string {
  return `A sudden rise by ${shortNumber(decades)} decades at step ${onset} is not undone: a jump, not counted as a spike.`;
}

/** Why none of the regimes is named. */
export function whyUndecided({ series, shape, convergence }: Findings): readonly string[] {
  if (shape === null) return [`There are only ${series.y.length} finite values: too few.`];
  const { settled, trend, blocks } = shape;
  if (convergence?.kind === "rest") {
    return [
      "The loss rests, but it has been lower by more than a decade: a cycle at a constant loss, or something has changed.",
    ];
  }
  if (series.kind === "above-smallest" && trend.fall > 0 && trend.order < -0.6) {
    return ["The loss falls below zero as fast at the end as before: no minimum is in sight."];
  }
  if (settled.blocks >= blocks.count - 1) {
    return ["The loss has no trend: it scatters about one level without a period from beginning to end."];
  }
  if (settled.blocks >= 3) return ["The loss has settled at a level, but scatters about it too much to be at rest."];
  if (trend.fall < 0) return ["The loss rises at the end, by too little or too suddenly to call it a divergence."];
  return ["The loss neither falls steadily to the end nor settles at a level."];
}
