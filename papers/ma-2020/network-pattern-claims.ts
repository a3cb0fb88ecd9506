import { type Claim, type Finding, judge, short } from "../../src/experiments/index.js";
import { lossText } from "./loss-summary.js";
import type { PatternData, PatternRow } from "./network-pattern-runs.js";
import { type RegimeCase, regimeCases } from "./regime-runs.js";
import { maximaText } from "./ripple.js";

type PatternClaim = Claim<PatternData>;

const [spiky, even, diverging] = regimeCases;
/** An oscillation has to be seen so many times in what is enlarged to be fast. */
const leastMaxima = 10;
/** What rises by more is a spike (docs/theory/regimes.md), and not small. */
const smallRise = 2;
/** Least factor between what counts as different. */
const different = 2;

const rowOf = ({ rows }: PatternData, seed: number, item: RegimeCase): PatternRow =>
  rows.find((row) => row.seed === seed && row.item === item)!;

/** Looks at the three runs of each start. */
const each = (
  data: PatternData,
  look: (rows: readonly [spiky: PatternRow, even: PatternRow, diverging: PatternRow]) => Omit<Finding, "what">,
): readonly Finding[] =>
  data.size.seeds.map((seed) => ({
    what: data.size.seeds.length > 1 ? `seed ${seed}` : "",
    ...look([rowOf(data, seed, spiky), rowOf(data, seed, even), rowOf(data, seed, diverging)]),
  }));

/** A median of quotients in words; a run that ends at once has none. */
export function headwayText(headway: number): string {
  return Number.isNaN(headway) ? "not measured" : short(headway);
}

/** The regime of a setting, by the paper’s words. */
function hasRegime(which: 0 | 1 | 2, words: string): PatternClaim {
  const { label, regime } = regimeCases[which];
  return {
    id: `network-${regime}`,
    text: `Network, ${label}: ${words}. Defined: the diagnosis of the losses from each start is ${regime}.`,
    expected: regime,
    measure: (data) =>
      judge(
        each(data, (rows) => {
          const { diagnosis } = rows[which].summary;
          return { value: diagnosis.regime, holds: diagnosis.regime === regime };
        }),
        each(data, (rows) => ({ value: rows[which].summary.diagnosis.evidence[0] ?? "no evidence", holds: true }))
          .map(({ what, value }) => (what === "" ? value : `${what}: ${value}`))
          .join("; "),
      ),
  };
}

const fastAndSmall: PatternClaim = {
  id: "network-ripple",
  text: `Network, ${even.label}: the loss oscillates very fast, and the amplitude is small. Defined: the part of the curve that is enlarged, the last fifth of the steps, has at least ${leastMaxima} maxima, ${maximaText}; the median rise is by less than a factor of ${smallRise}, from which on a rise can be a spike.`,
  expected: `≥ ${leastMaxima} maxima, rise < ${smallRise}`,
  measure: (data) =>
    judge(
      each(data, ([, { ripple }]) => ({
        value: `${ripple.maxima} maxima${Number.isFinite(ripple.period) ? `, one in ${ripple.period} steps` : ""}, rise by a factor of ${ripple.rise.toFixed(3)}`,
        holds: ripple.maxima >= leastMaxima && ripple.rise < smallRise,
      })),
    ),
};

const smallest: PatternClaim = {
  id: "network-smallest",
  text: "Network: a small and stable loss is achieved for a ≈ b: of the three the smallest and the most stable. Defined: over the last fifth of the steps the largest loss is the smallest of the three.",
  expected: "smallest of the three",
  measure: (data) =>
    judge(
      each(data, (rows) => {
        const highs = rows.map(({ summary }) => summary.high);
        return {
          value: `${highs.map(lossText).join(", ")} for ${regimeCases.map(({ label }) => label).join("; ")}`,
          holds: highs[1]! < Math.min(highs[0]!, highs[2]!),
        };
      }),
    ),
};

const spikesReach: PatternClaim = {
  id: "network-spikes-reach",
  text: "Network: spikes do not prevent the algorithm from achieving a small training loss, but drive it to large values often. Defined: with a = 1, b = 100 the least loss of the run is at most the median of the last fifth with a = b = 10, and the largest loss of its own last fifth is above that median.",
  expected: "least ≤ median < largest",
  measure: (data) =>
    judge(
      each(data, ([{ summary }, { summary: other }]) => ({
        value: `${lossText(summary.least)} ≤ ${lossText(other.median)} < ${lossText(summary.high)}`,
        holds: summary.least <= other.median && other.median < summary.high,
      })),
    ),
};

const largest: PatternClaim = {
  id: "network-largest",
  text: "Network, a = 100, b = 1: the loss is large. Defined: the median of the last fifth of the steps is the largest of the three settings.",
  expected: "largest of the three",
  measure: (data) =>
    judge(
      each(data, (rows) => {
        const [first, second, third] = rows.map(({ summary }) => summary.median);
        return {
          value: `${lossText(third!)} against ${lossText(first!)}, ${lossText(second!)}`,
          holds: third! > Math.max(first!, second!),
        };
      }),
      data.rows.some(({ summary }) => summary.median === Infinity)
        ? "A run that blew up before its last fifth counts as larger than any other"
        : "",
    ),
};

const differentPaths: PatternClaim = {
  id: "network-paths",
  text: `Network: the paths in the space of (‖x‖, ‖m‖, ‖√v‖) are different in kind. Defined: the medians of ‖m‖/‖√v‖ over the steps that are enlarged differ by a factor of at least ${different} between any two settings.`,
  expected: `≥ ${different} between any two`,
  measure: (data) =>
    judge(
      each(data, (rows) => {
        const sorted = rows.map(({ headway }) => headway).sort((one, other) => one - other);
        return {
          value: `${rows.map(({ headway }) => headwayText(headway)).join(", ")} for ${regimeCases.map(({ label }) => label).join("; ")}`,
          holds: sorted.slice(1).every((headway, k) => headway >= different * sorted[k]!),
        };
      }),
    ),
};

export const patternClaims: readonly PatternClaim[] = [
  hasRegime(0, "large spikes appear in the loss curve"),
  hasRegime(1, "the loss oscillates"),
  fastAndSmall,
  hasRegime(2, "the loss is large and blows up"),
  smallest,
  spikesReach,
  largest,
  differentPaths,
];
