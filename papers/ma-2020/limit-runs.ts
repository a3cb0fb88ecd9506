import type { Laboratory, RunCase, RunSetting } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { type StepGap, stepGap } from "./gaps.js";
import {
  logistic,
  objectiveOf,
  type Problem,
  parabola,
  quadratic,
  ratesAt,
  settingOf,
  standardEpsilon,
} from "./setup.js";

/** The paper's factors. */
export const limitCases = [
  { label: "Adam, β = 0.9, α = 0.999", optimizer: "adam", beta1: 0.9, beta2: 0.999 },
  { label: "RMSprop, α = 0.99", optimizer: "rmsprop", beta2: 0.99 },
] as const satisfies readonly RunCase[];
/** Analytic problems in place of the paper's network; the first two are drawn. */
export const limitProblems: readonly Problem[] = [quadratic, logistic, parabola];
/** The flows of Proposition 1: the one that it is about, and the exact one, beside the algorithm with its usual ε. */
export const limitFlows = [
  { name: "smooth flow, ε = 0.001", flowEpsilon: 1e-3, epsilon: 1e-3 },
  { name: "exact flow, ε = 1e-8", flowEpsilon: 0, epsilon: standardEpsilon },
] as const;
const rates = [0.01, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5] as const;
/** Logistic regression is slow: at scale quick it has none below. */
const leastQuick = 1e-4;
/** Longer than any of the flows needs to its minimum. */
export const until = 3;
/** Rows are at least this far apart. */
const finest = 1e-4;
/** The paper's for signGD. */
const signRate = 1e-5;

/** A learning rate beside the flow. */
export interface LimitRow {
  readonly problem: string;
  readonly label: string;
  readonly flow: string;
  readonly lr: number;
  /** sup ‖X − x‖ over [0, T]. */
  readonly gap: number;
  /** sup |f(X) − f(x)| over the early phase, as a share of f(x0) − f*; exact flow only, else NaN. */
  readonly early: number;
}

/** A loss over time, above its minimum. */
export interface LossCurve {
  readonly problem: Problem;
  readonly label: string;
  readonly lr: number;
  readonly times: Float64Array;
  readonly excess: Float64Array;
}

export interface LimitData {
  readonly rows: readonly LimitRow[];
  /** Of the exact flow's settings. */
  readonly curves: readonly LossCurve[];
  /** End of the early phase: signGD's flow has a tenth of its excess loss left. */
  readonly earlyUntil: ReadonlyMap<string, number>;
}

export async function limitRuns(laboratory: Laboratory): Promise<LimitData> {
  const found = await Promise.all(limitProblems.map((problem) => runProblem(laboratory, problem)));
  return {
    rows: found.flatMap(({ rows }) => rows),
    curves: found.flatMap(({ curves }) => curves),
    earlyUntil: new Map(found.map(({ problem, early }) => [problem.name, early])),
  };
}

/** Runs of the drawn problems at some learning rates, with the usual ε. */
export function limitsShown(lrs: readonly number[]): readonly RunSetting[] {
  return limitProblems
    .slice(0, 2)
    .flatMap((problem) =>
      limitCases.flatMap((item) => lrs.map((lr) => runAt(problem, item, { lr, epsilon: standardEpsilon }))),
    );
}

async function runProblem(laboratory: Laboratory, problem: Problem) {
  const { run, scale } = laboratory;
  const minimum = objectiveOf(problem).constants!.minimum!;
  const curveOf = (label: string, lr: number, { times, loss }: Trajectory): LossCurve => {
    return { problem, label, lr, times, excess: loss.map((value) => value - minimum) };
  };
  const lrSign = scale !== "quick" || problem !== logistic ? signRate : leastQuick;
  const sign = run(runAt(problem, { label: "signGD", optimizer: "signgd" }, { lr: lrSign, epsilon: standardEpsilon }));
  const flows = await Promise.all(limitFlows.map(({ flowEpsilon }) => run(flowAt(problem, flowEpsilon))));
  const early = earlyEnd(flows.at(-1)!, minimum);
  const lrs = problem === logistic ? ratesAt(scale, rates, leastQuick) : rates;
  const found = await Promise.all(
    limitFlows.flatMap(({ name, epsilon }, which) =>
      limitCases.flatMap((item) =>
        lrs.map(async (lr) => {
          const algorithm = await run(runAt(problem, item, { lr, epsilon }));
          const isExact = which === limitFlows.length - 1;
          const own = { problem: problem.name, label: item.label, flow: name, lr };
          const row: LimitRow = {
            ...own,
            gap: gapBetween(algorithm, flows[which]!, lr).steps,
            early: isExact ? earlyGap(algorithm, flows[which]!, { lr, until: early, minimum }) : Number.NaN,
          };
          return { row, curves: isExact ? [curveOf(item.label, lr, algorithm)] : [] };
        }),
      ),
    ),
  );
  return {
    problem,
    early,
    rows: found.map(({ row }) => row),
    curves: [curveOf("signGD", lrSign, await sign), ...found.flatMap(({ curves }) => curves)],
  };
}

function runAt(problem: Problem, item: RunCase, { lr, epsilon }: { lr: number; epsilon: number }) {
  const spacing = Math.max(lr, finest);
  const at = Array.from({ length: Math.round(until / spacing) + 1 }, (_, k) => k * spacing);
  return settingOf({ problem, road: "discrete", case: item, lr, steps: Math.round(until / lr), epsilon, at });
}

function flowAt(problem: Problem, epsilon: number) {
  const item = { label: "signGD flow", optimizer: "signgd" } as const;
  return settingOf({ problem, road: "flow", case: item, lr: finest, steps: Math.round(until / finest), epsilon });
}

function gapBetween(algorithm: Trajectory, flow: Trajectory, lr: number): StepGap {
  return stepGap(algorithm, flow, {
    stride: Math.max(1, Math.round(lr / finest)),
    isEveryStep: lr >= finest,
  });
}

/** First time at which a tenth of the excess loss is left. */
function earlyEnd({ times, loss }: Trajectory, minimum: number): number {
  const row = loss.findIndex((value) => value - minimum <= 0.1 * (loss[0]! - minimum));
  return times[row] ?? Number.NaN;
}

interface EarlyOptions {
  readonly lr: number;
  readonly until: number;
  readonly minimum: number;
}

function earlyGap(algorithm: Trajectory, flow: Trajectory, { lr, until: end, minimum }: EarlyOptions): number {
  const stride = Math.max(1, Math.round(lr / finest));
  let gap = 0;
  for (let row = 0; row < algorithm.times.length && algorithm.times[row]! <= end; row++) {
    gap = Math.max(gap, Math.abs(algorithm.loss[row]! - flow.loss[row * stride]!));
  }
  return gap / (flow.loss[0]! - minimum);
}
