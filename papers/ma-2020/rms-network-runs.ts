import type { Laboratory, Scale } from "../../src/experiments/index.js";
import type { TrainingRecord } from "../../src/training/index.js";
import { type DataWords, dataWords } from "./data-words.js";
import { type LossSummary, summarizeLosses } from "./loss-summary.js";
import { type PairSize, pairTask, trainingOf } from "./network-setup.js";
import { type Ripple, rippleOf } from "./ripple.js";
import { turnsOfRecovery } from "./spike-recovery.js";

/** The paper's. */
export const lr = 1e-3;
export const beta2 = 0.99;

export const rmsSizes: Readonly<Record<Scale, PairSize>> = {
  quick: { hidden: [16, 16, 8], perClass: 16, steps: 200, seeds: [1] },
  laptop: { hidden: [256, 256, 128], perClass: 200, steps: 2000, seeds: [1, 2] },
  paper: { hidden: [256, 256, 128], perClass: 1000, steps: 2000, seeds: [1] },
};

/** A run, with what is read from it. */
export interface RmsRow {
  readonly seed: number;
  readonly record: TrainingRecord;
  readonly summary: LossSummary;
  /** The last step of the fast start; 0 without one. */
  readonly startEnds: number;
  /** Of the losses from there on, and of the last quarter. */
  readonly ripple: Ripple;
  readonly lastRipple: Ripple;
  /** Spikes with their peak in the last quarter. */
  readonly lastSpikes: number;
  /** Of each spike: how often the loss turns down again on its way back. */
  readonly turns: readonly number[];
}

export interface RmsData extends DataWords {
  readonly rows: readonly RmsRow[];
  readonly size: PairSize;
  readonly scale: Scale;
  /** Steps that are enlarged, at the end: the paper's last quarter. */
  readonly last: number;
}

export async function rmsNetworkRuns(laboratory: Laboratory): Promise<RmsData> {
  const { scale } = laboratory;
  const size = rmsSizes[scale];
  const last = Math.round(size.steps / 4);
  const rows = await Promise.all(size.seeds.map((seed) => rmsRow(laboratory, { size, seed, last })));
  return { rows, size, scale, last, ...dataWords(laboratory) };
}

interface RowInput {
  readonly size: PairSize;
  readonly seed: number;
  readonly last: number;
}

async function rmsRow(laboratory: Laboratory, { size, seed, last }: RowInput): Promise<RmsRow> {
  const { steps } = size;
  const task = pairTask(laboratory, size);
  const record = await laboratory.train(trainingOf({ task, optimizer: "rmsprop", lr, beta2, steps, seed }));
  const { loss } = record;
  const summary = summarizeLosses(record, { steps, last });
  const { fastStart, spikes } = summary.diagnosis;
  const list = spikes?.list ?? [];
  const startEnds = fastStart?.to ?? 0;
  return {
    seed,
    record,
    summary,
    startEnds,
    ripple: rippleOf(loss.slice(startEnds).filter(Number.isFinite)),
    lastRipple: rippleOf(loss.slice(-last).filter(Number.isFinite)),
    lastSpikes: list.filter(({ peak }) => peak > steps - last).length,
    turns: list.map((spike) => turnsOfRecovery(loss, spike)),
  };
}
