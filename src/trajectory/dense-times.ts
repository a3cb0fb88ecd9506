import type { DenseOutput } from "./trajectory.js";

/** Readings in each element: it is one polynomial of some ten nodes. */
const READINGS = 32;

/** Moments at which a dense output is looked at up to `end`, increasing: its start, and equal parts of its elements. */
export function denseTimes({ breaks }: DenseOutput, end: number): number[] {
  const times = [breaks[0]!];
  for (let e = 0; e + 1 < breaks.length && breaks[e]! < end; e++) {
    const [left, right] = [breaks[e]!, Math.min(breaks[e + 1]!, end)];
    for (let k = 1; k <= READINGS; k++) times.push(left + ((right - left) * k) / READINGS);
  }
  return times;
}
