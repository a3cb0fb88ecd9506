import {
  adamForce,
  eulerLagrangeResidual,
  type Force,
  memoryForce,
  solveStationaryPath,
  stationaryPoint,
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

/** A stationary path of the ideal action between the ends of a causal trajectory. */
export interface IdealPath {
  readonly force: "Adam" | "linear memory";
  /** T/α. */
  readonly length: number;
  readonly status: string;
  readonly iterations: number;
  readonly residual: number;
  readonly condition: number;
  /** Largest relative Euler–Lagrange residual of Adam's causal trajectory between the same ends; NaN for other forces. */
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
  const parabola = createObjective("power", [2]);
  const linear = inertialModel(parabola, { lr, beta1, beta2 });
  const until = 17 * lr;
  const settings: readonly PathSetting[] = [
    {
      name: "Adam",
      force: adamForce(loss, { lr, beta1, beta2, kernel: "second-order" }),
      restPoint: stationaryPoint(loss, [1]),
      trajectory: solve(model, { initial: [start, 1], until }),
    },
    {
      name: "linear memory",
      force: memoryForce(parabola, { lr, beta: beta1, kernel: "second-order" }),
      restPoint: stationaryPoint(parabola, [0]),
      trajectory: solve(linear, { initial: [start, 1], until }),
    },
  ];
  // the linear equation is solved in one step, however long
  return settings.flatMap((setting) =>
    [...lengths, ...(setting.name === "Adam" ? [] : [15])].map((length) => idealPath(setting, length)),
  );
}

interface PathSetting {
  readonly name: IdealPath["force"];
  readonly force: Force;
  readonly restPoint: Float64Array;
  /** Whose ends are kept. */
  readonly trajectory: Trajectory;
}

function idealPath({ name, force, restPoint, trajectory }: PathSetting, length: number): IdealPath {
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
    causalResidual:
      name !== "Adam" ? Number.NaN : supNorm(eulerLagrangeResidual(causalPath, { force, restPoint }).relative),
    times,
    theta: Float64Array.of(ends.start[0]!, ...found.path.theta, ends.end[0]!),
    causal: times.map(causalAt),
  };
}
