import { numpy as np } from "@jax-js/jax";
import type { Samples } from "../../src/networks/index.js";

/** Below all outputs that are compared. */
const LOWEST = -3e38;

/** Part of the samples that are recognised, from outputs [n, k] and targets [n, k]. */
export type Accuracy = (outputs: np.Array, targets: np.Array) => np.Array;

/**
 * How to count what is recognised, or null where the targets of the samples are not classes.
 *
 * One number, 0 or 1: the output is on the same side of ½. One-hot: the output at the class is larger than all others.
 */
export function accuracyFor({ targets, outputs }: Samples): Accuracy | null {
  const isBinary = targets.every((target) => target === 0 || target === 1);
  if (!isBinary) return null;
  if (outputs === 1) return sameSide;
  for (let row = 0; row < targets.length; row += outputs) {
    let ones = 0;
    for (let output = 0; output < outputs; output++) ones += targets[row + output]!;
    if (ones !== 1) return null;
  }
  return largestAtClass;
}

function sameSide(outputs: np.Array, targets: np.Array): np.Array {
  return fraction(np.less(0, outputs.sub(0.5).mul(targets.sub(0.5))));
}

function largestAtClass(outputs: np.Array, targets: np.Array): np.Array {
  const isClass = np.less(0.5, targets);
  const atClass = np.max(np.where(isClass.ref, outputs.ref, LOWEST), 1);
  const others = np.max(np.where(isClass, LOWEST, outputs), 1);
  return fraction(np.less(others, atClass));
}

function fraction(isSo: np.Array): np.Array {
  return np.where(isSo, 1, 0).mean();
}
