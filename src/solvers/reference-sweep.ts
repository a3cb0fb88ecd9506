import type { Model } from "../models/model.js";
import { cubicSpline } from "../numeric/spline.js";
import { createMemoryQuadrature } from "./reference-memory.js";

/** How many steps lie between two looks at `isCancelled`. */
const POLL_INTERVAL = 128;

/** What is read past the last grid point: the extrapolated spline, memories held there, or all that depends on time. */
export type LookAhead = "extrapolate" | "hold" | "hold-all";

/** Where an unshifted model reads time and memories in its first step: a quarter of it later, or at its beginning. */
export type FirstStep = "quarter" | "plain";

/** What a sweep needs beside the model. */
export interface SweepOptions {
  readonly initial: Float64Array;
  /** `t_i`, increasing; the first is where the memories begin. */
  readonly grid: Float64Array;
  readonly lookAhead: LookAhead;
  readonly firstStep: FirstStep;
  readonly quadratureNodes: number;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** A sweep that met a number that is not finite: what it was, and the last finite row of its guess. */
export interface BrokenSweep {
  readonly kind: "non-finite gradient" | "non-finite memory" | "non-finite parameters";
  readonly lastRow: number;
}

/** What became of a sweep; a cancelled one leaves its guess half written. */
export type SweepOutcome = { readonly kind: "whole" } | { readonly kind: "cancelled" } | BrokenSweep;

/**
 * Writes into `guess` the Euler trajectory whose memories are those of `current`, or zero where that is null; both are
 * `grid.length × stateSize`.
 */
export type Sweep = (current: Float64Array | null, guess: Float64Array) => SweepOutcome;

/** What {@link readingTimes} must know beside the model. */
export interface ReadingOptions {
  /** The last grid point. */
  readonly last: number;
  readonly lookAhead: LookAhead;
}

/** At which times the field and the memories are asked in an equation at `times`. */
export function readingTimes({ advance }: Model, times: Float64Array, { last, lookAhead }: ReadingOptions) {
  const horizon = lookAhead === "extrapolate" ? Infinity : last;
  return {
    memory: times.map((t) => Math.min(t + advance, horizon)),
    field: lookAhead === "hold-all" ? times.map((t) => Math.min(t, horizon - advance)) : times,
  };
}

function areFinite(values: Float64Array): boolean {
  return values.every((value) => Number.isFinite(value));
}

/**
 * The sweep of Algorithm 4: explicit Euler with fresh y and lagged memories.
 *
 * An unshifted memory is empty at the first grid point, and a field like `−g/√v` infinite. The first step then takes
 * time and memories a quarter of a step later, which integrates a field that starts like 1/√t exactly, unless it is to
 * be plain.
 */
export function createSweep(model: Model, options: SweepOptions): Sweep {
  const { initial, grid, lookAhead, firstStep, quadratureNodes, isCancelled } = options;
  const n = model.stateSize;
  const steps = grid.length - 1;
  const start = grid[0]!;
  const stepTimes = grid.slice(0, steps);
  if (model.advance === 0 && firstStep === "quarter") stepTimes[0] = start + (grid[1]! - start) / 4;
  const times = readingTimes(model, stepTimes, { last: grid[steps]!, lookAhead });
  const settings = { start, times: times.memory, nodes: quadratureNodes, isRepeated: true };
  const quadrature = createMemoryQuadrature(model, settings);
  const memory = model.memory.map(({ size }) => new Float64Array(size));
  const drive = new Float64Array(model.driveSize);
  const slope = new Float64Array(n);

  return (current, guess) => {
    const trajectory = current && cubicSpline(grid, current, { size: n });
    for (const values of memory) values.fill(0);
    guess.set(initial);
    for (let i = 0; i < steps; i++) {
      if (isCancelled && i % POLL_INTERVAL === 0 && isCancelled()) return { kind: "cancelled" };
      const y = guess.subarray(i * n, (i + 1) * n);
      const next = guess.subarray((i + 1) * n, (i + 2) * n);
      const step = grid[i + 1]! - grid[i]!;
      model.drive(y, drive);
      if (trajectory) quadrature.read(i, trajectory, memory);
      model.field(times.field[i]!, y, drive, memory, slope);
      for (let c = 0; c < n; c++) next[c] = y[c]! + step * slope[c]!;
      if (areFinite(next)) continue;
      if (!areFinite(drive)) return { kind: "non-finite gradient", lastRow: i };
      if (!memory.every(areFinite)) return { kind: "non-finite memory", lastRow: i };
      return { kind: "non-finite parameters", lastRow: i };
    }
    return { kind: "whole" };
  };
}
