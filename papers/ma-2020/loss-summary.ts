import { type Diagnosis, diagnose } from "../../src/regimes/index.js";
import { medianOf } from "../../src/regimes/order-statistics.js";
import type { TrainingRecord } from "../../src/training/index.js";

/** What the losses of a training run come to. */
export interface LossSummary {
  readonly diagnosis: Diagnosis;
  /** Loss at the start, and the least finite one of the run. */
  readonly first: number;
  readonly least: number;
  /** Of the last losses. Infinity where one of them is not finite, or where the run ended before them: it diverged. */
  readonly mean: number;
  readonly median: number;
  readonly high: number;
}

/** Looks at a run that was to make `steps` updates, and at its last `last` losses. */
export function summarizeLosses(
  { loss, status }: Pick<TrainingRecord, "loss" | "status">,
  { steps, last }: { readonly steps: number; readonly last: number },
): LossSummary {
  const isWhole = status === "completed" && loss.length > steps;
  const tail = loss.slice(-last);
  const isBounded = isWhole && tail.every(Number.isFinite);
  return {
    // the loss that was not finite need not be in the record
    diagnosis: diagnose(isWhole ? loss : Float64Array.of(...loss, Number.NaN)),
    first: loss[0]!,
    least: loss.reduce((least, value) => (value < least ? value : least), Infinity),
    mean: isBounded ? tail.reduce((sum, value) => sum + value, 0) / tail.length : Infinity,
    median: isBounded ? medianOf(tail) : Infinity,
    high: isBounded ? tail.reduce((high, value) => Math.max(high, value)) : Infinity,
  };
}

/** A loss in words. */
export function lossText(loss: number): string {
  return Number.isFinite(loss) ? loss.toExponential(1) : "not finite";
}
