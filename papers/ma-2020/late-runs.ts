import type { Laboratory, Scale } from "../../src/experiments/index.js";
import type { FitTask } from "../../src/networks/index.js";
import type { TrainingRecord } from "../../src/training/index.js";
import { type DataWords, dataWords } from "./data-words.js";
import { type LatePhase, latePhase } from "./late-phase.js";
import { type LossSummary, summarizeLosses } from "./loss-summary.js";
import { type PairSize, pairTask, trainingOf } from "./network-setup.js";

/** The paper's, with the usual factors. */
export const lr = 1e-3;
export const factors = { beta1: 0.9, beta2: 0.999 } as const;
/** Rows of metrics, and measurements on test samples, of a run. */
const rows = 200;
/** Least number of steps between them. */
const leastEvery = 5;

/** Steps from one to the next in a run of `steps`. */
export const measuredEvery = (steps: number): number => Math.max(leastEvery, Math.floor(steps / rows));

interface LateSize {
  readonly pair: Omit<PairSize, "seeds"> & { readonly testPerClass: number };
  readonly sines: {
    readonly hidden: readonly number[];
    readonly samples: number;
    readonly test: number;
    readonly steps: number;
  };
  readonly seeds: readonly number[];
}

/** The paper gives neither steps nor test samples in its text. */
export const lateSizes: Readonly<Record<Scale, LateSize>> = {
  quick: {
    pair: { hidden: [16, 16, 8], perClass: 16, testPerClass: 50, steps: 200 },
    sines: { hidden: [20, 20], samples: 100, test: 100, steps: 400 },
    seeds: [1],
  },
  laptop: {
    pair: { hidden: [256, 256, 128], perClass: 200, testPerClass: 200, steps: 2000 },
    sines: { hidden: [100, 100], samples: 2000, test: 2000, steps: 15_000 },
    seeds: [1, 2],
  },
  paper: {
    pair: { hidden: [256, 256, 128], perClass: 1000, testPerClass: 1000, steps: 5000 },
    sines: { hidden: [100, 100], samples: 2000, test: 10_000, steps: 30_000 },
    seeds: [1],
  },
};

/** The two problems of the figure: left and right. */
export const lateProblems = ["classification", "regression"] as const;
export type LateProblem = (typeof lateProblems)[number];

/** A run, with what is read from it. */
export interface LateRow {
  readonly problem: LateProblem;
  readonly seed: number;
  readonly steps: number;
  readonly record: TrainingRecord;
  readonly summary: LossSummary;
  readonly late: LatePhase;
}

export interface LateData extends DataWords {
  readonly rows: readonly LateRow[];
  readonly size: LateSize;
  readonly scale: Scale;
}

export async function lateRuns(laboratory: Laboratory): Promise<LateData> {
  const { scale } = laboratory;
  const size = lateSizes[scale];
  const made = await Promise.all(
    lateProblems.flatMap((problem) => size.seeds.map((seed) => lateRow(laboratory, problem, { size, seed }))),
  );
  return { rows: made, size, scale, ...dataWords(laboratory) };
}

async function lateRow(
  laboratory: Laboratory,
  problem: LateProblem,
  { size, seed }: { readonly size: LateSize; readonly seed: number },
): Promise<LateRow> {
  const task = problem === "classification" ? classification(laboratory, size) : regression(size);
  const { steps } = problem === "classification" ? size.pair : size.sines;
  const every = measuredEvery(steps);
  const record = await laboratory.train(
    trainingOf({ task, optimizer: "adam", lr, ...factors, steps, seed, every, measureEvery: every }),
  );
  const summary = summarizeLosses(record, { steps, last: Math.ceil(steps / 4) });
  const late = latePhase(record.loss, { spikes: summary.diagnosis.spikes?.list ?? [], steps });
  return { problem, seed, steps, record, summary, late };
}

function classification(laboratory: Laboratory, { pair: { hidden, perClass, testPerClass } }: LateSize): FitTask {
  const { data, ...task } = pairTask(laboratory, { hidden, perClass });
  return { ...task, data: { ...data, testPerClass } as FitTask["data"] };
}

function regression({ sines: { hidden, samples, test } }: LateSize): FitTask {
  return {
    kind: "fit",
    network: { kind: "dense", widths: [5, ...hidden, 1], activation: "relu", initialization: "pytorch" },
    data: { source: "sine-sum", dimension: 5, samples, test },
    loss: "square",
  };
}
