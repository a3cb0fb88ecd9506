/** Two rows that belong to the same time. */
export type RowPair = readonly [first: number, second: number];

/** Rows of the times that both have, walking through both once; times ascend. */
export function matchTimes(first: Float64Array, second: Float64Array, tolerance: number): RowPair[] {
  const pairs: RowPair[] = [];
  let j = 0;
  for (let i = 0; i < first.length; i++) {
    while (j < second.length && second[j]! < first[i]! - tolerance) j++;
    if (j < second.length && Math.abs(second[j]! - first[i]!) <= tolerance) pairs.push([i, j++]);
  }
  return pairs;
}

/** Times that are no further apart than this belong together: 1e-9 of their mean spacing. */
export function timeTolerance(times: Float64Array): number {
  return times.length < 2 ? 0 : (1e-9 * (times[times.length - 1]! - times[0]!)) / (times.length - 1);
}
