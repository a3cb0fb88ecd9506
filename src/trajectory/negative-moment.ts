import { bisect, exponential, rowOf } from "../numeric/index.js";
import { createDenseSampler } from "./dense.js";
import type { DenseMemory, DenseOutput, Trajectory } from "./trajectory.js";

/** Where a second moment is negative. */
export interface NegativeMoment {
  /** The first and the last moment of it, unit time; in between v may be positive again. */
  readonly from: number;
  readonly to: number;
  /** The least v of all components. */
  readonly min: number;
}

/** Readings of v an element, besides its ends. */
const READINGS = 32;

/**
 * Where the second moment v of a trajectory is negative, or null.
 *
 * A weight that changes its sign, as {@link secondOrderKernel} does for β < ½, can make v negative though it remembers
 * squares; an equation then goes on with the root 0. Ends and minimum are those of the dense output where there is one,
 * else those of the rows. A kernel whose weights are not negative gives no negative v: what there is of it is rounding.
 *
 * @see arXiv 2602.09101, the lemma on the positivity of moments.
 * @example
 * const model = inertialModel(quadraticObjective(), { lr: 0.1, beta1: 0.9, beta2: 0.999 });
 * negativeMoment(solve(model, { initial: [1, 0], until: 5 })); // null
 */
export function negativeMoment({ times, v, dense }: Trajectory): NegativeMoment | null {
  if (v === undefined || times.length === 0) return null;
  const end = times.reduce((latest, time) => Math.max(latest, time), 0);
  return dense ? inDense(dense, end) : inRows(times, v);
}

function inRows(times: Float64Array, v: Float64Array): NegativeMoment | null {
  let [from, to, min] = [Infinity, -Infinity, 0];
  for (const [k, time] of times.entries()) {
    const least = Math.min(...rowOf(v, k, v.length / times.length));
    if (!(least < 0)) continue;
    from = Math.min(from, time);
    to = Math.max(to, time);
    min = Math.min(min, least);
  }
  return min < 0 ? { from, to, min } : null;
}

function inDense(dense: DenseOutput, end: number): NegativeMoment | null {
  const index = dense.memory.findIndex(({ name }) => name === "v");
  const memory = dense.memory[index];
  if (!memory || !hasNegativeWeight(memory)) return null;
  const sampler = createDenseSampler(dense);
  const row = new Float64Array(memory.size);
  const least = (time: number): number => {
    sampler.memory(index, time, row);
    return Math.min(...row);
  };
  const times: number[] = [];
  for (let e = 0; e + 1 < dense.breaks.length && dense.breaks[e]! < end; e++) {
    const [left, right] = [dense.breaks[e]!, Math.min(dense.breaks[e + 1]!, end)];
    for (let k = e === 0 ? 0 : 1; k <= READINGS; k++) times.push(left + ((right - left) * k) / READINGS);
  }
  const values = times.map(least);
  // an integral over nothing is 0, but may be rounded
  const negative = values.map((value, k) => value < 0 && times[k]! > 0);
  const first = negative.indexOf(true);
  if (first < 0) return null;
  const last = negative.lastIndexOf(true);
  const isNegative = (time: number) => least(time) < 0;
  const lowest = values.reduce((best, value, k) => (negative[k] && value < values[best]! ? k : best), first);
  return {
    from: first === 0 ? 0 : bisect(isNegative, { inside: times[first]!, outside: times[first - 1]! }),
    to:
      last === times.length - 1
        ? times[last]!
        : bisect(isNegative, { inside: times[last]!, outside: times[last + 1]! }),
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
