import type { TrainingMetrics } from "./record.js";

/** Metrics of one step; NaN where one was not measured or the optimizer has no such thing. */
export interface TrainingRow {
  readonly step: number;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly updateNorm: number;
  readonly thetaNorm: number;
  readonly mNorm: number;
  readonly rootVNorm: number;
  readonly curvature: number;
  /** What `TrainingObjective.measure` said; empty where it was not asked. */
  readonly measured: Readonly<Record<string, number>>;
}

/** Names of the columns that every run has, in their order. */
export const metricNames = [
  "step",
  "loss",
  "gradientNorm",
  "updateNorm",
  "thetaNorm",
  "mNorm",
  "rootVNorm",
  "curvature",
] as const satisfies readonly (keyof TrainingMetrics)[];

/** Rows as columns; measured ones appear if any row has them. */
export function metricsOf(rows: readonly TrainingRow[]): TrainingMetrics {
  const names = [...new Set(rows.flatMap(({ measured }) => Object.keys(measured)))];
  const column = (read: (row: TrainingRow) => number) => Float64Array.from(rows, read);
  return {
    step: column(({ step }) => step),
    loss: column(({ loss }) => loss),
    gradientNorm: column(({ gradientNorm }) => gradientNorm),
    updateNorm: column(({ updateNorm }) => updateNorm),
    thetaNorm: column(({ thetaNorm }) => thetaNorm),
    mNorm: column(({ mNorm }) => mNorm),
    rootVNorm: column(({ rootVNorm }) => rootVNorm),
    curvature: column(({ curvature }) => curvature),
    measured: Object.fromEntries(
      names.map((name) => [name, column(({ measured }) => measured[name] ?? Number.NaN)] as const),
    ),
  };
}

/** Columns as rows. */
export function rowsOf(metrics: TrainingMetrics): TrainingRow[] {
  const measured = Object.entries(metrics.measured);
  return Array.from(metrics.step.keys(), (i) => ({
    step: metrics.step[i]!,
    loss: metrics.loss[i]!,
    gradientNorm: metrics.gradientNorm[i]!,
    updateNorm: metrics.updateNorm[i]!,
    thetaNorm: metrics.thetaNorm[i]!,
    mNorm: metrics.mNorm[i]!,
    rootVNorm: metrics.rootVNorm[i]!,
    curvature: metrics.curvature[i]!,
    measured: Object.fromEntries(measured.map(([name, values]) => [name, values[i]!])),
  }));
}
