import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { type ExactMap, slopeAt } from "./exact-map.js";
import { type RegimeData, type RegimeRow, regimeCases, regimeProblems } from "./regime-runs.js";

type RegimeClaim = Claim<RegimeData>;

const [spiky, even, diverging] = regimeCases;
const leastShare = 0.995;
const slopeTolerance = 0.01;

const rowOf = ({ rows }: RegimeData, problem: string, item: RegimeRow["item"]) =>
  rows.find((row) => row.problem === problem && row.item === item)!;

const each = (look: (problem: string) => Omit<Finding, "what">): readonly Finding[] =>
  regimeProblems.map(({ name }) => ({ what: name, ...look(name) }));

/** A power of ten, of which only the exponent is known exactly. */
export function power(logarithm: number): string {
  if (!Number.isFinite(logarithm)) return "0";
  const exponent = Math.floor(logarithm);
  return `${(10 ** (logarithm - exponent)).toFixed(1)}e${exponent}`;
}

/** The regime of a setting, by the paper's words. */
export function hasRegime(item: RegimeRow["item"], words: string): RegimeClaim {
  return {
    id: `regime-${item.regime}`,
    text: `${item.label}: ${words}. Defined: the diagnosis of the losses of each problem is ${item.regime}.`,
    expected: item.regime,
    measure: (data) =>
      judge(
        each((problem) => {
          const { diagnosis } = rowOf(data, problem, item);
          return { value: diagnosis.regime, holds: diagnosis.regime === item.regime };
        }),
        notes[item.regime],
      ),
  };
}

const notes = {
  spike:
    "On x⁴/4 linear convergence is stable for β < α (arXiv 2603.09581), and nothing spikes: the curvature falls with the gradient",
  oscillation:
    "On x⁴/4 gradients are soon below ε, where the algorithm is gradient descent with the step lr/ε: the loss falls like a power",
  divergence:
    "None of these problems blows up: with curvature bounded, or growing with the distance, steps that are too long turn back. The loss swings slowly at a high level, as m forgets over 1000 steps",
} as const;

export const smallest: RegimeClaim = {
  id: "smallest",
  text: "A small and stable loss is achieved for a ≈ b: of the three the smallest and the most stable. Defined: over the last 1000 steps the largest loss above the minimum is the smallest of the three.",
  expected: "smallest of the three",
  measure: (data) =>
    judge(
      each((problem) => {
        const highs = regimeCases.map((item) => rowOf(data, problem, item).high);
        return {
          value: `${highs.map(power).join(", ")} for ${regimeCases.map(({ label }) => label).join("; ")}`,
          holds: highs[1]! < Math.min(highs[0]!, highs[2]!),
        };
      }),
    ),
};

export const spikesReach: RegimeClaim = {
  id: "spikes-reach",
  text: "Spikes do not prevent the algorithm from achieving a small training loss, but drive it to large values often. Defined: with a = 1, b = 100 the least loss of the run is at most the median of the last 1000 steps with a = b = 10, and the largest loss of its own last 1000 steps is above that median.",
  expected: "least ≤ median < largest",
  measure: (data) =>
    judge(
      each((problem) => {
        const { least, high } = rowOf(data, problem, spiky);
        const { median } = rowOf(data, problem, even);
        return {
          value: `${power(least)} ≤ ${power(median)} < ${power(high)}`,
          holds: least <= median && median < high,
        };
      }),
    ),
};

export const largest: RegimeClaim = {
  id: "largest",
  text: "a = 100, b = 1: the loss is large. Defined: the median of the last 1000 steps is the largest of the three settings.",
  expected: "largest of the three",
  measure: (data) =>
    judge(
      each((problem) => {
        const medians = regimeCases.map((item) => rowOf(data, problem, item).median);
        return {
          value: `${power(medians[2]!)} against ${power(medians[0]!)}, ${power(medians[1]!)}`,
          holds: medians[2]! > Math.max(medians[0]!, medians[1]!),
        };
      }),
    ),
};

export const exactBoundary: RegimeClaim = {
  id: "exact-boundary",
  text: "Exact ground truth (arXiv 2603.09581, not of the paper): on x⁴/4 and x⁶/6 with ε = 0 Adam converges linearly exactly in regime I, for k = 4 β < α. Defined: of the cells of the map that its boundary does not cut at least 99.5 % are diagnosed as converged exactly if they are in I.",
  expected: "≥ 99.5 %",
  measure: ({ maps }) =>
    judge(
      maps.map(({ exponent, share: { counted, right, inside, cut } }): Finding => {
        return {
          what: `k = ${exponent}`,
          value: `${percent(right / counted)} of ${counted} cells (${inside} in I; ${cut} are cut)`,
          holds: right / counted >= leastShare,
        };
      }),
    ),
};

export const exactSlopes: RegimeClaim = {
  id: "exact-slopes",
  text: `Its slope: ln f falls by −k ln ρ a step, ρ = α^(1/(2(k − 2))). Defined: at β = ${slopeAt.beta1}, α = ${slopeAt.beta2} the least-squares slope over the second half of 12 000 steps agrees to 1 %.`,
  expected: "within 1 %",
  measure: ({ maps }) => judge(maps.map(slopeFinding)),
};

function slopeFinding({ exponent, slope, exactSlope }: ExactMap): Finding {
  return {
    what: `k = ${exponent}`,
    value: `${slope.toFixed(6)} against ${exactSlope.toFixed(6)}, ${short(Math.abs(slope / exactSlope - 1))} off`,
    holds: Math.abs(slope / exactSlope - 1) <= slopeTolerance,
  };
}

export const regimeClaims: readonly RegimeClaim[] = [
  hasRegime(spiky, "large spikes appear in the loss curve"),
  hasRegime(even, "the loss oscillates very fast, with a small amplitude"),
  hasRegime(diverging, "the loss is large and blows up"),
  smallest,
  spikesReach,
  largest,
  exactBoundary,
  exactSlopes,
];
