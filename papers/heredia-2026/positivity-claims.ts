import type { MomentPositivity } from "../../src/certificates/moment-positivity.js";
import { type Claim, type Finding, judge, short } from "../../src/experiments/index.js";
import type { NegativeMoment } from "../../src/trajectory/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";

/** A run with its second moment and with the conditions for it to be positive. */
export interface PositivityRun {
  readonly name: string;
  readonly trajectory: Trajectory;
  /** Whether the model's second moment has the kernel with inertia, which changes its sign. */
  readonly hasInertia: boolean;
  readonly negative: NegativeMoment | null;
  readonly conditions: MomentPositivity;
}

export interface PositivityData {
  readonly runs: readonly PositivityRun[];
  /** The author's own numerics. */
  readonly author: PositivityRun | null;
}

type PositivityClaim = Claim<PositivityData>;

/** Less than this share of its maximum is not resolved by a run to about 1e-10. */
const resolved = 1e-9;

export const largestMoment = ({ v }: Trajectory): number => v!.reduce((most, value) => Math.max(most, value), 0);

/** The least v after the start, where it is 0. */
export function leastMoment({ v, times }: Trajectory): { readonly value: number; readonly time: number } {
  let best = { value: Infinity, time: Number.NaN };
  for (let k = 1; k < times.length; k++) if (v![k]! < best.value) best = { value: v![k]!, time: times[k]! };
  return best;
}

const staysPositive = (run: PositivityRun): Finding => {
  const most = largestMoment(run.trajectory);
  const { value, time } = leastMoment(run.trajectory);
  const where = run.negative ? `, negative from t = ${short(run.negative.from)} to ${short(run.negative.to)}` : "";
  return {
    what: run.name,
    value: `least v ${short(value)} at t = ${short(time)}, largest ${short(most)}${where}`,
    holds: value >= -resolved * most,
  };
};

const positiveText =
  "Defined: at no row after the first is v below −1e-9 times its maximum, what a run to 1e-10 resolves";

export const staysNonnegative: PositivityClaim = {
  id: "positive",
  text: `The second moment stays nonnegative on this run, though β2 < ½. ${positiveText}; the algorithm and both equations, the second-order one with u0 = 1 (published) and 0. The algorithm and the first-order equation cannot fail: their weights are positive.`,
  expected: "v ≥ 0",
  measure: ({ runs }) => judge(runs.map(staysPositive)),
};

export const staysNonnegativeAuthor: PositivityClaim = {
  id: "positive-author",
  needsReference: true,
  text: `The second moment stays nonnegative in the author’s own run, u0 = 1. ${positiveText}.`,
  expected: "v ≥ 0",
  measure: ({ author }) => judge(author ? [staysPositive(author)] : []),
};

const violationText = ({ uniform, delayed, bound }: MomentPositivity): string => {
  const text = ({ violation }: MomentPositivity["uniform"]) =>
    violation === null ? "never" : `at t = ${short(violation.time)}, quotient ${short(violation.ratio)}`;
  return `min/max violated ${text(uniform)}; half a period before violated ${text(delayed)}; bound ${short(bound)}`;
};

export const sufficientFails: PositivityClaim = {
  id: "condition",
  text: "The sufficient condition min g² ≥ e^(−π/ρ) max g² over [0, t], ρ = √(1 − 2β2), is not met on a run that converges, so that it does not explain a positive v. Defined: it is violated before the end, on each run of the second-order model. Beside it the sharper condition g²(τ) ≥ e^(−π/ρ) g²(τ − π·lr/ρ).",
  expected: "violated before T",
  measure: ({ runs }) =>
    judge(
      runs
        .filter(({ hasInertia }) => hasInertia)
        .map(({ name, conditions }) => ({
          what: name,
          value: violationText(conditions),
          holds: !conditions.uniform.holds,
        })),
    ),
};

export const conditionsInOrder: PositivityClaim = {
  id: "order",
  text: "Each condition promises v ≥ 0 until it is violated, and the sharper one for longer. Defined: on each run of the second-order model the min/max condition is violated no later than the sharper one, and that one no later than the first row with v < 0.",
  expected: "min/max ≤ sharper ≤ first v < 0",
  measure: ({ runs }) =>
    judge(
      runs
        .filter(({ hasInertia }) => hasInertia)
        .map(({ name, conditions, negative }) => {
          const times = [conditions.uniform.violation?.time, conditions.delayed.violation?.time, negative?.from];
          const [first, second, third] = times.map((time) => time ?? Infinity);
          const value = times.map((time) => (time === undefined ? "never" : `t = ${short(time)}`)).join(", ");
          return { what: name, value, holds: first! <= second! && second! <= third! };
        }),
    ),
};
