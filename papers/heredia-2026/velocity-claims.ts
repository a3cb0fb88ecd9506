import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import { start, velocityText } from "./setup.js";

/** Differences are looked at from this time on: "away from the initial time". */
export const from = 1;

/** How far a run with an initial velocity is from the one that starts at rest. */
export interface DifferenceRow {
  readonly lr: number;
  readonly velocity0: number;
  /** sup over t ≥ 1 of |θ_u − θ_0|. */
  readonly sup: number;
}

export interface VelocityData {
  readonly ours: readonly DifferenceRow[];
  /** The author's own numerics, as far as they were run. */
  readonly author: readonly DifferenceRow[];
}

/** |θ0 − 1|, which a difference is a share of. */
const distance = Math.abs(start - 1);
const smallestRate = 1e-3;
const small = 0.01;

export const smallDifference: Claim<VelocityData> = {
  id: "small",
  text: "Away from t = 0 the second-order model does not depend on the initial velocity. Defined: at lr 0.001 the sup over t ≥ 1 of |θ_u − θ_0| is below 1 % of |θ0 − 1|, for u0 = −1, 1 and 2 against u0 = 0.",
  expected: "below 1 %",
  measure: ({ ours }) => judge(shares(ours.filter(({ lr }) => lr === smallestRate))),
};

export const differenceOrder: Claim<VelocityData> = {
  id: "order",
  text: "The dependence on the initial velocity vanishes with the learning rate. Defined: the sup over t ≥ 1 of |θ_u − θ_0| falls from each learning rate that was run to the next smaller one, and the observed order over all of them is at least ½.",
  expected: "falls; order ≥ ½",
  measure: ({ ours }) =>
    judge(
      [...new Set(ours.map(({ velocity0 }) => velocity0))].map((velocity0): Finding => {
        const own = ours.filter((row) => row.velocity0 === velocity0).sort((a, b) => a.lr - b.lr);
        const sups = own.map(({ sup }) => sup);
        const order = observedOrder(
          own.map(({ lr }) => lr),
          sups,
        );
        const falls = sups.every((sup, k) => k === 0 || sups[k - 1]! < sup);
        return {
          what: velocityText(velocity0),
          value: `${sups.map(short).join(", ")} at lr ${own.map(({ lr }) => lr).join(", ")}, order ${order === null ? "not defined" : order.slope.toFixed(2)}`,
          holds: falls && order !== null && order.slope >= 0.5,
        };
      }),
    ),
};

export const authorsDifference: Claim<VelocityData> = {
  id: "small-author",
  needsReference: true,
  text: "The author's own runs do not depend on the initial velocity away from t = 0 either. Defined: at each learning rate at which they were made the sup over t ≥ 1 of |θ_u − θ_0| is below 1 % of |θ0 − 1|.",
  expected: "below 1 %",
  measure: ({ ours, author }) => {
    const same = ours.filter(({ lr }) => author.some((row) => row.lr === lr));
    return judge(
      shares(author),
      `Ours at the same learning rates: ${shares(same)
        .map(({ what, value }) => `${value} (${what})`)
        .join(", ")}`,
    );
  },
};

function shares(rows: readonly DifferenceRow[]): readonly Finding[] {
  return rows.map(({ lr, velocity0, sup }) => {
    const share = sup / distance;
    return {
      what: `${velocityText(velocity0)}, lr ${lr}`,
      value: `${short(sup)}, ${percent(share)}`,
      holds: share < small,
    };
  });
}
