import { bisect, exponential, rowOf, supNorm } from "../numeric/index.js";
import { createDenseSampler } from "./dense.js";
import { denseTimes } from "./dense-times.js";
import type { DenseMemory, DenseOutput, Trajectory } from "./trajectory.js";

/** Where a second moment is negative. */
export interface NegativeMoment {
  /** The first and the last moment of it, unit time; in between v may be positive again. */
  readonly from: number;
  readonly to: number;
  /** The least v of all components. */
  readonly min: number;
}

/**
 * Where the second moment v of a trajectory is negative, or null.
 *
 * A weight that changes its sign, as {@link secondOrderKernel} does for β < ½, can make v negative though it remembers
 * squares; an equation then goes on with the root 0. Ends and minimum are those of the dense output where there is one,
 * else those of the rows. A kernel whose weights are not negative gives no negative v: what there is of it is rounding. So
 * is a stretch with v ≥ −e²·sup |v|, e the relative error of the trajectory: g is not known better than to e.
 *
 * @see arXiv 2602.09101, the lemma on the positivity of moments.
 * @example
 * const model = inertialModel(quadraticObjective(), { lr: 0.1, beta1: 0.9, beta2: 0.999 });
 * negativeMoment(solve(model, { initial: [1, 0], until: 5 })); // null
 */
export function negativeMoment({ times, v, dense, solver }: Trajectory): NegativeMoment | null {
  if (v === undefined || times.length === 0) return null;
  const error = Math.max(solver.errorEstimate ?? 0, ROUNDING);
  const end = times.reduce((latest, time) => Math.max(latest, time), 0);
  return dense ? inDense(dense, { end, error }) : inRows(times, { v, error });
}

/** Relative errors below this are not believed. */
const ROUNDING = 64 * Number.EPSILON;

function inRows(times: Float64Array, { v, error }: { v: Float64Array; error: number }): NegativeMoment | null {
  const order = Array.from(times.keys()).sort((a, b) => times[a]! - times[b]!);
  const values = order.map((k) => Math.min(...rowOf(v, k, v.length / times.length)));
  const isMarked = markNegative(values, error ** 2 * supNorm(v));
  const first = isMarked.indexOf(true);
  if (first < 0) return null;
  const last = isMarked.lastIndexOf(true);
  const min = values.reduce((least, value) => Math.min(least, value), 0);
  return { from: times[order[first]!]!, to: times[order[last]!]!, min };
}

/** Which values are in stretches below 0 that go deeper than `noise`. */
function markNegative(values: readonly number[], noise: number): boolean[] {
  const marks = values.map(() => false);
  for (let start = 0; start < values.length; start++) {
    if (!(values[start]! < 0)) continue;
    let end = start;
    while (end + 1 < values.length && values[end + 1]! < 0) end++;
    const depth = Math.min(...values.slice(start, end + 1));
    if (depth < -noise) marks.fill(true, start, end + 1);
    start = end;
  }
  return marks;
}

function inDense(dense: DenseOutput, { end, error }: { end: number; error: number }): NegativeMoment | null {
  const index = dense.memory.findIndex(({ name }) => name === "v");
  const memory = dense.memory[index];
  if (!memory || !hasNegativeWeight(memory)) return null;
  const sampler = createDenseSampler(dense);
  const row = new Float64Array(memory.size);
  let largest = 0;
  const least = (time: number): number => {
    sampler.memory(index, time, row);
    largest = Math.max(largest, supNorm(row));
    return Math.min(...row);
  };
  const times = denseTimes(dense, end);
  const values = times.map(least);
  const isMarked = markNegative(values, error ** 2 * largest);
  const first = isMarked.indexOf(true);
  if (first < 0) return null;
  const last = isMarked.lastIndexOf(true);
  const isNegative = (time: number) => least(time) < 0;
  const lowest = values.reduce((best, value, k) => (isMarked[k] && value < values[best]! ? k : best), first);
  const endOf = (inside: number, outside: number): number =>
    times[outside] === undefined
      ? times[inside]!
      : bisect(isNegative, { inside: times[inside]!, outside: times[outside]! });
  return {
    from: endOf(first, first - 1),
    to: endOf(last, last + 1),
    min: minimum(least, [times[Math.max(0, lowest - 1)]!, times[Math.min(times.length - 1, lowest + 1)]!]),
  };
}

/** Least value on an interval with one minimum, by golden sections. */
function minimum(value: (time: number) => number, [from, to]: readonly [number, number]): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [from, to];
  for (let k = 0; k < 60; k++) {
    const [a, b] = [right - golden * (right - left), left + golden * (right - left)];
    if (value(a) < value(b)) right = b;
    else left = a;
  }
  return value(0.5 * (left + right));
}

/** Ages at which weights are looked at, in units of the shortest time scale of a block. */
const AGES = 400;
const SPACING = 0.25;

function hasNegativeWeight({ blocks }: DenseMemory): boolean {
  const scale = Math.max(...blocks.flatMap(({ A }) => Array.from(A, Math.abs)));
  const matrix = new Float64Array(4);
  for (let k = 1; k <= AGES; k++) {
    let weight = 0;
    let envelope = 0;
    for (const block of blocks) {
      const { order, b, c } = block;
      exponential(block, (SPACING * k) / scale, matrix);
      for (let i = 0; i < order; i++) {
        for (let j = 0; j < order; j++) {
          const part = c[i]! * matrix[i * order + j]! * b[j]!;
          weight += part;
          envelope += Math.abs(part);
        }
      }
    }
    if (weight < -1e-12 * envelope) return true;
  }
  return false;
}
