import { grad, jvp, type numpy as np, valueAndGrad } from "@jax-js/jax";
import type { Program } from "./program.js";

/**
 * What engines evaluate, as functions to be traced: lists of arrays in, lists of arrays out, nothing in between but
 * primitives. They own their arguments.
 */
export interface ProgramFunctions {
  /** [loss] */
  value(parameters: np.Array[], data: np.Array[]): np.Array[];
  /** [loss, …gradient by blocks] */
  valueAndGradient(parameters: np.Array[], data: np.Array[]): np.Array[];
  /** Product of the Hessian with a direction, by blocks. */
  hessianVector(parameters: np.Array[], direction: np.Array[], data: np.Array[]): np.Array[];
}

/** The loss of a program, its gradient by reverse mode, and its Hessian times a vector: forward mode through the gradient. */
export function programFunctions({ loss }: Pick<Program, "loss">): ProgramFunctions {
  const differentiated = valueAndGrad(loss);
  return {
    value: (parameters, data) => [loss(parameters, data)],
    valueAndGradient(parameters, data) {
      const [value, gradient] = differentiated(parameters, data);
      return [value, ...gradient];
    },
    hessianVector(parameters, direction, data) {
      const gradient = (blocks: np.Array[]) => grad(loss)(blocks, data);
      const [first, second] = jvp(gradient, [parameters], [direction]);
      for (const block of first) block.dispose();
      return second;
    },
  };
}
