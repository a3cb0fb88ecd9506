import type { LogSeries } from "./scale.js";

/** Share of the log at its end that is no passage through the minimum. */
const LEAST_SHARE = 0.05;

/** Whether the loss stays exactly at the minimum, or below the least number, at the end. */
export function endsExactly({ exactFrom, steps }: LogSeries): boolean {
  const [first, last] = [steps[0]!, steps[steps.length - 1]!];
  return exactFrom !== null && last - exactFrom >= LEAST_SHARE * (last - first);
}
