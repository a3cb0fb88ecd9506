import { medianOf } from "../../src/regimes/order-statistics.js";
import type { TrainingMetrics } from "../../src/training/index.js";

/** A series measured on test samples, at the steps where it was. */
export interface TestSeries {
  readonly step: Float64Array;
  /** Training loss there. */
  readonly loss: Float64Array;
  readonly value: Float64Array;
}

/** The rows of a run at which something was measured on test samples; none where it never was. */
export function testSeries({ step, loss, measured }: TrainingMetrics, name: string): TestSeries {
  const values = measured[name] ?? new Float64Array(0);
  const rows = [...values.keys()].filter((row) => Number.isFinite(values[row]));
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row]!);
  return { step: pick(step), loss: pick(loss), value: pick(values) };
}

/** The least and the last value of a series; NaN where there is none. */
export function extremesOf({ value }: TestSeries): { least: number; most: number; last: number } {
  if (value.length === 0) return { least: Number.NaN, most: Number.NaN, last: Number.NaN };
  return {
    least: value.reduce((least, one) => Math.min(least, one)),
    most: value.reduce((most, one) => Math.max(most, one)),
    last: value.at(-1)!,
  };
}

/** Median share of the test loss that is above the training loss, over the last quarter of the run; NaN without test samples. */
export function gapShare({ step, loss, value }: TestSeries): number {
  const from = 0.75 * (step.at(-1) ?? 0);
  const shares = [...value.keys()]
    .filter((row) => step[row]! >= from)
    .map((row) => (value[row]! - loss[row]!) / value[row]!);
  return shares.length > 0 ? medianOf(shares) : Number.NaN;
}

/** The first measured value at a training loss of at most `level`; NaN if there is none. */
export function firstAt({ loss, value }: TestSeries, level: number): number {
  return value[loss.findIndex((one) => one <= level)] ?? Number.NaN;
}
