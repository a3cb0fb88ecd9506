import type { Objective } from "../objectives/objective.js";
import { checkFlow } from "./check-flow.js";
import type { Model } from "./model.js";
import { momentFlow } from "./moment-flow.js";
import { createStart, type StartExpansion } from "./start-expansion.js";

/** Options of {@link adamFlowModel}. */
export interface AdamFlowOptions {
  /** Forgetting rate b = (1 − β1)/lr of the first moment, unit 1/time; finite and > 0. */
  readonly rate1: number;
  /** Forgetting rate a = (1 − β2)/lr of the second moment, unit 1/time; finite and > 0. */
  readonly rate2: number;
  /** Added to the root of v̂; finite and ≥ 0, default 1e-8. At 0, 0/0 is 0. */
  readonly epsilon?: number;
}

/** How long the expansion of the start is used, against the shortest time there is. */
const START = 1e-9;

/**
 * The flow of Adam at fixed forgetting rates: `m' = b(g − m)`, `v' = a(g² − v)`, `θ' = −m̂/(√v̂ + ε)` elementwise, with
 * `m̂ = m/(1 − e^(−bt))` and `v̂ = v/(1 − e^(−at))`.
 *
 * The state is (θ, m, v) with m(0) = v(0) = 0, so that θ'(0) = −g/(|g| + ε). Near a minimiser with curvature h it oscillates
 * at `√(b h/(√v̂ + ε))`, damped at b/2.
 *
 * @param objective f and its gradient; its Hessian is used where it exists.
 * @throws {RangeError} if rate1, rate2 or epsilon is out of its range.
 * @see arXiv 2009.06125, equation 8.
 * @example
 * const flow = adamFlowModel(quadraticObjective(), { rate1: 10, rate2: 1 });
 * solveLocal(flow, { initial: [1, 0, 0], until: 20 }).theta.at(-1); // 4, within 1e-9
 */
export function adamFlowModel(objective: Objective, { rate1, rate2, epsilon = 1e-8 }: AdamFlowOptions): Model {
  checkFlow(
    "an Adam flow",
    { rate1, rate2, epsilon },
    { rate1: "positive", rate2: "positive", epsilon: "nonnegative" },
  );
  const start = createStart(objective, startExpansion(objective.dimension, { rate1, rate2, epsilon }));
  return momentFlow(objective, { rate1, rate2, epsilon, corrected: true, start });
}

/** The start: θ moves at its first speed, g linearly with it, and the moments are the means of that g and its square. */
function startExpansion(d: number, { rate1, rate2, epsilon }: Required<AdamFlowOptions>): StartExpansion {
  return {
    longest: START * Math.min(1, 1 / rate1, 1 / rate2),
    shift: ({ g, t }) => (t * g) / (Math.abs(g) + epsilon),
    remember({ y, i, from, to, t }) {
      y[d + i] = (-Math.expm1(-rate1 * t) * (from + to)) / 2;
      y[2 * d + i] = (-Math.expm1(-rate2 * t) * (from * from + from * to + to * to)) / 3;
    },
  };
}
