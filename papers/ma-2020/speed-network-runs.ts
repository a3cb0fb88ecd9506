import type { Laboratory, Scale } from "../../src/experiments/index.js";
import { type DataWords, dataWords } from "./data-words.js";
import { firstStepAt } from "./early-gap.js";
import { type PairSize, pairTask, trainingOf } from "./network-setup.js";
import { lr, speedCases, veryStart } from "./speed-runs.js";

/** The paper gives neither rates nor steps; rates are those of the part without networks. */
export const speedSizes: Readonly<Record<Scale, PairSize>> = {
  quick: { hidden: [16, 8, 8], perClass: 16, steps: 100, seeds: [1] },
  laptop: { hidden: [256, 128, 64], perClass: 100, steps: 300, seeds: [1, 2] },
  paper: { hidden: [256, 128, 64], perClass: 1000, steps: 1000, seeds: [1, 2] },
};

/** What is left of the loss at the start, at the times that are compared. */
export const levels = { half: 0.5, tenth: 0.1, hundredth: 0.01 } as const;
export type Level = keyof typeof levels;

/** A run with some rates. */
export interface SpeedNetworkRow {
  readonly seed: number;
  readonly optimizer: "adam" | "rmsprop";
  readonly label: string;
  readonly loss: Float64Array;
  /** First times at which so much of the loss at the start is left; Infinity for never. */
  readonly times: Readonly<Record<Level, number>>;
  /** How far the loss has fallen at the very start, ten steps, as a share; negative where it rose. */
  readonly fallen: number;
}

export interface SpeedNetworkData extends DataWords {
  readonly rows: readonly SpeedNetworkRow[];
  readonly size: PairSize;
  readonly scale: Scale;
}

export async function speedNetworkRuns(laboratory: Laboratory): Promise<SpeedNetworkData> {
  const { scale } = laboratory;
  const size = speedSizes[scale];
  const task = pairTask(laboratory, size);
  const rows = await Promise.all(
    size.seeds.flatMap((seed) =>
      speedCases.map(async ({ label, optimizer, ...rates }): Promise<SpeedNetworkRow> => {
        const b = "rate1" in rates ? { b: rates.rate1 } : {};
        const setting = trainingOf({ task, optimizer, lr, a: rates.rate2, ...b, steps: size.steps, seed });
        const { loss } = await laboratory.train(setting);
        return { seed, optimizer, label, loss, ...speedOf(loss) };
      }),
    ),
  );
  return { rows, size, scale, ...dataWords(laboratory) };
}

/** How fast a loss falls. */
export function speedOf(loss: Float64Array): Pick<SpeedNetworkRow, "times" | "fallen"> {
  const arrival = (share: number): number => {
    const step = firstStepAt(loss, share);
    return step < 0 ? Infinity : step * lr;
  };
  return {
    times: { half: arrival(levels.half), tenth: arrival(levels.tenth), hundredth: arrival(levels.hundredth) },
    fallen: 1 - (loss[Math.round(veryStart / lr)] ?? Infinity) / loss[0]!,
  };
}
