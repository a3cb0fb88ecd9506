import type { Objective } from "../objectives/objective.js";
import { gradientState } from "./gradient-state.js";
import type { Model } from "./model.js";

/**
 * The flow of sign descent, `θ' = −sign(g)` elementwise, in the sense of Filippov: what signGD tends to as the learning rate
 * does to 0.
 *
 * Where gᵢ reaches 0 and both sides point to the surface gᵢ = 0, the solution slides along it with the speed in [−1, 1] that
 * keeps it there. Only a solver for sliding can integrate it.
 *
 * @param objective f and its gradient; its Hessian is used where it exists.
 * @see arXiv 2009.06125, equation 5; docs/theory/sliding.md.
 * @example
 * solveLocal(signFlowModel(quadraticObjective()), { initial: [1], until: 5 }).event?.time; // 3
 */
export function signFlowModel(objective: Objective): Model {
  const d = objective.dimension;
  return {
    ...gradientState(objective),
    memory: [],
    advance: 0,
    timeScale: 1,
    character: "sliding",
    field(_t, _y, gradient, _memory, out) {
      for (let i = 0; i < d; i++) out[i] = gradient[i] === 0 ? 0 : -Math.sign(gradient[i]!);
    },
  };
}
