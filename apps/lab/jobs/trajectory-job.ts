import type { Trajectory } from "../../../src/trajectory/index.js";
import type { RoadKey } from "../state/lab-state.js";
import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";
import { type RoadQuantities, roadQuantities } from "./road-quantities.js";
import { pointsPerStep, type RoadOutcome, type RoadProblem, type RunState, runRoad } from "./road-runs.js";

export interface TrajectoryInput {
  readonly run: RunState;
  readonly roads: readonly RoadKey[];
  /** Whether drafts of the equations' solutions will do. Default false. */
  readonly isDraft?: boolean;
}

/** The run of a road; its trajectory is without a dense output. */
export interface MadeRun extends RoadQuantities {
  readonly road: RoadKey;
  readonly trajectory: Trajectory;
  /** Rows from one step to the next. */
  readonly perStep: number;
}

/** What came of one road: a run, the sentence why there is none, or nothing yet. */
export type RoadRun =
  | MadeRun
  | { readonly road: RoadKey; readonly refusal: string }
  | { readonly road: RoadKey; readonly isPending: true };

export interface TrajectoryOutput {
  /** What was asked for. */
  readonly run: RunState;
  /** Whether equations are solved to about 1e-6 only. */
  readonly isDraft: boolean;
  readonly dimension: number;
  readonly variables: readonly string[];
  readonly theta0: readonly number[];
  /** Where the objective is known to be least, and how small it is there. */
  readonly minimisers: readonly (readonly number[])[];
  readonly minimum: number | null;
  readonly runs: readonly RoadRun[];
}

/** Milliseconds after which what there is so far is worth showing. */
const worthShowing = 30;

/** Runs the algorithm and solves its equations; what is done is reported before what takes long. */
export const trajectoryJob: Job<TrajectoryInput, TrajectoryOutput, TrajectoryOutput> = async (
  { run, roads, isDraft = false },
  { report },
) => {
  const { objective, variables, theta0 } = await openObjective(run.objective, run.theta0);
  const { dimension, constants } = objective;
  const known = {
    run,
    isDraft,
    dimension,
    variables,
    theta0: Array.from(theta0),
    minimisers: (constants?.minimisers ?? []).map((each) => Array.from(each)),
    minimum: constants?.minimum ?? null,
  };
  const runs: RoadRun[] = [];
  const begun = performance.now();
  const isSoonDone = isLikelySoonDone(run, roads);
  let shown = begun;
  for (const [place, road] of roads.entries()) {
    runs.push(makeRun(road, { run, objective, theta0, isDraft, algorithm: algorithmAmong(runs) }));
    const isOnTheWay = place < roads.length - 1;
    // the algorithm is done at once; whether the equation will be is known of the last like it
    const isEarly = place === 0 ? isSoonDone : performance.now() - shown < worthShowing;
    if (!isOnTheWay || isEarly) continue;
    // what is reported is handed over, and is needed again
    const pending = roads.slice(place + 1).map((each): RoadRun => ({ road: each, isPending: true }));
    report({ ...known, runs: [...structuredClone(runs), ...pending] });
    shown = performance.now();
  }
  last = { kind: kindOf(run, roads), duration: performance.now() - begun };
  return { ...known, runs };
};

/** What the last request was like, and how long it took: a slider that is dragged asks for many alike. */
let last = { kind: "", duration: Infinity };

function isLikelySoonDone(run: RunState, roads: readonly RoadKey[]): boolean {
  return last.duration < worthShowing / 2 && last.kind === kindOf(run, roads);
}

function kindOf({ objective, optimizer, steps }: RunState, roads: readonly RoadKey[]): string {
  return `${objective} ${optimizer} ${steps} ${roads.join()}`;
}

interface RunInput extends RoadProblem {
  readonly run: RunState;
  readonly algorithm: Trajectory | null;
}

function makeRun(road: RoadKey, { run, algorithm, ...problem }: RunInput): RoadRun {
  const outcome = tryRoad(road, { run, ...problem });
  if ("refusal" in outcome) return { road, ...outcome };
  const { dense: _, ...trajectory } = outcome.trajectory;
  const perStep = pointsPerStep(road, run.steps);
  return { road, trajectory, perStep, ...roadQuantities(outcome.trajectory, { road, run, algorithm }) };
}

/** What one road cannot be told is no reason not to show the others. */
function tryRoad(road: RoadKey, { run, ...problem }: Omit<RunInput, "algorithm">): RoadOutcome {
  try {
    return runRoad(road, run, problem);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError) {
      return { refusal: error.message };
    }
    throw error;
  }
}

function algorithmAmong(runs: readonly RoadRun[]): Trajectory | null {
  const found = runs.find(({ road }) => road === "discrete");
  return found !== undefined && "trajectory" in found ? found.trajectory : null;
}
