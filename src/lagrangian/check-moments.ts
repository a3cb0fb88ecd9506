import type { CausalSignal } from "./causal-signal.js";

/**
 * Checks that a force can be read at all moments.
 *
 * @throws {RangeError} if there is none, or one is out of range.
 */
export function checkMoments(moments: Float64Array, { start, end }: CausalSignal, advance: number): void {
  if (moments.length === 0) {
    throw new RangeError("Cannot read a force as moments must hold at least one: current value is none");
  }
  for (const time of moments) {
    if (!(time >= start && time + advance > start && time <= end - advance)) {
      throw new RangeError(
        `Cannot read a force as moments must lie after ${start} and at most at ${end - advance}: current value is ${time}`,
      );
    }
  }
}
