import { kendall } from "./kendall.js";

/** Groups into which the distances are put, three or more in each where there are enough. */
const mostGroups = 8;
const fewestGroups = 5;
const GROUP_SIZE = 3;
/** Kendall's τ that is a trend. */
const TREND = -0.6;
/** The last group to the first, at most. */
const FASTER = 0.9;

/**
 * Whether the maxima of an oscillation come ever faster: the means of their distances, group by group in order of time, fall
 * on trend.
 *
 * The swings of a linear recursion have one period. Those of steps that are divided by the root of v, where v follows the
 * gradient, have a force of one size at every distance, so that the period falls as the root of the amplitude.
 */
export function isQuickening(distances: readonly number[]): boolean {
  if (distances.length < fewestGroups) return false;
  const groups = Math.min(mostGroups, Math.max(fewestGroups, Math.floor(distances.length / GROUP_SIZE)));
  const means = new Float64Array(groups);
  for (let j = 0; j < groups; j++) {
    const from = Math.floor((j * distances.length) / groups);
    const end = Math.floor(((j + 1) * distances.length) / groups);
    // a mean, as a period that is no whole number of samples makes single distances drift
    for (let k = from; k < end; k++) means[j]! += distances[k]! / (end - from);
  }
  return kendall(means) <= TREND && means[groups - 1]! <= FASTER * means[0]!;
}
