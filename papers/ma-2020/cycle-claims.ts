import { type Claim, type Finding, judge, short } from "../../src/experiments/index.js";
import { amplitude, type CycleData, leastLogarithm, lr, reached } from "./cycle-runs.js";
import { approachOf, cycleDistances } from "./two-cycle.js";

type CycleClaim = Claim<CycleData>;

/** The relative accuracy of a number printed as 0.005. */
const asPrinted = 1e-3;
/** Largest relative error of 1 − factor. */
const closeFactor = 0.1;
/** Of 5e-324, without its sign. */
const lnOfLeastDouble = 744.4;

export const drawnConverge: CycleClaim = {
  id: "converge",
  text: `All the trajectories eventually converge to the 2-periodic solution, for different values of α. Defined: of each factor drawn, from x0 = 1, the iterates alternate and stay within ${reached} of the cycle from some step on. Computed without underflow.`,
  expected: `within ${reached} at the end`,
  measure: ({ drawn }) =>
    judge(
      drawn.map(({ beta2, distances }): Finding => {
        const { step, last } = approachOf(distances, reached);
        return {
          what: `α = ${beta2}`,
          value: `from step ${step} on, ${short(last)} off at the end`,
          holds: step >= 0,
        };
      }),
    ),
};

export const printedAmplitude: CycleClaim = {
  id: "amplitude",
  text: "The 2-periodic solution is an oscillation between x = η/2 and x = −η/2. Defined: at the end |x| is 0.005 to a thousandth of it.",
  expected: "|x| = 0.005 (1 ± 0.001)",
  measure: ({ drawn }) =>
    judge(
      drawn.map(({ beta2, exact: { theta } }): Finding => {
        const size = Math.abs(theta.at(-1)!);
        return {
          what: `α = ${beta2}`,
          value: size.toFixed(9),
          holds: Math.abs(size / (lr / 2) - 1) < asPrinted,
        };
      }),
      `The exact amplitude is η/2 − ε = ${amplitude}: the printed one is the case ε = 0`,
    ),
};

export const exactAmplitude: CycleClaim = {
  id: "exact-amplitude",
  text: `The cycle of ½hx² is ±(η/2 − ε/h) for every momentum factor (theory of this project; the paper prints ±η/2). Defined: every run of the table over h and ε ends within ${reached} of it.`,
  expected: `within ${reached}`,
  measure: ({ others }) =>
    judge(
      others.map(({ curvature, epsilon, amplitude: size, last }): Finding => {
        return {
          what: `h = ${curvature}, ε = ${epsilon}: ±${short(size)}`,
          value: short(last),
          holds: last <= reached,
        };
      }),
    ),
};

export const scanConverges: CycleClaim = {
  id: "scan",
  text: `They converge for every momentum factor in (0, 1). Defined: every run of the scan, from starts between lr/1000 and 1000·lr, stays within ${reached} of the cycle from some step on. Computed without underflow.`,
  expected: "every start of every factor",
  measure: ({ scan, thrown }) =>
    judge(
      scan.map(({ beta2, starts, exact, slowest }): Finding => {
        return {
          what: `α = ${beta2}`,
          value: `${exact} of ${starts}, the last at step ${slowest}`,
          holds: exact === starts,
        };
      }),
      `The starts ±(η − ε)/√(1 − α) are the exception: one step takes them to the stationary point 0, where the algorithm stays. Rounding leaves |x₁| = ${thrown.map(({ next }) => short(next)).join(", ")} of them for α = ${thrown.map(({ beta2 }) => beta2).join(", ")}, and ${thrownText(thrown)}`,
    ),
};

function thrownText(thrown: CycleData["thrown"]): string {
  const back = thrown.filter(({ step }) => step >= 0);
  return back.length === 0
    ? "they stay there"
    : `${back.length} of ${thrown.length} come to the cycle all the same, at step ${back.map(({ step }) => step).join(", ")}`;
}

export const doublesConverge: CycleClaim = {
  id: "doubles",
  text: "The same by ordinary double precision: all the drawn trajectories converge, and none of the scan fails to.",
  expected: "every run",
  measure: ({ drawn, scan }) =>
    judge(
      [
        ...drawn.map(({ beta2, exact, doubles }): Finding => {
          const { step } = approachOf(cycleDistances(doubles.theta, amplitude), reached);
          const end = Math.abs(doubles.theta.at(-1)!);
          const way = `|x| falls to 1e${Math.round(leastLogarithm(exact))} on the way`;
          return {
            what: `α = ${beta2} from 1`,
            value: step >= 0 ? `reached, ${way}` : `stays at ${short(end)}: ${way}, below what doubles hold`,
            holds: step >= 0,
          };
        }),
        ...scan
          .filter(({ doubles, starts }) => doubles < starts)
          .map(({ beta2, doubles, starts }): Finding => {
            return { what: `scan at α = ${beta2}`, value: `${doubles} of ${starts} starts`, holds: false };
          }),
      ],
      `While √v is above η/2 the minimum attracts: |x| shrinks until v, which forgets at the rate 1 − α, has faded. By then ln |x| has fallen by π²/(2(1 − α)) (docs/theory/two-cycle.md), below the least double for α > ${(1 - Math.PI ** 2 / 2 / lnOfLeastDouble).toFixed(4)}; a number that has underflowed no longer grows`,
    ),
};

export const approachRate: CycleClaim = {
  id: "rate",
  text: "How fast (theory of this project): near the cycle a step brings a run closer by the factor √α, for α < 1/9 by the larger root of z² + (1 − 3α)z + α. Defined: 1 − factor, fitted to the run from x0 = 1 between 1e-3 and 1e-12 of the amplitude, agrees within 10 %.",
  expected: "1 − factor within 10 %",
  measure: ({ scan }) =>
    judge(
      scan
        .filter(({ measured }) => Number.isFinite(measured))
        .map(({ beta2, factor, measured }): Finding => {
          const off = Math.abs((1 - measured) / (1 - factor) - 1);
          return {
            what: `α = ${beta2}`,
            value: `${measured.toFixed(5)} against ${factor.toFixed(5)}`,
            holds: off <= closeFactor,
          };
        }),
      "Slow at both ends: 1 − factor is (1 − α)/2 near 1 and about 4α near 0",
    ),
};
