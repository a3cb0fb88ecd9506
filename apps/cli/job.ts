import type { Comparison, ComparisonRow } from "../../src/experiments/index.js";
import type { IntegroDifferentialOptions, IntegroDifferentialSolution } from "../../src/ide/index.js";
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

/** An integro-differential problem from a file, as plain data. */
export interface IdeJob {
  readonly kind: "ide";
  readonly file: string;
  readonly cwd: string;
  readonly settings: IdeSettings;
  /** Settings that were typed; these may not be meaningless. */
  readonly typed: readonly string[];
  /** Where the solution is reported, in this order; default equidistant. */
  readonly at?: readonly number[];
}

/** Settings of the solver that are plain data, as they were read. */
export type IdeSettings = Partial<
  Pick<IntegroDifferentialOptions, "method" | "tolerance" | "step" | "stages" | "smoothing" | "maximumIterations">
>;

export type Job = SolveJob | CompareJob | IdeJob;

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

/** A solution at points: row-major, `components.length` numbers a row. */
export interface SolutionRows {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface IdeResult
  extends Pick<
    IntegroDifferentialSolution<unknown>,
    "status" | "method" | "history" | "reached" | "errorEstimate" | "iterations" | "evaluations"
  > {
  readonly settings: IdeSettings;
  /** What the numbers of a row are called: `y`; `y0`, `y1`…; of complex numbers `y_re`, `y_im`. */
  readonly components: readonly string[];
  readonly isComplex: boolean;
  /** What was asked for, as far as it was reached. */
  readonly rows: SolutionRows;
  /** x that were asked for beyond what was reached. */
  readonly left: readonly number[];
  /** Enough points for a smooth curve, in order. */
  readonly curve: SolutionRows;
  /** Time of the solver alone. */
  readonly seconds: number;
}

export type JobResult<J extends Job> = J extends SolveJob ? SolveResult : J extends IdeJob ? IdeResult : CompareResult;

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

/** Does a job of any kind. */
export async function runJob(job: Job, hooks: JobHooks): Promise<JobOutcome<SolveResult | CompareResult | IdeResult>> {
  if (job.kind === "solve") return (await import("./run-solve.js")).runSolve(job, hooks);
  if (job.kind === "ide") return (await import("./run-ide.js")).runIde(job, hooks);
  return (await import("./run-compare.js")).runCompare(job, hooks);
}
