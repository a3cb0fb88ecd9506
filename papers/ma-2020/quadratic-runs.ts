import type { Laboratory, RunCase, RunSetting } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { type Floor, floorOf } from "./floors.js";
import { type Problem, quadraticOf, ratesAt, settingOf } from "./setup.js";
import { type ParabolaStop, parabolaStop, type Stop, stopOf } from "./stopping.js";

/** The paper does not give them. */
const rates = [0.01, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4] as const;
/** Learning rates that are drawn. */
export const drawnRates: readonly number[] = [0.01, 2e-3, 5e-4, 1e-4];
const leastQuick = 1e-3;
/** Long after the flow stops. */
const until = 20;

export const algorithms = [
  { label: "signGD", optimizer: "signgd" },
  { label: "RMSprop, α = 0.9", optimizer: "rmsprop", beta2: 0.9 },
] as const satisfies readonly RunCase[];

/** A run on a quadratic and where its loss ends. */
export interface FloorRow {
  readonly seed: number;
  readonly label: string;
  readonly lr: number;
  readonly trajectory: Pick<Trajectory, "times" | "loss">;
  readonly floor: Floor;
}

export interface QuadraticData {
  /** The first seed is drawn. */
  readonly rows: readonly FloorRow[];
  readonly stops: readonly Stop[];
  readonly parabolas: readonly ParabolaStop[];
}

/** The drawn runs. */
export const quadraticShown: readonly RunSetting[] = algorithms.flatMap((item) =>
  drawnRates.map((lr) => floorSetting({ problem: quadraticOf(1), item, lr })),
);

export async function quadraticRuns(laboratory: Laboratory): Promise<QuadraticData> {
  const { scale } = laboratory;
  const seeds = scale !== "quick" ? [1, 2, 3, 4, 5, 6] : [1, 2, 3];
  // all of the drawn problem
  const lrsOf = (seed: number) => (seed === seeds[0] ? rates : ratesAt(scale, rates, leastQuick));
  const rows = await Promise.all(
    seeds.flatMap((seed) =>
      algorithms.flatMap((item) =>
        lrsOf(seed).map((lr) => floorRow(laboratory, { seed, lr, item, problem: quadraticOf(seed) })),
      ),
    ),
  );
  const stops = await Promise.all(seeds.map((seed) => stopOf(laboratory, quadraticOf(seed))));
  return { rows, stops, parabolas: [1e-4, 0.01, 1, 100, 1e4].map(parabolaStop) };
}

interface RowInput {
  readonly seed: number;
  readonly lr: number;
  readonly item: RunCase;
  readonly problem: Problem;
}

async function floorRow({ run }: Laboratory, { seed, lr, item, problem }: RowInput): Promise<FloorRow> {
  const { times, loss } = await run(floorSetting({ lr, item, problem }));
  return { seed, label: item.label, lr, trajectory: { times, loss }, floor: floorOf(times, loss) };
}

function floorSetting({ lr, item, problem }: Omit<RowInput, "seed">): RunSetting {
  return settingOf({ problem, road: "discrete", case: item, lr, steps: Math.round(until / lr) });
}
