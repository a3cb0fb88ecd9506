import type { Laboratory, Scale } from "../../src/experiments/index.js";
import { boundaryProblem, type ResidualTask } from "../../src/networks/index.js";
import { medianOf } from "../../src/regimes/order-statistics.js";
import type { TrainingRecord } from "../../src/training/index.js";
import type { Contest, Contestant, ContestCase } from "./contest.js";
import { summarizeLosses } from "./loss-summary.js";
import { trainingOf } from "./network-setup.js";
import { checkSolutions, type SolutionCheck } from "./solution-check.js";

/** Points inside, as many on the boundary, and those of the test error. */
interface PoissonSize {
  readonly points: number;
  readonly test: number;
  readonly steps: number;
}

/** The paper has 2000 points, 10 000 for the test, and does not print the number of steps. */
export const poissonSizes: Readonly<
  Record<Scale, { readonly seeds: readonly number[]; readonly box: PoissonSize; readonly disk: PoissonSize }>
> = {
  quick: {
    seeds: [1],
    box: { points: 16, test: 100, steps: 40 },
    disk: { points: 50, test: 100, steps: 120 },
  },
  laptop: {
    seeds: [1, 2],
    box: { points: 200, test: 10_000, steps: 3000 },
    disk: { points: 1000, test: 10_000, steps: 20_000 },
  },
  paper: {
    seeds: [1],
    box: { points: 2000, test: 10_000, steps: 10_000 },
    disk: { points: 2000, test: 10_000, steps: 40_000 },
  },
};

/** The paper's. */
export const lr = 5e-4;
/** Steps between two measurements of the test error. */
export const testEvery = 10;

/** The paper has "various a's and b's" and names the default only; the others are a choice. The last is drawn on top. */
export const poissonCases: readonly ContestCase[] = [
  { label: "a = b = 200", kind: "even", a: 200, b: 200 },
  { label: "a = 200, b = 2", kind: "reversed", a: 200, b: 2 },
  { label: "a = b = 20", kind: "even", a: 20, b: 20 },
  { label: "a = 2, b = 200 (default)", kind: "default", a: 2, b: 200 },
];

/** The paper's two examples. */
export const poissonProblems = [
  { name: "box", label: "(i) (0, 1)⁴", problem: "poisson-box", widths: [4, 200, 200, 1], activation: "tanh" },
  { name: "disk", label: "(ii) unit disk", problem: "poisson-disk", widths: [2, 10, 10, 10, 1], activation: "gelu" },
] as const;
export type PoissonProblem = (typeof poissonProblems)[number];

/** A curve over steps. */
export interface Curve {
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

/** One run, with its test error where that was measured. */
export interface PoissonRow extends Contestant {
  readonly test: Curve;
  /** Median test error of the last fifth of the steps; Infinity for a run that ended before. */
  readonly testMedian: number;
}

/** The runs of one problem from one seed. */
export interface PoissonContest extends Contest {
  readonly problem: PoissonProblem;
  readonly seed: number;
  readonly steps: number;
  readonly contestants: readonly PoissonRow[];
}

export interface PoissonData {
  readonly contests: readonly PoissonContest[];
  readonly solutions: readonly SolutionCheck[];
  readonly scale: Scale;
}

export async function poissonRuns(laboratory: Laboratory): Promise<PoissonData> {
  const { scale } = laboratory;
  const { seeds } = poissonSizes[scale];
  const contests = await Promise.all(
    poissonProblems.flatMap((problem) => seeds.map((seed) => poissonContest(laboratory, problem, seed))),
  );
  return { contests, solutions: checkSolutions(), scale };
}

async function poissonContest(
  { train, scale }: Laboratory,
  problem: PoissonProblem,
  seed: number,
): Promise<PoissonContest> {
  const { steps } = poissonSizes[scale][problem.name];
  const task = poissonTask(problem, poissonSizes[scale][problem.name]);
  const contestants = await Promise.all(
    poissonCases.map(async (item): Promise<PoissonRow> => {
      const { a, b } = item;
      const own = { every: testEvery, measureEvery: testEvery };
      const record = await train(trainingOf({ task, optimizer: "adam", lr, a, b, steps, seed, ...own }));
      const test = testCurve(record);
      const summary = summarizeLosses(record, { steps, last: Math.floor(steps / 5) });
      return { item, loss: record.loss, summary, test, testMedian: lateMedian(test, { steps, status: record.status }) };
    }),
  );
  return { what: `${problem.label}, seed ${seed}`, problem, seed, steps, contestants };
}

/** The task of a problem at a size; first parameters as PyTorch draws them, which the paper does not say. */
export function poissonTask({ problem, widths, activation }: PoissonProblem, size: PoissonSize): ResidualTask {
  return {
    kind: "deep-galerkin",
    network: { kind: "dense", widths, activation, initialization: "pytorch" },
    problem: boundaryProblem(problem).problem,
    interior: size.points,
    boundary: size.points,
    test: size.test,
  };
}

/** Test errors by step, without the rows where none was measured. */
export function testCurve({ metrics }: Pick<TrainingRecord, "metrics">): Curve {
  const errors = metrics.measured["test error"] ?? new Float64Array();
  const isMeasured = (_: number, row: number): boolean => Number.isFinite(errors[row]!);
  return { steps: metrics.step.filter(isMeasured), values: errors.filter(isMeasured) };
}

/** Median over the last fifth of the steps; Infinity where the run did not complete them. */
export function lateMedian(
  { steps: at, values }: Curve,
  { steps, status }: { readonly steps: number; readonly status: TrainingRecord["status"] },
): number {
  const late = values.filter((_, row) => at[row]! > 0.8 * steps);
  return status === "completed" && late.length > 0 ? medianOf(late) : Infinity;
}
