import { lax, type numpy as np } from "@jax-js/jax";
import type { Activation } from "../../src/networks/index.js";
import { activate } from "./activation.js";

/** The outputs, [n, outputs], of a dense network at inputs [n, …]; parameters are weight, bias, weight, bias, … */
export function dense(parameters: readonly np.Array[], inputs: np.Array, activation: Activation): np.Array {
  const layers = parameters.length / 2;
  let signal = inputs.reshape([inputs.shape[0]!, -1]);
  for (let layer = 0; layer < layers; layer++) {
    signal = timesTransposed(signal, parameters[2 * layer]!).add(parameters[2 * layer + 1]!);
    if (layer < layers - 1) signal = activate[activation](signal);
  }
  return signal;
}

/** signal·weightᵀ for a signal [n, inputs] and a weight [outputs, inputs]. */
export function timesTransposed(signal: np.Array, weight: np.Array): np.Array {
  return lax.dot(signal, weight, { lhsContractingDims: [1], rhsContractingDims: [1] });
}
