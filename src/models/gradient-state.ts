import type { Objective } from "../objectives/objective.js";
import type { Model } from "./model.js";

/** What models share whose state is θ alone, driven by the gradient there; its derivative is the Hessian where it exists. */
export function gradientState(
  objective: Objective,
): Pick<Model, "stateSize" | "components" | "driveSize" | "drive" | "loss" | "driveJacobian"> {
  const d = objective.dimension;
  const hessian = objective.hessian?.bind(objective);
  return {
    stateSize: d,
    components: { theta: [0, d] },
    driveSize: d,
    drive: (y, out) => objective.gradient(y, out),
    loss: (y) => objective.value(y),
    ...(hessian ? { driveJacobian: hessian } : {}),
  };
}
