import type { Trajectory, TrajectoryEvent, TrajectoryStatus } from "../trajectory/trajectory.js";
import type { OptimizerState } from "./optimizer.js";

/** One buffer and the row-major rows in which its values are kept. */
interface Rows {
  readonly source: Float64Array;
  readonly rows: Float64Array;
}

/** Preallocated rows of a run; recording allocates nothing. */
export interface Recorder {
  /** Keeps θ, m, v as they are now, and the loss there, as row `row`. */
  record(row: number, loss: number): void;
  /** The largest |θ| in row `row`. */
  sizeOf(row: number): number;
  /** The trajectory of rows 0 to `lastRow`. */
  finish(lastRow: number, status: TrajectoryStatus, event?: TrajectoryEvent): Trajectory;
}

function createRows(source: Float64Array, count: number): Rows {
  return { source, rows: new Float64Array(count * source.length) };
}

function writeRow({ source, rows }: Rows, row: number): void {
  const size = source.length;
  const offset = row * size;
  for (let i = 0; i < size; i++) rows[offset + i] = source[i]!;
}

/** The first `length` entries; the whole array is handed on, not copied. */
function trimmed(values: Float64Array, length: number): Float64Array {
  return values.length === length ? values : values.slice(0, length);
}

function kept({ source, rows }: Rows, count: number): Float64Array {
  return trimmed(rows, count * source.length);
}

function stepTimes(lr: number, count: number): Float64Array {
  const times = new Float64Array(count);
  for (let k = 0; k < count; k++) times[k] = k * lr;
  return times;
}

/** A recorder of at most `count` rows of `theta` and of the moments that `state` has. */
export function createRecorder(
  theta: Float64Array,
  state: OptimizerState,
  { count, lr }: { readonly count: number; readonly lr: number },
): Recorder {
  const dimension = theta.length;
  const thetaRows = createRows(theta, count);
  const mRows = state.m && createRows(state.m, count);
  const vRows = state.v && createRows(state.v, count);
  const losses = new Float64Array(count);
  return {
    record(row, loss) {
      writeRow(thetaRows, row);
      if (mRows) writeRow(mRows, row);
      if (vRows) writeRow(vRows, row);
      losses[row] = loss;
    },
    sizeOf(row) {
      const offset = row * dimension;
      return thetaRows.rows.subarray(offset, offset + dimension).reduce((size, x) => Math.max(size, Math.abs(x)), 0);
    },
    finish: (lastRow, status, event) => ({
      times: stepTimes(lr, lastRow + 1),
      dimension,
      theta: kept(thetaRows, lastRow + 1),
      ...(mRows && { m: kept(mRows, lastRow + 1) }),
      ...(vRows && { v: kept(vRows, lastRow + 1) }),
      loss: trimmed(losses, lastRow + 1),
      status,
      ...(event && { event }),
      solver: { name: "discrete", order: null, nodes: lastRow, sweeps: null, residual: null, errorEstimate: null },
    }),
  };
}
