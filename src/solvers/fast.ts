import type { Model } from "../models/index.js";
import type { Trajectory } from "../trajectory/index.js";
import { createDenseSampler } from "../trajectory/index.js";
import { createCollocation } from "./collocation.js";
import { type March, march } from "./march.js";
import { readTrajectory } from "./read-trajectory.js";

export interface SolveOptions {
  /** y(0), as many numbers as the model's state has. */
  readonly initial: ArrayLike<number>;
  /** End T of the interval, unit time; finite and > 0. */
  readonly until: number;
  /** Moments in [0, T] that the result lists, in any order; default the ends of the solver's elements. */
  readonly times?: ArrayLike<number>;
  /** Bound of sup |Δy|/(1 + |y|) on [0, T], from 1e-13 to 0.1. Default 1e-10. */
  readonly tolerance?: number;
  /** Length of the elements of a uniform mesh, unit time; default an adaptive mesh. */
  readonly step?: number;
  /** Collocation nodes per element, 2 to 12; the order is one more. Default 8. */
  readonly stages?: number;
  /** Called now and then with the fraction done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Polled now and then; when it returns true the run ends as interrupted and keeps what it has. */
  readonly isCancelled?: () => boolean;
}

export function solve(model: Model, options: SolveOptions): Trajectory {
  const { tolerance = 1e-10, stages = 8 } = options;
  const method = createCollocation(stages);
  const shared = { initial: options.initial, until: options.until, method, ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}) };
  let coarse = march(model, { ...shared, tolerance: tolerance * 0.3, step: options.step ? 2 * options.step : null, lookAhead: 3 });
  let sweeps = coarse.sweeps;
  let fine = coarse;
  let error = Infinity;
  for (let round = 1; round <= 4; round++) {
    fine = march(model, { ...shared, tolerance: Math.max(tolerance * 0.3 * 0.03 ** round, 3e-14), step: options.step ?? null, lookAhead: 3 + 2 * round });
    sweeps += fine.sweeps;
    error = distance(coarse, fine, options.until);
    if (error <= tolerance || options.step || fine.status !== "completed") break;
    coarse = fine;
  }
  return readTrajectory(model, options, { ...fine, sweeps, errorEstimate: error, order: method.order, name: "fast" });
}

/** sup |Δy|/(1 + |y|) between two marches, at the nodes of the finer one. */
function distance(coarse: March, fine: March, until: number): number {
  const sampler = createDenseSampler(coarse.dense);
  const { breaks, nodes, stateSize, values } = fine.dense;
  const other = new Float64Array(stateSize);
  let largest = 0;
  for (let e = 0; e + 1 < breaks.length; e++) {
    for (let k = 1; k < nodes.length; k++) {
      const time = breaks[e]! + nodes[k]! * (breaks[e + 1]! - breaks[e]!);
      if (time > until || time > sampler.end) break;
      sampler.state(time, other);
      for (let a = 0; a < stateSize; a++) {
        const value = values[(e * nodes.length + k) * stateSize + a]!;
        const difference = Math.abs(value - other[a]!) / (1 + Math.abs(value));
        if (!(difference <= largest)) largest = difference;
      }
    }
  }
  return largest;
}
