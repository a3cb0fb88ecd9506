import type { Objective } from "../objectives/objective.js";
import { checkFlow } from "./check-flow.js";
import { gradientState } from "./gradient-state.js";
import type { Model } from "./model.js";
import { isNearMinimiser } from "./rest.js";

/** Options of {@link smoothSignModel}. */
export interface SmoothSignOptions {
  /** Width ε of the smoothed sign, unit of the gradient; finite and > 0. */
  readonly epsilon: number;
  /** A solver's first guess at a step, unit time; finite and > 0, default 1. */
  readonly timeScale?: number;
}

/**
 * The smooth flow of sign descent, `θ' = −g/(|g| + ε)` elementwise: what RMSProp and Adam tend to as the learning rate does
 * to 0 at fixed momentum factors. It has no memory.
 *
 * Near a minimiser with curvature h it decays at the rate h/ε: solvers must be stiff.
 *
 * @param objective f and its gradient; its Hessian is used where it exists.
 * @throws {RangeError} if epsilon or timeScale is not a finite number > 0.
 * @see arXiv 2009.06125, equation 4.
 * @example
 * const trajectory = solve(smoothSignModel(quadraticObjective(), { epsilon: 0.01 }), { initial: [1], until: 9 });
 * trajectory.theta.at(-1); // 4, within 1e-9
 */
export function smoothSignModel(objective: Objective, { epsilon, timeScale = 1 }: SmoothSignOptions): Model {
  checkFlow("a smooth sign model", { epsilon, timeScale }, { epsilon: "positive", timeScale: "positive" });
  const d = objective.dimension;
  return {
    ...gradientState(objective),
    memory: [],
    advance: 0,
    timeScale,
    character: "stiff",
    isAtRest: (y, distance) => isNearMinimiser(objective, y, distance),
    field(_t, _y, gradient, _memory, out) {
      for (let i = 0; i < d; i++) out[i] = -gradient[i]! / (Math.abs(gradient[i]!) + epsilon);
    },
    jacobian(_t, _y, gradient, driveJacobian, out) {
      for (let i = 0; i < d; i++) {
        const rate = -epsilon / (Math.abs(gradient[i]!) + epsilon) ** 2;
        for (let j = 0; j < d; j++) out[i * d + j] = rate * driveJacobian[i * d + j]!;
      }
    },
  };
}
