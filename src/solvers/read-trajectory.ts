import type { Model } from "../models/index.js";
import {
  createDenseSampler,
  type DenseOutput,
  type DenseSampler,
  type Trajectory,
  type TrajectoryEvent,
  type TrajectoryStatus,
} from "../trajectory/index.js";
import type { SolveOptions } from "./solve-options.js";

/** What a solver hands over to be read as a trajectory. */
export interface Solved {
  readonly dense: DenseOutput;
  readonly status: TrajectoryStatus;
  readonly event: TrajectoryEvent | null;
  readonly name: string;
  readonly order: number;
  readonly sweeps: number;
  readonly residual: number;
  readonly errorEstimate: number | null;
}

/** Reads a dense solution at the wanted times, as far as it reaches, and adds the loss; at least the start is kept. */
export function readTrajectory(
  model: Model,
  { initial, times, until }: Pick<SolveOptions, "initial" | "times" | "until">,
  solved: Solved,
): Trajectory {
  const { dense, event } = solved;
  const sampler = createDenseSampler(dense);
  const started = dense.breaks.length > 1;
  const reached = started ? sampler.end : 0;
  const wanted = Float64Array.from(times ?? [...dense.breaks.filter((t) => t < until), until]).filter(
    (t) => t <= reached,
  );
  const [start, end] = model.components.theta!;
  const dimension = end - start;
  const rows = wanted.length;
  const theta = new Float64Array(rows * dimension);
  const loss = new Float64Array(rows);
  const memories = dense.memory.map(({ size }) => new Float64Array(rows * size));
  const y = new Float64Array(model.stateSize);
  const one = dense.memory.map(({ size }) => new Float64Array(size));
  for (let k = 0; k < rows; k++) {
    if (started) sampler.state(wanted[k]!, y);
    else y.set(Float64Array.from(initial));
    for (let a = 0; a < dimension; a++) theta[k * dimension + a] = y[start + a]!;
    loss[k] = model.loss(y);
    for (let j = 0; started && j < memories.length; j++) {
      sampler.memory(j, wanted[k]!, one[j]!);
      memories[j]!.set(one[j]!, k * one[j]!.length);
    }
  }
  const moment = (name: "m" | "v") => {
    const index = dense.memory.findIndex((memory) => memory.name === name);
    return index < 0 ? {} : { [name]: memories[index]! };
  };
  const motion = readMotion(model, { initial, times: wanted }, started ? sampler : null);
  return {
    times: wanted,
    dimension,
    theta,
    ...motion,
    ...moment("m"),
    ...moment("v"),
    loss,
    status: solved.status,
    ...(event ? { event } : {}),
    solver: {
      name: solved.name,
      order: solved.order,
      nodes: dense.breaks.filter((t) => t < Math.min(until, reached)).length,
      sweeps: solved.sweeps,
      residual: solved.residual,
      errorEstimate: solved.errorEstimate,
    },
    dense,
  };
}

interface Rows {
  readonly initial: ArrayLike<number>;
  readonly times: Float64Array;
}

/** θ′ and θ″ of a model whose state has a velocity; of a solution that has not started θ″ is not known. */
function readMotion(
  { components, stateSize }: Model,
  { initial, times }: Rows,
  sampler: DenseSampler | null,
): Pick<Trajectory, "velocity" | "acceleration"> {
  if (!components.velocity) return {};
  const [start, end] = components.velocity;
  const velocity = new Float64Array(times.length * (end - start));
  const acceleration = new Float64Array(velocity.length).fill(Number.NaN);
  const y = Float64Array.from(initial);
  const slope = new Float64Array(stateSize);
  for (const [k, time] of times.entries()) {
    sampler?.state(time, y);
    velocity.set(y.subarray(start, end), k * (end - start));
    if (!sampler) continue;
    sampler.derivative(time, slope);
    acceleration.set(slope.subarray(start, end), k * (end - start));
  }
  return { velocity, acceleration };
}
