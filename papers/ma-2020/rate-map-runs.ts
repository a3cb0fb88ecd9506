import type { Laboratory, Scale } from "../../src/experiments/index.js";
import { type MapAxis, mapAxis } from "../../src/maps/index.js";
import type { FitTask } from "../../src/networks/index.js";
import { expectedRegime } from "../../src/regimes/index.js";
import { type LossSummary, summarizeLosses } from "./loss-summary.js";
import { trainingOf } from "./network-setup.js";

interface RateMapSize {
  /** Width of each of the six hidden layers. */
  readonly width: number;
  /** Samples of each of the ten classes. */
  readonly perClass: number;
  readonly steps: number;
  /** Values of a, and of b. */
  readonly count: number;
}

/** The paper gives neither samples nor steps nor cells. */
export const rateMapSizes: Readonly<Record<Scale, RateMapSize>> = {
  quick: { width: 16, perClass: 4, steps: 200, count: 3 },
  laptop: { width: 64, perClass: 20, steps: 3000, count: 7 },
  paper: { width: 500, perClass: 100, steps: 5000, count: 13 },
};

/** The paper's. */
export const lr = 1e-3;
const layers = 6;
const range = { from: 0.1, to: 100, scale: "log" } as const;
const classes = Array.from({ length: 10 }, (_, k) => k);
/** The paper's mean is over so many steps; over a fifth of them where that is less. */
const mostLast = 1000;

/** The three regimes of the paper. */
export const paperRegimes = ["spike", "oscillation", "divergence"] as const;
export type PaperRegime = (typeof paperRegimes)[number];

/** One run. */
export interface RateCell {
  readonly a: number;
  readonly b: number;
  /** By b/a: spikes from 10 on, divergence up to 1/10. */
  readonly expected: PaperRegime;
  readonly summary: LossSummary;
  /** All losses, where the cell is drawn as an example. */
  readonly loss: Float64Array | null;
}

export interface RateMap {
  readonly size: RateMapSize;
  readonly scale: Scale;
  /** Values of b, the columns, and of a, the rows from the bottom up. */
  readonly x: MapAxis;
  readonly y: MapAxis;
  /** Row-major from the lowest row. */
  readonly cells: readonly RateCell[];
  /** Number of losses of the mean. */
  readonly last: number;
}

export async function rateMapRuns(laboratory: Laboratory): Promise<RateMap> {
  const size = rateMapSizes[laboratory.scale];
  const { count, steps } = size;
  const x = mapAxis("rate1", { ...range, count });
  const y = mapAxis("rate2", { ...range, count });
  const last = Math.min(mostLast, Math.floor(steps / 5));
  const examples = exampleRates(x.values);
  const cells = await Promise.all(
    Array.from(y.values).flatMap((a) =>
      Array.from(x.values, async (b): Promise<RateCell> => {
        const record = await laboratory.train(
          trainingOf({ task: clothesTask(size), optimizer: "adam", lr, a, b, steps, every: Math.ceil(steps / 50) }),
        );
        return {
          ...{ a, b, expected: expectedRegime({ beta1: 1 - b * lr, beta2: 1 - a * lr }) },
          summary: summarizeLosses(record, { steps, last }),
          loss: examples.some(([atA, atB]) => atA === a && atB === b) ? record.loss : null,
        };
      }),
    ),
  );
  return { size, scale: laboratory.scale, x, y, cells, last };
}

/** Rates [a, b] of the cells that are drawn: those nearest to figure 7's, in its order. */
export function exampleRates(values: Float64Array): readonly (readonly [a: number, b: number])[] {
  const nearest = (rate: number): number =>
    values.reduce((best, value) => (Math.abs(Math.log(value / rate)) < Math.abs(Math.log(best / rate)) ? value : best));
  const [low, middle, high] = [nearest(1), nearest(10), nearest(100)];
  return [
    [low, high],
    [middle, middle],
    [high, low],
  ];
}

function clothesTask({ width, perClass }: RateMapSize): FitTask {
  return {
    kind: "fit",
    network: {
      kind: "dense",
      widths: [28 * 28, ...Array.from({ length: layers }, () => width), classes.length],
      activation: "relu",
      initialization: "pytorch",
    },
    data: { source: "fashion-mnist", classes, perClass, testPerClass: 0, targets: "one-hot", shape: "own" },
    loss: "square",
  };
}
