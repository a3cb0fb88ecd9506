import { lax, numpy as np } from "@jax-js/jax";
import type { FitTask } from "../../src/networks/index.js";

/** Mean over samples and outputs of (output − target)². */
export function squareLoss(outputs: np.Array, targets: np.Array): np.Array {
  const defect = outputs.sub(targets);
  return defect.ref.mul(defect).mean();
}

/** Mean over samples of −Σ target·ln softmax(output); e is never raised to a positive number. */
export function crossEntropy(outputs: np.Array, targets: np.Array): np.Array {
  const shifted = outputs.ref.sub(lax.stopGradient(np.max(outputs, 1, { keepdims: true })));
  const logSum = preciseLog(np.sum(np.exp(shifted.ref), 1));
  const perSample = np
    .sum(targets.ref, 1)
    .mul(logSum)
    .sub(np.sum(targets.mul(shifted), 1));
  return perSample.mean();
}

/** Losses of outputs [n, k] and targets [n, k], by name. */
export const losses: Readonly<Record<FitTask["loss"], (outputs: np.Array, targets: np.Array) => np.Array>> = {
  square: squareLoss,
  "cross-entropy": crossEntropy,
};

/**
 * ln x for x ≥ 1. The kernel's series for ln is off by up to 1e-5; one step of Newton's method on e^y = x squares that.
 */
function preciseLog(x: np.Array): np.Array {
  const rough = np.log(x.ref);
  return rough.ref.add(x.mul(np.exp(np.negative(rough)))).sub(1);
}
