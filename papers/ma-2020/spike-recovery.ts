import type { Spike } from "../../src/regimes/index.js";
import { rippleOf } from "./ripple.js";

/** A spike is over where so much of its rise, on the log scale, is left. */
const left = 0.1;

/**
 * How many maxima the loss has on its way from the peak of a spike to where nine tenths of the rise of ln(loss) are undone, or
 * to the end; the peak is not counted. 0: it falls back without turning.
 */
export function turnsOfRecovery(loss: Float64Array, { onset, peak }: Pick<Spike, "onset" | "peak">): number {
  const [low, high] = [Math.log(loss[onset]!), Math.log(loss[peak]!)];
  const level = Math.exp(low + left * (high - low));
  let end = peak;
  while (end < loss.length && loss[end]! > level) end++;
  return rippleOf(loss.subarray(peak, end + 1)).maxima;
}
