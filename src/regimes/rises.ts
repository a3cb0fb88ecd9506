import { turningPoints } from "./turning-points.js";

/** One rise of the running top: indices of its lowest point, its beginning, its peak and the lowest point after it. */
export interface Rise {
  readonly trough: number;
  readonly onset: number;
  readonly peak: number;
  readonly after: number;
  readonly height: number;
  readonly fall: number;
}

/** The rises of at least a threshold, in order of time: O(n). */
export function risesOf(top: Float64Array, threshold: number): readonly Rise[] {
  const { index, startsLow } = turningPoints(top, threshold);
  const rises: Rise[] = [];
  for (let i = startsLow ? 0 : 1; i + 1 < index.length; i += 2) {
    const [trough, peak] = [index[i]!, index[i + 1]!];
    const after = i + 2 < index.length ? index[i + 2]! : lowestFrom(top, peak);
    const height = top[peak]! - top[trough]!;
    let onset = trough;
    for (let k = trough; k < peak; k++) if (top[k]! <= top[trough]! + 0.1 * height) onset = k;
    rises.push({ trough, onset, peak, after, height, fall: top[peak]! - top[after]! });
  }
  return rises;
}

function lowestFrom(top: Float64Array, first: number): number {
  let lowest = first;
  for (let k = first; k < top.length; k++) if (top[k]! < top[lowest]!) lowest = k;
  return lowest;
}

/** Index of the first rise whose peak is not before an entry. */
export function firstAtLeast(rises: readonly Rise[], entry: number): number {
  let [low, high] = [0, rises.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rises[middle]!.peak < entry) low = middle + 1;
    else high = middle;
  }
  return low;
}
