import type { Objective } from "../objectives/objective.js";
import { checkFlow } from "./check-flow.js";
import type { Model } from "./model.js";
import { momentFlow } from "./moment-flow.js";
import { createStart, type StartExpansion } from "./start-expansion.js";

/** Options of {@link rmspropFlowModel}. */
export interface RmspropFlowOptions {
  /** Forgetting rate a = (1 − β2)/lr of the second moment, unit 1/time; finite and > 0. */
  readonly rate2: number;
  /** Added to the root of v; finite and ≥ 0, default 1e-8. At 0, 0/0 is 0. */
  readonly epsilon?: number;
}

/** How far θ may have moved when the expansion of the start is left. */
const START_SHIFT = 1e-11;

/**
 * The flow of RMSProp at a fixed forgetting rate: `v' = a(g² − v)`, `θ' = −g/(√v + ε)` elementwise.
 *
 * The state is (θ, v): d numbers of θ, then d of v(0) ≥ 0. From v(0) = 0 it leaves its start like `−sign(g)·2√(t/a)`. Near a
 * minimiser with curvature h it decays at the rate h/(√v + ε): solvers must be stiff.
 *
 * @param objective f and its gradient; its Hessian is used where it exists.
 * @throws {RangeError} if rate2 or epsilon is out of its range.
 * @see arXiv 2009.06125, equation 7.
 * @example
 * const flow = rmspropFlowModel(quadraticObjective(), { rate2: 1 });
 * solveLocal(flow, { initial: [1, 0], until: 9 }).theta.at(-1); // 4, within 1e-9
 */
export function rmspropFlowModel(objective: Objective, { rate2, epsilon = 1e-8 }: RmspropFlowOptions): Model {
  checkFlow("an RMSProp flow", { rate2, epsilon }, { rate2: "positive", epsilon: "nonnegative" });
  const start = createStart(objective, startExpansion(objective.dimension, { rate2, epsilon }));
  return momentFlow(objective, { rate1: null, rate2, epsilon, corrected: false, start });
}

/**
 * The start with the gradient as it is there: `v = v₀ + a g² t` and
 * `θ = θ₀ − (2/a g)·[√v − ε ln(√v + ε)]`, over a time in which θ moves by 1e-11; its relative error is of that order.
 */
function startExpansion(d: number, { rate2: a, epsilon }: Required<RmspropFlowOptions>): StartExpansion {
  return {
    longest: Math.min((a * START_SHIFT ** 2) / 4, 1e-8 / a),
    shift({ y, i, g, t }) {
      const square = a * g ** 2;
      if (square === 0) return 0;
      const low = Math.sqrt(y[d + i]!);
      const gain = (square * t) / (low + Math.sqrt(low * low + square * t));
      const drag = epsilon === 0 ? 0 : epsilon * Math.log1p(gain / (low + epsilon));
      return (2 * g * (gain - drag)) / square;
    },
    remember({ y, i, from, to, t }) {
      // g changes like √t: the mean of its square over [0, t]
      const change = to - from;
      const mean = from * from + (4 / 3) * from * change + 0.5 * change * change;
      y[d + i]! += a * t * (mean - y[d + i]!);
    },
  };
}
