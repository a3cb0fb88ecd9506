import type { MadeRun, TrajectoryOutput } from "../jobs/trajectory-job.js";
import type { RoadKey } from "../state/lab-state.js";
import { chartValues, type DrawnComponents, type LineChart } from "./trajectory-panels.js";
import { madeRuns } from "./trajectory-range.js";

/** The numbers of all roads at one step. */
export interface Readout {
  readonly columns: readonly string[];
  readonly rows: readonly ReadoutRow[];
}

export interface ReadoutRow {
  readonly road: RoadKey;
  /** One for each column; null where there is none, all null where the run had ended. */
  readonly values: readonly (number | null)[];
}

const quantities: readonly (readonly [key: LineChart, symbol: string])[] = [
  ["theta", "θ"],
  ["loss", "f"],
  ["m", "m"],
  ["v", "v"],
  ["velocity", "θ′"],
  ["gain", "η"],
  ["step", "α·η/(√v + ε)"],
  ["error", "|Δθ|"],
];

/** Reads all runs at step k, of moments and parameters the components that are drawn. */
export function readoutAt(
  output: TrajectoryOutput,
  { step, drawn: { first, names } }: { readonly step: number; readonly drawn: DrawnComponents },
): Readout {
  const made = madeRuns(output);
  const shown = quantities.flatMap(([key, symbol]) => {
    const width = Math.max(0, ...made.map((run) => rowWidth(key, run)));
    const count = Math.min(width, names.length);
    return Array.from({ length: count }, (_, c) => {
      return { key, c: first + c, title: width === 1 ? symbol : `${symbol} ${names[c]}` };
    });
  });
  return {
    columns: shown.map(({ title }) => title),
    rows: made.map((run) => ({ road: run.road, values: shown.map(({ key, c }) => valueAt(run, { key, c, step })) })),
  };
}

/** The row of a run at a step; null if it ended before. */
export function rowAt({ trajectory, perStep }: MadeRun, step: number): number | null {
  const row = step * perStep;
  return row < trajectory.times.length ? row : null;
}

function rowWidth(key: LineChart, run: MadeRun): number {
  const values = chartValues(key, run);
  if (values === null) return 0;
  if (key === "error") return 1;
  return Math.round(values.length / run.trajectory.times.length);
}

function valueAt(run: MadeRun, { key, c, step }: { key: LineChart; c: number; step: number }): number | null {
  const row = rowAt(run, step);
  const values = chartValues(key, run);
  if (row === null || values === null) return null;
  const width = rowWidth(key, run);
  const value = values[key === "error" ? step : row * width + Math.min(c, width - 1)];
  return value === undefined || Number.isNaN(value) ? null : value;
}
