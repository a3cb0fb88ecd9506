import { type Claim, type Finding, judge, short } from "../../src/experiments/index.js";
import { defaultOf } from "./contest.js";
import { contestClaims, eachOf } from "./contest-claims.js";
import { lossText } from "./loss-summary.js";
import type { PoissonData, PoissonRow } from "./poisson-runs.js";
import { maximaText, rippleOf } from "./ripple.js";
import { checkedPoints, type SolutionCheck } from "./solution-check.js";

type PoissonClaim = Claim<PoissonData>;

/** So often an oscillation has to rise in the last fifth of the steps. */
const leastMaxima = 10;
/** What rises by more can be a spike (docs/theory/regimes.md), and is not very small. */
const smallRise = 2;
/** Rounding of formulas whose values are about 1. */
const exact = 1e-12;

const smallRipple: PoissonClaim = {
  id: "even-ripple",
  text: `With a ≈ b there still exist very small oscillations during the very late phase. Defined: over the last fifth of the steps the objective has at least ${leastMaxima} maxima, ${maximaText}; the median rise is by less than a factor of ${smallRise}.`,
  expected: `≥ ${leastMaxima} maxima, rise < ${smallRise}`,
  measure: ({ contests }) =>
    judge(
      eachOf(contests, "even", ({ loss }) => {
        const { maxima, rise } = rippleOf(loss.slice(-Math.floor(loss.length / 5)));
        return {
          value: `${maxima} maxima, rise by a factor of ${rise.toPrecision(4)}`,
          holds: maxima >= leastMaxima && rise < smallRise,
        };
      }),
    ),
};

const reversedWorst: PoissonClaim = {
  id: "reversed-worst",
  text: "Adam performs the worst when a > b. Defined: the median of the objective over the last fifth of the steps is the largest of all settings.",
  expected: "largest",
  measure: ({ contests }) =>
    judge(
      eachOf(contests, "reversed", ({ item, summary }, { contestants }) => {
        const others = contestants.filter((other) => other.item !== item).map((other) => other.summary.median);
        return {
          value: `${lossText(summary.median)} against ${others.map(lossText).join(", ")}`,
          holds: summary.median > Math.max(...others),
        };
      }),
    ),
};

const testAlike: PoissonClaim = {
  id: "test-error",
  text: "The test error goes the same way (the right panels). Defined: its median over the last fifth of the steps is below the default’s for each a = b, and above it for a > b.",
  expected: "a = b below the default, a > b above",
  measure: ({ contests }) =>
    judge(
      contests.map((contest): Finding => {
        const usual = (defaultOf(contest) as PoissonRow).testMedian;
        const others = contest.contestants.filter(({ item }) => item.kind !== "default");
        return {
          what: contest.what,
          value: `default ${lossText(usual)}; ${others.map(({ item, testMedian }) => `${item.label}: ${lossText(testMedian)}`).join("; ")}`,
          holds: others.every(({ item, testMedian }) =>
            item.kind === "even" ? testMedian < usual : testMedian > usual,
          ),
        };
      }),
    ),
};

const printedSolutions: PoissonClaim = {
  id: "solutions",
  text: `The solutions are u* = x1x2 + x3x4 and u* = ¼(x1² + x2² − 1). Defined: −Δu* = f inside and u* = g on the boundary, at ${checkedPoints} points each, by the exact derivatives of the formulas, to ${exact}.`,
  expected: "−Δu* = f",
  measure: ({ solutions }) => judge(solutions.filter(({ isPrinted }) => isPrinted).map(solutionFinding)),
};

const usedSolutions: PoissonClaim = {
  id: "solution-used",
  text: "The solution on the disk is ¼(1 − x1² − x2²), the negative of what the paper prints (found by this project); the test error here is against it. Defined as before.",
  expected: "−Δu* = f",
  measure: ({ solutions }) => judge(solutions.filter(({ isPrinted }) => !isPrinted).map(solutionFinding)),
};

function solutionFinding({ label, formula, residual, boundary, minusLaplacian, source }: SolutionCheck): Finding {
  const [least, largest] = minusLaplacian;
  const value = largest - least <= exact ? short(least) : `${short(least)} to ${short(largest)}`;
  return {
    what: `${label} ${formula}`,
    value: `−Δu* = ${value} where f = ${short(source)}; at most ${short(boundary)} off on the boundary`,
    holds: residual <= exact && boundary <= exact,
  };
}

export const poissonClaims: readonly PoissonClaim[] = [
  ...contestClaims("step", "").map(
    (claim): PoissonClaim => ({ ...claim, measure: ({ contests }) => claim.measure(contests) }),
  ),
  smallRipple,
  reversedWorst,
  testAlike,
  printedSolutions,
  usedSolutions,
];
