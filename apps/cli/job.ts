import type { Certificate, GivenConstants, ProblemConstants } from "../../src/certificates/index.js";
import type { Comparison, ComparisonRow, LeftOut } from "../../src/experiments/index.js";
import type { IntegroDifferentialOptions, IntegroDifferentialSolution } from "../../src/ide/index.js";
import type { NegativeMoment } from "../../src/trajectory/negative-moment.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import type { AnatomyJob, AnatomyResult } from "./anatomy-job.js";
import type { MethodChoice, ObjectiveChoice, Problem, SettingValues } from "./problem-options.js";

/** One run, as plain data. */
export interface SolveJob {
  readonly kind: "solve";
  readonly problem: Problem;
  readonly model: string;
  /** Absent for models that have none. */
  readonly lr?: number;
  readonly until?: number;
  readonly steps?: number;
  /** Which of lr and steps were typed; these may not be meaningless. */
  readonly typed: readonly ("lr" | "steps")[];
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

/** Theorems to apply to a problem, as plain data. */
export interface CertifyJob {
  readonly kind: "certify";
  /** Without an optimizer: the one that the theorems are about. */
  readonly method: Omit<MethodChoice, "optimizer"> & { readonly optimizer?: string };
  /** Absent for theorems about the method alone. */
  readonly problem?: ObjectiveChoice;
  readonly model: string;
  readonly lr?: number;
  readonly until?: number;
  readonly steps?: number;
  /** Names of theorems; absent: all. */
  readonly theorems?: readonly string[];
  readonly given: GivenConstants;
  readonly estimate: boolean;
}

/** Settings of the solver that are plain data, as they were read. */
export type IdeSettings = Partial<
  Pick<IntegroDifferentialOptions, "method" | "tolerance" | "step" | "stages" | "smoothing" | "maximumIterations">
>;

export type Job = SolveJob | CompareJob | IdeJob | CertifyJob | AnatomyJob;

export interface SolveResult {
  readonly settings: SettingValues;
  readonly trajectory: Trajectory;
  /** Where v is negative; of the whole run where the solver knows it, else of the rows. */
  readonly negativeV: NegativeMoment | null;
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

/** The run that certificates are about, without its rows. */
export type RunSummary = Pick<Trajectory, "status" | "event" | "solver"> & { readonly until: number };

export interface CertifyResult {
  /** What was taken where nothing was given. */
  readonly optimizer: string;
  readonly lr: number;
  readonly settings: SettingValues;
  readonly certificates: readonly Certificate[];
  readonly left: readonly LeftOut[];
  readonly constants: ProblemConstants;
  readonly trajectory: RunSummary | null;
  readonly interrupted: boolean;
  /** Time of everything but loading. */
  readonly seconds: number;
}

interface ResultOf {
  readonly solve: SolveResult;
  readonly compare: CompareResult;
  readonly ide: IdeResult;
  readonly certify: CertifyResult;
  readonly anatomy: AnatomyResult;
}

export type JobResult<J extends Job> = ResultOf[J["kind"]];

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
export async function runJob(job: Job, hooks: JobHooks): Promise<JobOutcome<ResultOf[Job["kind"]]>> {
  if (job.kind === "solve") return (await import("./run-solve.js")).runSolve(job, hooks);
  if (job.kind === "ide") return (await import("./run-ide.js")).runIde(job, hooks);
  if (job.kind === "certify") return (await import("./run-certify.js")).runCertify(job, hooks);
  if (job.kind === "anatomy") return (await import("./run-anatomy.js")).runAnatomy(job, hooks);
  return (await import("./run-compare.js")).runCompare(job, hooks);
}
