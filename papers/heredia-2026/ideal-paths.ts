import {
  adamForce,
  eulerLagrangeResidual,
  type Force,
  memoryForce,
  solveStationaryPath,
  trajectoryPath,
} from "../../src/lagrangian/index.js";
import { inertialModel } from "../../src/models/index.js";
import { createObjective } from "../../src/objectives/index.js";
import { solve } from "../../src/solvers/index.js";
import { createDenseSampler } from "../../src/trajectory/index.js";
import { supNorm } from "../../src/trajectory/measure.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { objective, start } from "./setup.js";

const lr = 0.05;
const beta1 = 0.9;
const beta2 = 0.99;
const restPoint = [1];
/** Gain of the linear memory, of the size that 1/√v has along the run. */
const gain = 0.1;

/** A stationary path of the ideal action between the ends of a causal trajectory. */
export interface IdealPath {
  readonly force: "Adam" | "linear memory";
  /** T/α. */
  readonly length: number;
  readonly status: string;
  readonly iterations: number;
  readonly residual: number;
  readonly condition: number;
  /** Largest relative Euler–Lagrange residual of the causal trajectory between the same ends. */
  readonly causalResidual: number;
  readonly times: Float64Array;
  readonly theta: Float64Array;
  /** The causal trajectory at these times. */
  readonly causal: Float64Array;
}

/** Paths for several lengths, at most 15α: beyond it the problem is too ill-conditioned to mean anything. */
export function idealPaths(lengths: readonly number[]): readonly IdealPath[] {
  const loss = createObjective(objective, [1.5]);
  const model = inertialModel(loss, { lr, beta1, beta2 });
  const trajectory = solve(model, { initial: [start, 1], until: 17 * lr });
  const forces: readonly (readonly [IdealPath["force"], Force])[] = [
    ["Adam", adamForce(loss, { lr, beta1, beta2, kernel: "second-order" })],
    ["linear memory", memoryForce(loss, { lr, beta: beta1, gain, kernel: "second-order" })],
  ];
  return forces.flatMap(([name, force]) => lengths.map((length) => idealPath(trajectory, { name, force, length })));
}

interface PathInput {
  readonly name: IdealPath["force"];
  readonly force: Force;
  readonly length: number;
}

function idealPath(trajectory: Trajectory, { name, force, length }: PathInput): IdealPath {
  const until = length * lr;
  const sampler = createDenseSampler(trajectory.dense!);
  const state = new Float64Array(trajectory.dense!.stateSize);
  const causalAt = (time: number): number => {
    sampler.state(time, state);
    return state[0]!;
  };
  const ends = { start: [causalAt(0)], end: [causalAt(until)] };
  const found = solveStationaryPath(force, { ...ends, until, restPoint });
  const causalPath = trajectoryPath(trajectory, { lr, until });
  const times = Float64Array.of(0, ...found.path.grid.times, until);
  return {
    force: name,
    length,
    status: found.status,
    iterations: found.iterations,
    residual: found.residual,
    condition: found.condition,
    causalResidual: supNorm(eulerLagrangeResidual(causalPath, { force, restPoint }).relative),
    times,
    theta: Float64Array.of(ends.start[0]!, ...found.path.theta, ends.end[0]!),
    causal: times.map(causalAt),
  };
}
