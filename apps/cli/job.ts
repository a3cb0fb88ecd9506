import type { Comparison, ComparisonRow } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import type { Problem, SettingValues } from "./problem-options.js";

/** One run, as plain data. */
export interface SolveJob {
  readonly kind: "solve";
  readonly problem: Problem;
  readonly model: string;
  readonly lr: number;
  readonly until?: number;
  readonly steps?: number;
  readonly at?: readonly number[];
}

/** Two roads for several learning rates, as plain data. */
export interface CompareJob {
  readonly kind: "compare";
  readonly problem: Problem;
  readonly models: readonly [string, string];
  readonly lrs: readonly number[];
  readonly until: number;
}

export type Job = SolveJob | CompareJob;

export interface SolveResult {
  readonly settings: SettingValues;
  readonly trajectory: Trajectory;
  /** Time of the solver alone. */
  readonly seconds: number;
}

export interface CompareResult extends Omit<Comparison, "rows"> {
  readonly settings: SettingValues;
  readonly rows: readonly Omit<ComparisonRow, "trajectories">[];
}

export type JobResult<J extends Job> = J extends SolveJob ? SolveResult : CompareResult;

/** How a job talks while it runs. */
export interface JobHooks {
  note(message: string): void;
  onProgress(fraction: number): void;
  isCancelled(): boolean;
}

export interface JobOutcome<Result> {
  readonly result: Result;
  /** Buffers that may be moved instead of copied. */
  readonly transfer: readonly ArrayBuffer[];
}

/** Does a job of either kind. */
export async function runJob(job: Job, hooks: JobHooks): Promise<JobOutcome<SolveResult | CompareResult>> {
  if (job.kind === "solve") return (await import("./run-solve.js")).runSolve(job, hooks);
  return (await import("./run-compare.js")).runCompare(job, hooks);
}
