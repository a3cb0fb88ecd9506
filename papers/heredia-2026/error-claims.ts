import { type Claim, type Finding, judge, percent, short } from "../../src/experiments/index.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import type { ErrorRow, FinalError } from "./final-errors.js";
import { publishedSlopes } from "./published.js";
import { velocities, velocityText } from "./setup.js";

type ErrorClaim = Claim<readonly ErrorRow[]>;

const ofModel = (rows: readonly ErrorRow[], velocity0: number | null) =>
  rows.filter((row) => row.velocity0 === velocity0);

/** Slope of the logarithm of an error over the logarithm of lr; NaN where one is missing. */
export function slopeOf(rows: readonly ErrorRow[], pick: (row: ErrorRow) => number): number {
  const lrs = rows.map(({ lr }) => lr);
  return observedOrder(lrs, rows.map(pick))?.slope ?? Number.NaN;
}

/** At how many learning rates the second order is closer, by one way of measuring. */
function countCloser(rows: readonly ErrorRow[], velocity0: number, pick: (row: ErrorRow) => FinalError | null): string {
  const first = ofModel(rows, null);
  const pairs = ofModel(rows, velocity0).map((row, k) => [pick(row), pick(first[k]!)] as const);
  const known = pairs.filter(([second, other]) => second !== null && other !== null);
  const closer = known.filter(([second, other]) => second!.theta < other!.theta);
  return `${closer.length} of ${known.length}`;
}

/** The second order is closer than the first, at every learning rate. */
export function closerThanFirst(velocity0: number): ErrorClaim {
  return {
    id: `closer-${velocity0}`,
    text: `The second-order model is consistently closer to the discrete iterates, ${velocityText(velocity0)}. Defined: at every lr of the figure E_T is smaller than that of the first-order model, both equations solved to 1e-10.`,
    expected: "E_T (second) < E_T (first) at 5 of 5 lr",
    measure: (rows) => {
      const first = ofModel(rows, null);
      const findings = ofModel(rows, velocity0).map((row, k): Finding => {
        const other = first[k]!;
        return {
          what: `lr ${row.lr}`,
          value: `${short(row.ours.theta)} against ${short(other.ours.theta)}`,
          holds: row.ours.theta < other.ours.theta,
        };
      });
      const published = countCloser(rows, velocity0, (row) => row.published);
      const unshifted = countCloser(rows, velocity0, (row) => row.unshifted ?? row.ours);
      return judge(
        findings,
        `By the published table the second order is closer at ${published} lr; against the first-order equation with memories at t, which the author’s code has, solved exactly, at ${unshifted}`,
      );
    },
  };
}

/** The slopes of the figure's legend. */
export function slopesAgree(whose: "ours" | "author"): ErrorClaim {
  const pick = (row: ErrorRow) => (whose === "ours" ? row.ours.theta : (row.author?.asPublished.theta ?? Number.NaN));
  const how = whose === "ours" ? "both equations solved to 1e-10" : "the author’s numerics rerun at all five lr";
  return {
    id: `slopes-${whose}`,
    needsReference: whose === "author",
    text: `The effective slopes p of E_T ≈ C·lr^p are 2.53 (first order) and 2.81, 2.78, 2.72, 2.52 (u0 = −1, 0, 1, 2). Defined: the least-squares slope differs by less than 0.1, ${how}.`,
    expected: "slopes within 0.1",
    measure: (rows) =>
      judge(
        [null, ...velocities].map((velocity0): Finding => {
          const slope = slopeOf(ofModel(rows, velocity0), pick);
          const published = publishedSlopes.get(velocity0)!;
          return {
            what: velocity0 === null ? "first order" : velocityText(velocity0),
            value: `${slope.toFixed(2)} against ${published}`,
            holds: Math.abs(slope - published) < 0.1,
          };
        }),
      ),
  };
}

/** E_f = O(E_T²) near the minimiser: f is flat there. */
export const lossErrorOrder: ErrorClaim = {
  id: "loss-order",
  text: "Near the minimiser E_f,T = O(E_T²). Defined: over the lr at which the discrete iterate is within 0.1 of the minimiser, the least-squares slope of log E_f,T over log E_T is at least 1.5 for each model, both equations solved to 1e-10.",
  expected: "slope of log E_f over log E_T ≥ 1.5",
  measure: (rows) =>
    judge(
      [null, ...velocities].map((velocity0): Finding => {
        const near = ofModel(rows, velocity0).filter(({ distance }) => distance < 0.1);
        const order = observedOrder(
          near.map(({ ours }) => ours.theta),
          near.map(({ ours }) => ours.loss),
        );
        return {
          what: velocity0 === null ? "first order" : velocityText(velocity0),
          value: order === null ? "no line" : `${order.slope.toFixed(2)} over ${near.length} lr`,
          holds: order !== null && order.slope >= 1.5,
        };
      }),
      "E_f ≈ |f′(θ_K)|·E_T where the iterate is farther from the minimiser than the two are from each other: then the order is 1",
    ),
};

/** The rerun of the author's numerics gives the author's table. */
export const publishedTable: ErrorClaim = {
  id: "table",
  needsReference: true,
  text: "The published table. Defined: a rerun of the author’s numerics, with his matching of times, gives each published E_T and E_f,T to four digits (relative difference below 5e-5), at the lr that were run.",
  expected: "relative difference < 5e-5",
  measure: (rows) =>
    judge(
      rows.flatMap(({ lr, velocity0, published, author }): Finding[] => {
        if (author === null) return [];
        const off = Math.max(
          Math.abs(author.asPublished.theta / published.theta - 1),
          Math.abs(author.asPublished.loss / published.loss - 1),
        );
        const model = velocity0 === null ? "first order" : velocityText(velocity0);
        return [{ what: `${model}, lr ${lr}`, value: percent(off), holds: off < 5e-5 }];
      }),
    ),
};
