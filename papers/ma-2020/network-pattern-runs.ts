import type { Laboratory, Scale } from "../../src/experiments/index.js";
import { medianOf } from "../../src/regimes/order-statistics.js";
import type { TrainingRecord } from "../../src/training/index.js";
import { type DataWords, dataWords } from "./data-words.js";
import { type LossSummary, summarizeLosses } from "./loss-summary.js";
import { type PairSize, pairTask, trainingOf } from "./network-setup.js";
import { lr, type RegimeCase, regimeCases } from "./regime-runs.js";
import { type Ripple, rippleOf } from "./ripple.js";

export const patternSizes: Readonly<Record<Scale, PairSize>> = {
  quick: { hidden: [16, 8, 4], perClass: 16, steps: 200, seeds: [1, 2] },
  laptop: { hidden: [256, 128, 64], perClass: 200, steps: 1000, seeds: [1] },
  paper: { hidden: [256, 128, 64], perClass: 1000, steps: 1000, seeds: [1] },
};

/** A stretch of a run, both ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What one setting does from one start. */
export interface PatternRow {
  readonly item: RegimeCase;
  readonly seed: number;
  readonly record: TrainingRecord;
  /** The steps that are enlarged. */
  readonly shown: Stretch;
  /** Of the last fifth of the steps. */
  readonly summary: LossSummary;
  /** Of the losses that are enlarged. */
  readonly ripple: Ripple;
  /** Median of ‖m‖/‖√v‖ over the steps that are enlarged. */
  readonly headway: number;
}

export interface PatternData extends DataWords {
  readonly rows: readonly PatternRow[];
  readonly size: PairSize;
  readonly scale: Scale;
  /** Steps of the last fifth. */
  readonly last: number;
}

export async function patternRuns(laboratory: Laboratory): Promise<PatternData> {
  const size = patternSizes[laboratory.scale];
  const { seeds, steps } = size;
  const rows = await Promise.all(
    regimeCases.flatMap((item) => seeds.map((seed) => patternRow(laboratory, { item, seed, size }))),
  );
  return {
    ...{ rows, size, scale: laboratory.scale, last: lastFifth(steps) },
    ...dataWords(laboratory),
  };
}

interface PatternInput {
  readonly item: RegimeCase;
  readonly seed: number;
  readonly size: PairSize;
}

async function patternRow(laboratory: Laboratory, { item, seed, size }: PatternInput): Promise<PatternRow> {
  const { hidden, perClass, steps } = size;
  const task = pairTask(laboratory, { hidden, perClass });
  const rates = { a: item.rate2, b: item.rate1 };
  const record = await laboratory.train(
    trainingOf({ task, optimizer: item.optimizer, lr, ...rates, steps, seed, every: 1 }),
  );
  const shown = shownStretch(item, { steps, made: record.loss.length - 1 });
  return {
    ...{ item, seed, record, shown },
    summary: summarizeLosses(record, { steps, last: lastFifth(steps) }),
    ripple: rippleOf(record.loss.slice(shown.from, shown.to + 1)),
    headway: headwayOf(record, shown),
  };
}

const lastFifth = (steps: number): number => Math.floor(steps / 5);

/**
 * The paper's: of 1000 steps 400 to 800 for spikes, else the last 200; as shares where there are other numbers of steps. Of a
 * run that ended before, as many of its last steps.
 */
export function shownStretch(
  { regime }: Pick<RegimeCase, "regime">,
  { steps, made }: { readonly steps: number; readonly made: number },
): Stretch {
  const [first, end] = regime === "spike" ? [0.4, 0.8] : [0.8, 1];
  const to = Math.min(made, Math.round(end * steps));
  return { from: Math.max(0, to - Math.round((end - first) * steps)), to };
}

/** How far a step goes, in units of lr and as a root mean square over parameters that have the same v. */
export function headwayOf({ metrics }: Pick<TrainingRecord, "metrics">, { from, to }: Stretch): number {
  const { step, mNorm, rootVNorm } = metrics;
  const quotients = mNorm
    .map((norm, row) => norm / rootVNorm[row]!)
    .filter((quotient, row) => Number.isFinite(quotient) && step[row]! >= from && step[row]! <= to);
  return medianOf(quotients);
}
