import type { Laboratory, RunCase, RunSetting } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { cosh, ellipse, logistic, objectiveOf, type Problem, parabola, quadratic, settingOf } from "./setup.js";
import { type SignStart, signStart } from "./sign-start.js";

/** The paper's learning rate. */
export const lr = 1e-3;
const until = 4;
/** Beyond the time at which a tenth is left; later Adam’s flow at large rates swings ever faster. */
const flowUntil = 1.3;
const flowTolerance = 1e-8;
/** The paper does not give its values. */
const rates = [1, 10, 50] as const;
export const speedCases = [
  ...rates.map((rate) => ({ label: `a = b = ${rate}`, optimizer: "adam", rate1: rate, rate2: rate }) as const),
  ...rates.map((rate) => ({ label: `a = ${rate}`, optimizer: "rmsprop", rate2: rate }) as const),
] as const satisfies readonly RunCase[];
/** The first is drawn. */
export const speedProblems: readonly Problem[] = [quadratic, logistic, parabola];
/** No component of the gradient may be 0 at the start: logistic regression has one. */
const startProblems: readonly Problem[] = [parabola, cosh, ellipse, quadratic];
const startRates = [
  [1, 1],
  [100, 1],
  [1, 100],
  [100, 100],
] as const;
/** The very start: ten steps. */
export const veryStart = 10 * lr;

/** A run with some rates. */
export interface SpeedRow {
  readonly problem: string;
  readonly optimizer: "adam" | "rmsprop";
  readonly label: string;
  readonly road: "discrete" | "flow";
  readonly trajectory: Pick<Trajectory, "times" | "loss">;
  /** Loss above the minimum. */
  readonly excess: Float64Array;
  /** First times at which half, a tenth and a hundredth of the excess at the start are left; NaN for never. */
  readonly times: readonly [half: number, tenth: number, hundredth: number];
  /** How far the loss has fallen at the very start, as a share of the excess. */
  readonly fallen: number;
}

export interface SpeedData {
  readonly rows: readonly SpeedRow[];
  readonly starts: readonly SignStart[];
}

/** The algorithm's runs. */
export const speedShown: readonly RunSetting[] = speedProblems.flatMap((problem) =>
  speedCases.map((item) => settingOf({ problem, road: "discrete", case: item, lr, steps: Math.round(until / lr) })),
);

export async function speedRuns(laboratory: Laboratory): Promise<SpeedData> {
  const roads = ["discrete", "flow"] as const;
  const rows = await Promise.all(
    speedProblems.flatMap((problem) =>
      speedCases.flatMap((item) => roads.map((road) => speedRow(laboratory, { problem, item, road }))),
    ),
  );
  const starts = await Promise.all(
    startProblems.flatMap((problem) =>
      startRates.map(([rate2, rate1]) => signStart(laboratory, { problem, rate1, rate2 })),
    ),
  );
  return { rows, starts };
}

interface RowInput {
  readonly problem: Problem;
  readonly item: (typeof speedCases)[number];
  readonly road: SpeedRow["road"];
}

async function speedRow({ run }: Laboratory, { problem, item, road }: RowInput): Promise<SpeedRow> {
  const horizon =
    road === "flow"
      ? { steps: Math.round(flowUntil / lr), tolerance: flowTolerance }
      : { steps: Math.round(until / lr) };
  const trajectory = await run(settingOf({ problem, road, case: item, lr, ...horizon }));
  const minimum = objectiveOf(problem).constants!.minimum!;
  const { times, loss } = trajectory;
  const excess = loss.map((value) => value - minimum);
  const arrival = (share: number) => times[excess.findIndex((value) => value <= share * excess[0]!)] ?? Number.NaN;
  const { label, optimizer } = item;
  return {
    problem: problem.name,
    optimizer,
    label,
    road,
    trajectory: { times, loss },
    excess,
    times: [arrival(0.5), arrival(0.1), arrival(0.01)],
    fallen: 1 - excess[Math.round(veryStart / lr)]! / excess[0]!,
  };
}
