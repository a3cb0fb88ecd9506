import type { Diagnosis, Oscillation } from "./diagnosis.js";
import { collectEvidence, whyUndecided } from "./evidence.js";
import type { Findings } from "./findings.js";
import { medianOf } from "./order-statistics.js";
import type { Regime } from "./regime.js";
import { collectUnknown } from "./unknown.js";

/** How far above its lowest level a loss may rest and still have converged, as ln: a decade. */
const ABOVE_LOWEST = Math.LN10;

/** An oscillation is about a level only if the level falls by no more than this many amplitudes over the second half. */
const FALL_FACTOR = 1.4;

/** For a loss that passes zero, whose top is the level, it is this, a decade. */
const TOP_FALL = Math.LN10;

/** Chooses the regime and says why. */
export function concludeRegime(findings: Findings): Diagnosis {
  const { series, rises, divergence, oscillation, convergence, fastStart } = findings;
  const { regime, confidence } = choose(findings);
  const decisive = { spike: rises.spikes, oscillation, divergence, converged: convergence, undecided: null };
  const reasons = regime === "undecided" ? whyUndecided(findings) : [];
  return {
    regime,
    confidence: decisive[regime]?.confidence ?? confidence,
    evidence: [...reasons, ...collectEvidence(findings, regime)],
    unknown: collectUnknown(findings),
    ...{ fastStart, oscillation, spikes: rises.spikes, divergence, convergence },
    ...{
      scale: series.kind,
      offset: series.offset,
      level: levelOf(findings),
      samples: series.samples,
      nonFinite: series.nonFinite,
    },
  };
}

function levelOf({ series: { steps }, shape }: Findings): Diagnosis["level"] {
  if (shape === null) return { steps: [], logs: [] };
  const { bounds, level } = shape.blocks;
  const middle = (_: number, j: number) => 0.5 * (steps[bounds[j]!]! + steps[bounds[j + 1]! - 1]!);
  return { steps: Array.from(level, middle), logs: Array.from(level) };
}

/** Of several that apply: divergence, spikes, oscillation, convergence. */
function choose(findings: Findings): { regime: Regime; confidence: number } {
  const { rises, divergence, oscillation, convergence } = findings;
  if (divergence !== null) return { regime: "divergence", confidence: divergence.confidence };
  if (rises.spikes !== null) return { regime: "spike", confidence: rises.spikes.confidence };
  const isMinor = oscillation !== null && isBesideTheFall(findings, oscillation);
  if (oscillation !== null && !isMinor) return { regime: "oscillation", confidence: oscillation.confidence };
  if (convergence !== null && !restsAbove(findings)) return { regime: "converged", confidence: convergence.confidence };
  return { regime: "undecided", confidence: 0.5 };
}

/**
 * Whether an oscillation is small beside the fall of the level. One that passes zero, so that the level is its top, dies away
 * as an exponential with one period where it converges; where it dies away ever more slowly, or comes ever faster, it is on its way
 * to a cycle.
 */
function isBesideTheFall({ convergence, shape }: Findings, { amplitude, period }: Oscillation): boolean {
  if (convergence === null || convergence.kind === "rest" || shape === null) return false;
  const { top, trend, blocks } = shape;
  if (!top.isLevel) return period === null || trend.fall > FALL_FACTOR * amplitude;
  const scatter = 0.5 * medianOf(blocks.spread.subarray(blocks.count >> 1));
  return convergence.kind !== "sublinear" && !top.quickens && trend.fall > Math.max(TOP_FALL, FALL_FACTOR * scatter);
}

/** Whether the loss rests far above where it has been: not at a minimum. */
export function restsAbove({ convergence, shape }: Findings): boolean {
  if (convergence?.kind !== "rest" || shape === null) return false;
  const lowest = shape.blocks.level.reduce((least, level) => Math.min(least, level), Infinity);
  return convergence.level > lowest + ABOVE_LOWEST;
}
