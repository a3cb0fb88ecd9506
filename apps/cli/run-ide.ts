import { loadIdeProblem } from "../../adapters/files/index.js";
import {
  type Complex,
  type IntegroDifferentialProblem,
  type IntegroDifferentialSolution,
  type IterationReport,
  solveIntegroDifferential,
  type Value,
  type ValueOf,
} from "../../src/ide/index.js";
import type { IdeJob, IdeResult, JobHooks, JobOutcome, SolutionRows } from "./job.js";
import { solveMeaningful } from "./solve-meaningful.js";
import { usageError } from "./values.js";

/** Equal parts of [start, reached] whose ends are reported without --at. */
const ROW_PARTS = 100;
/** And of a curve: enough for some hundred oscillations. */
const CURVE_PARTS = 2000;

type Solution = IntegroDifferentialSolution<ValueOf<Value>>;

/** Solves the integro-differential problem of a file. */
export async function runIde(job: IdeJob, hooks: JobHooks): Promise<JobOutcome<IdeResult>> {
  const problem = await loadIdeProblem(job.file, { cwd: job.cwd });
  checkPlaces(job, problem);
  const onIteration = ({ x }: IterationReport): void => {
    // only marching tells how far it is: the others work on the whole interval
    if (x < problem.end) hooks.onProgress((x - problem.start) / (problem.end - problem.start));
  };
  const begin = performance.now();
  const { solution, settings } = solveMeaningful(job, (meant) =>
    solveIntegroDifferential(problem, { ...meant, onIteration, isCancelled: hooks.isCancelled }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const result = { ...reportOf(solution, { problem, at: job.at }), settings, seconds };
  return { result, transfer: buffersOf(result) };
}

function checkPlaces({ at = [] }: IdeJob, { start, end }: IntegroDifferentialProblem): void {
  const outside = at.find((x) => !(x >= start && x <= end));
  if (outside === undefined) return;
  throw usageError({ action: "solve", name: "--at", text: String(outside) }, `in [${start}, ${end}]`);
}

function reportOf(
  solution: Solution,
  { problem, at }: { readonly problem: IntegroDifferentialProblem; readonly at: readonly number[] | undefined },
): Omit<IdeResult, "settings" | "seconds"> {
  const { status, method, history, reached, errorEstimate, iterations, evaluations } = solution;
  const { start } = problem;
  const places = at ?? equidistant(start, { end: reached, parts: ROW_PARTS });
  return {
    ...{ status, method, history, reached, errorEstimate, iterations, evaluations },
    ...describeComponents(solution.at(start)),
    rows: rowsAt(
      solution,
      places.filter((x) => x <= reached),
    ),
    left: places.filter((x) => x > reached),
    curve: rowsAt(solution, equidistant(start, { end: reached, parts: CURVE_PARTS })),
  };
}

/** The ends of equal parts, or the start alone where that is all. */
function equidistant(start: number, { end, parts }: { readonly end: number; readonly parts: number }): number[] {
  if (!(end > start)) return [start];
  return Array.from({ length: parts + 1 }, (_, k) => (k === parts ? end : start + (k / parts) * (end - start)));
}

function rowsAt(solution: Solution, places: readonly number[]): SolutionRows {
  return { x: Float64Array.from(places), y: Float64Array.from(places.flatMap((x) => numbersOf(solution.at(x)))) };
}

/** The numbers of a value in a row: components in order, of complex ones first the real part. */
function numbersOf(value: Value): number[] {
  if (typeof value === "number") return [value];
  if (isComplex(value)) return [value.re, value.im];
  return Array.from<number | Complex>(value).flatMap(numbersOf);
}

function describeComponents(value: Value): Pick<IdeResult, "components" | "isComplex"> {
  const isVector = typeof value === "object" && !isComplex(value);
  const entries = isVector ? Array.from<number | Complex>(value) : [value];
  const complex = entries.some((entry) => typeof entry !== "number");
  const names = entries.map((_, k) => (isVector ? `y${k}` : "y"));
  return { components: complex ? names.flatMap((name) => [`${name}_re`, `${name}_im`]) : names, isComplex: complex };
}

function isComplex(value: Exclude<Value, number>): value is Complex {
  return "re" in value;
}

function buffersOf({ rows, curve }: IdeResult): ArrayBuffer[] {
  return [rows.x, rows.y, curve.x, curve.y].map((data) => data.buffer as ArrayBuffer);
}
