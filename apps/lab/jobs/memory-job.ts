import type { Objective } from "../../../src/objectives/index.js";
import type { Trajectory } from "../../../src/trajectory/index.js";
import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";
import { type RoadOutcome, type RunState, runRoad } from "./road-runs.js";

export interface MemoryInput {
  readonly run: RunState;
}

/** A run and the gradients along it. */
export interface RememberedRun {
  readonly trajectory: Trajectory;
  /** g at the rows of the trajectory, row-major. */
  readonly gradient: Float64Array;
}

export interface MemoryOutput {
  /** What was asked for: pictures are drawn with the settings that they were computed with. */
  readonly run: RunState;
  readonly dimension: number;
  readonly variables: readonly string[];
  readonly theta0: readonly number[];
  /** The nonlocal equation, with its dense output; or the sentence why there is none. */
  readonly equation: RememberedRun | { readonly refusal: string };
  /** The algorithm, where it is one. */
  readonly algorithm: RememberedRun | null;
  /** Designed kernels only: the same equation with Adam's kernels. */
  readonly adam: Trajectory | null;
}

/** Solves the equation whose memory is looked at, runs its algorithm, and solves Adam's beside kernels of one's own. */
export const memoryJob: Job<MemoryInput, MemoryOutput> = async ({ run }) => {
  const { objective, variables, theta0 } = await openObjective(run.objective, run.theta0);
  const problem = { objective, theta0 };
  const isDesigned = run.optimizer === "general";
  const equation = runRoad("nonlocal", run, problem);
  const adam = isDesigned ? runRoad("nonlocal", { ...run, optimizer: "adam", weightDecay: 0 }, problem) : null;
  const algorithm =
    "refusal" in equation || isDesigned ? null : remembered(runRoad("discrete", run, problem), objective);
  return {
    run,
    dimension: objective.dimension,
    variables,
    theta0: Array.from(theta0),
    equation: "refusal" in equation ? equation : gradientsAlong(equation.trajectory, objective),
    algorithm,
    adam: adam !== null && "trajectory" in adam ? withoutDense(adam.trajectory) : null,
  };
};

function remembered(outcome: RoadOutcome, objective: Objective): RememberedRun | null {
  return "refusal" in outcome ? null : gradientsAlong(outcome.trajectory, objective);
}

function gradientsAlong(trajectory: Trajectory, objective: Objective): RememberedRun {
  const { theta, dimension } = trajectory;
  const gradient = new Float64Array(theta.length);
  for (let from = 0; from < theta.length; from += dimension) {
    objective.gradient(theta.subarray(from, from + dimension), gradient.subarray(from, from + dimension));
  }
  return { trajectory, gradient };
}

function withoutDense({ dense: _, ...trajectory }: Trajectory): Trajectory {
  return trajectory;
}
