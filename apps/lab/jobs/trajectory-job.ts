import type { Trajectory } from "../../../src/trajectory/index.js";
import type { RoadKey } from "../state/lab-state.js";
import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";
import { type RunState, runRoad } from "./road-runs.js";

export interface TrajectoryInput {
  readonly run: RunState;
  readonly roads: readonly RoadKey[];
}

/** What came of one road; without a dense output. */
export type RoadRun = { readonly road: RoadKey } & ({ readonly trajectory: Trajectory } | { readonly refusal: string });

export interface TrajectoryOutput {
  readonly dimension: number;
  readonly variables: readonly string[];
  readonly formula: string;
  readonly theta0: readonly number[];
  readonly runs: readonly RoadRun[];
}

/** Runs the algorithm and solves its equations. */
export const trajectoryJob: Job<TrajectoryInput, TrajectoryOutput> = async ({ run, roads }) => {
  const { objective, variables, formula, theta0 } = await openObjective(run.objective, run.theta0);
  const runs = roads.map((road): RoadRun => {
    const outcome = runRoad(road, run, { objective, theta0 });
    if ("refusal" in outcome) return { road, ...outcome };
    const { dense: _, ...trajectory } = outcome.trajectory;
    return { road, trajectory };
  });
  return { dimension: objective.dimension, variables, formula, theta0: Array.from(theta0), runs };
};
