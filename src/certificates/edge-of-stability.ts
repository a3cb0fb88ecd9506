import { excludesAdamFlow } from "./adam-flow.js";
import type { Hypothesis } from "./certificate.js";
import { conclude } from "./conclude.js";
import { estimated, exact } from "./constants.js";
import type { Method } from "./method.js";
import { type PreconditionedRow, preconditionedCurvatures } from "./preconditioned-curvature.js";
import type { Statement } from "./statement.js";

/**
 * Edge of stability: with the preconditioner P frozen, Adam is stable on a quadratic of Hessian H as long as the largest
 * eigenvalue of P⁻¹H is below `(2 + 2β1)/((1 − β1)η)`; full-batch Adam settles where it meets that.
 *
 * `P = (1 − β1^k) diag(√(v/(1 − β2^k)) + ε)` after k updates. Without a trajectory of the algorithm only the threshold is
 * given; with one, the eigenvalue is held against it at 100 moments.
 *
 * @see arXiv 2207.14484; derived in docs/theory/edge-of-stability.md.
 */
export const edgeOfStability: Statement = {
  name: "edge-of-stability",
  paper: "2207.14484",
  title: "edge of stability of the preconditioned Hessian, Adam",
  evidence: "none",
  needs: [],
  excludes: excludesAdamFlow,
  certify({ method, objective, profile }) {
    const threshold = stabilityThreshold(method);
    const rows = method.discrete && profile && objective ? preconditionedCurvatures(objective, profile, method) : [];
    const end = lateMedian(rows);
    return conclude(this, {
      hypotheses: rows.length > 0 ? [thresholdHypothesis(rows, threshold)] : [],
      constants: {
        threshold: exact(threshold, "(2 + 2β1)/((1 − β1)η)"),
        ...(rows.length > 0 && {
          late: estimated(end, "median of the largest eigenvalue of P⁻¹H over the last tenth of the run"),
          late_share: estimated(end / threshold, "the same as a share of the threshold"),
        }),
      },
      notes: describe(rows, threshold),
    });
  },
};

/** `(2 + 2β1)/((1 − β1)η)`, unit 1/time. */
export function stabilityThreshold({ lr, beta1 }: Pick<Method, "lr" | "beta1">): number {
  return (2 + 2 * beta1) / ((1 - beta1) * lr);
}

function thresholdHypothesis(rows: readonly PreconditionedRow[], threshold: number): Hypothesis {
  // what is not a number is not below anything
  const worst = rows.reduce((a, b) => (b.largest <= a.largest ? a : b));
  return {
    name: "below-threshold",
    status: worst.largest < threshold ? "holds" : "fails",
    value: worst.largest,
    bound: threshold,
    at: worst.time,
    note: `The largest eigenvalue of P⁻¹H at ${rows.length} moments must stay below (2 + 2β1)/((1 − β1)η).`,
  };
}

/** The median of the last tenth. */
function lateMedian(rows: readonly PreconditionedRow[]): number {
  const late = rows
    .slice(-Math.max(1, Math.round(rows.length / 10)))
    .map(({ largest }) => largest)
    .sort((a, b) => a - b);
  const middle = late.length >> 1;
  return late.length % 2 === 1 ? late[middle]! : (late[middle - 1]! + late[middle]!) / 2;
}

function describe(rows: readonly PreconditionedRow[], threshold: number): string[] {
  if (rows.length === 0) return ["No trajectory of the algorithm was looked at: the threshold alone."];
  const above = rows.filter(({ largest }) => !(largest < threshold));
  const late = `Over the last tenth of the run its median is ${(lateMedian(rows) / threshold).toPrecision(4)} of the threshold.`;
  if (above.length === 0) return [`The largest eigenvalue of P⁻¹H stays below the threshold. ${late}`];
  const share = ((100 * above.length) / rows.length).toPrecision(3);
  return [
    `The largest eigenvalue of P⁻¹H first exceeds the threshold at t = ${above[0]!.time.toPrecision(6)}, and does so at ${share} % of the moments looked at. ${late}`,
  ];
}
