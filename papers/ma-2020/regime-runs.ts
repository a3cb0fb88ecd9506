import type { Laboratory, RunCase, RunSetting } from "../../src/experiments/index.js";
import { runMonomial } from "../../src/optimizers/run-monomial.js";
import { type Diagnosis, diagnoseTrajectory, type Regime } from "../../src/regimes/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { type ExactMap, exactMap } from "./exact-map.js";
import {
  logistic,
  objectiveOf,
  type Problem,
  parabola,
  quadratic,
  quartic,
  rosenbrock,
  settingOf,
  standardEpsilon,
} from "./setup.js";

/** The paper's. */
export const lr = 1e-3;
/**
 * With a = 1 the second moment fades like e^(−t): from where runs start it takes 2 ln(38/lr) = 21 units of time until the step is
 * too long for the curvature, so that T = 30 shows what follows. The paper's network needs 1000 steps.
 */
export const steps = 30_000;
/** What is read at the end. */
const tail = 1000;

/** The paper's three settings, with what it calls them. */
export const regimeCases = [
  { label: "a = 1, b = 100", optimizer: "adam", rate2: 1, rate1: 100, regime: "spike" },
  { label: "a = 10, b = 10", optimizer: "adam", rate2: 10, rate1: 10, regime: "oscillation" },
  { label: "a = 100, b = 1", optimizer: "adam", rate2: 100, rate1: 1, regime: "divergence" },
] as const satisfies readonly (RunCase & { readonly regime: Regime })[];
export type RegimeCase = (typeof regimeCases)[number];

/** In place of the paper's network; the first is drawn. Those with one parameter are run free of scale. */
export const regimeProblems: readonly Problem[] = [quadratic, logistic, rosenbrock, parabola, quartic];

/** The runs in plain doubles. */
export const regimesShown: readonly RunSetting[] = regimeProblems
  .filter((problem) => !objectiveOf(problem).monomial)
  .flatMap((problem) => regimeCases.map((item) => regimeSetting(problem, item)));

/** What one setting does on one problem. */
export interface RegimeRow {
  readonly problem: string;
  readonly item: RegimeCase;
  readonly diagnosis: Diagnosis;
  /** log10 of the loss above its minimum: least of the run, and least, median and largest of the last 1000 steps. */
  readonly least: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Kept of the drawn problem. */
  readonly trajectory: Trajectory | null;
}

export interface RegimeData {
  readonly rows: readonly RegimeRow[];
  readonly maps: readonly ExactMap[];
}

export async function regimeRuns(laboratory: Laboratory): Promise<RegimeData> {
  const rows = await Promise.all(
    regimeProblems.flatMap((problem) => regimeCases.map((item) => regimeRow(laboratory, problem, item))),
  );
  const count = laboratory.scale !== "quick" ? 50 : 12;
  return { rows, maps: [4, 6].map((exponent) => exactMap(exponent, count)) };
}

async function regimeRow({ run }: Laboratory, problem: Problem, item: RegimeCase): Promise<RegimeRow> {
  const { monomial, constants } = objectiveOf(problem);
  const trajectory = monomial
    ? runMonomial(monomial, {
        optimizer: "adam",
        lr,
        beta1: 1 - item.rate1 * lr,
        beta2: 1 - item.rate2 * lr,
        epsilon: standardEpsilon,
        theta0: problem.theta0[0]!,
        steps,
      })
    : await run(regimeSetting(problem, item));
  const minimum = constants!.minimum!;
  const logarithms = trajectory.logLoss
    ? trajectory.logLoss.map((value) => value / Math.LN10)
    : trajectory.loss.map((value) => Math.log10(Math.max(0, value - minimum)));
  const last = logarithms.slice(-tail).sort();
  return {
    problem: problem.name,
    item,
    diagnosis: diagnoseTrajectory(trajectory, { lr, ...(monomial ? {} : { minimum }) }),
    least: logarithms.reduce((least, value) => Math.min(least, value), Infinity),
    low: last[0]!,
    median: last[tail / 2]!,
    high: last.at(-1)!,
    trajectory: problem === regimeProblems[0] ? trajectory : null,
  };
}

function regimeSetting(problem: Problem, { regime: _, ...item }: RegimeCase): RunSetting {
  return settingOf({ problem, road: "discrete", case: item, lr, steps });
}
