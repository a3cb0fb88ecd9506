import { createDenseSampler, type DenseSampler } from "./dense.js";
import type { DenseOutput, Trajectory } from "./trajectory.js";

/** A trajectory at one moment. */
export interface Sample {
  readonly theta: Float64Array;
  readonly m: Float64Array | null;
  readonly v: Float64Array | null;
}

/**
 * Reads a trajectory at any time in its range: by its dense output where it has one, else linearly between its rows.
 *
 * @param time Unit time, between the first and the last time of the trajectory.
 * @throws {RangeError} if `time` lies outside.
 * @example
 * const trajectory = run(quadraticObjective(), gdOptimizer({ lr: 0.5 }), { theta0: [0], steps: 2 });
 * sample(trajectory, 0.25).theta[0]; // 2, half-way from 0 to 4
 */
export function sample(trajectory: Trajectory, time: number): Sample {
  const { times, dense, dimension } = trajectory;
  const sampler = dense ? samplerOf(dense) : null;
  const first = sampler ? sampler.start : times[0]!;
  const last = sampler ? sampler.end : times[times.length - 1]!;
  if (!(time >= first && time <= last)) {
    throw new RangeError(`Cannot sample as time must be from ${first} to ${last}: current value is ${time}`);
  }
  if (!dense || !sampler) return interpolateRows(trajectory, time);
  const theta = new Float64Array(dense.stateSize);
  sampler.state(time, theta);
  const read = (name: string) => {
    const index = dense.memory.findIndex((memory) => memory.name === name);
    if (index < 0) return null;
    const out = new Float64Array(dense.memory[index]!.size);
    sampler.memory(index, time, out);
    return out;
  };
  return { theta: theta.slice(0, dimension), m: read("m"), v: read("v") };
}

const samplers = new WeakMap<DenseOutput, DenseSampler>();

/** One sampler per dense output, made on first use: it holds nothing but work space. */
function samplerOf(dense: DenseOutput): DenseSampler {
  const known = samplers.get(dense) ?? createDenseSampler(dense);
  samplers.set(dense, known);
  return known;
}

function interpolateRows({ times, theta, m, v }: Trajectory, time: number): Sample {
  const rows = times.length;
  let right = 1;
  while (right < rows - 1 && times[right]! < time) right++;
  const left = Math.min(right - 1, rows - 1);
  right = Math.min(right, rows - 1);
  const fraction = right === left ? 0 : (time - times[left]!) / (times[right]! - times[left]!);
  const read = (values: Float64Array | undefined) => {
    if (!values) return null;
    const width = values.length / rows;
    return Float64Array.from(
      { length: width },
      (_, i) => values[left * width + i]! * (1 - fraction) + values[right * width + i]! * fraction,
    );
  };
  return { theta: read(theta)!, m: read(m), v: read(v) };
}
