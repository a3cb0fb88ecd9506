import { supNorm } from "../../../src/numeric/vector.js";
import type { MadeRun, TrajectoryOutput } from "../jobs/trajectory-job.js";

export type Range = readonly [from: number, to: number];

/** A run has left when θ is so many times as large as it was among others or at its start. */
const farthest = 8;
/** A run that has grown so many times beyond its start does not come back. */
const unbounded = 1e6;
/** A first point that makes a range so many times as long is the pole of a field, and not drawn to scale. */
const poleFactor = 6;

/** The runs that there are. */
export function madeRuns({ runs }: Pick<TrajectoryOutput, "runs">): readonly MadeRun[] {
  return runs.filter((run): run is MadeRun => "trajectory" in run);
}

/** Whether a run goes to infinity: it diverged, or is on its way and would. */
export function hasLeft({ trajectory: { status, theta, dimension } }: MadeRun): boolean {
  if (status === "diverged") return true;
  const start = 1 + supNorm(theta, dimension);
  return supNorm(theta.subarray(theta.length - dimension)) > unbounded * start;
}

/** Rows of a run before it leaves for infinity; all of them unless it does. */
export function calmRows(run: MadeRun, { runs, theta0 }: Pick<TrajectoryOutput, "runs" | "theta0">): number {
  const { theta, dimension, times } = run.trajectory;
  if (!hasLeft(run)) return times.length;
  let size = Math.max(1, supNorm(Float64Array.from(theta0)));
  for (const other of madeRuns({ runs })) if (!hasLeft(other)) size = Math.max(size, supNorm(other.trajectory.theta));
  for (let k = 0; k < theta.length; k++) {
    if (!(Math.abs(theta[k]!) <= farthest * size)) return Math.max(2, Math.floor(k / dimension));
  }
  return times.length;
}

/** The least and the greatest finite number among the first `count`; null if there is none. A pole at the start is left out. */
export function rangeOf(values: Float64Array, count = values.length): Range | null {
  const rest = spread(values, [1, count]);
  const first = values[0];
  if (first === undefined || count < 1 || !Number.isFinite(first)) return rest;
  if (rest === null) return [first, first];
  const all: Range = [Math.min(first, rest[0]), Math.max(first, rest[1])];
  return all[1] - all[0] > poleFactor * (rest[1] - rest[0]) && rest[1] > rest[0] && count > 20 ? rest : all;
}

/** What holds both. */
export function joined(one: Range | null, other: Range | null): Range | null {
  if (one === null || other === null) return one ?? other;
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}

function spread(values: Float64Array, [from, to]: Range): Range | null {
  let [low, high] = [Infinity, -Infinity];
  for (let k = from; k < to; k++) {
    const value = values[k]!;
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return low <= high ? [low, high] : null;
}

/** Lengths of windows, between 1 and 10. */
const lengths = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10];

/**
 * A window with room about a range, at least `shortest` long, with ends that stay where they are while the range changes
 * little: its length is one of a few a decade, its ends are multiples of a twentieth of that.
 */
export function steadyWindow([low, high]: Range, { shortest = 0 }: { readonly shortest?: number } = {}): Range {
  const needed = Math.max(1.3 * (high - low), shortest, 1e-9 * Math.max(Math.abs(low), Math.abs(high)), 1e-12);
  const power = 10 ** Math.floor(Math.log10(needed));
  const length = power * lengths.find((each) => each * power >= needed * (1 - 1e-12))!;
  const step = length / 20;
  const from = Math.floor((low + high - length) / 2 / step + 0.5) * step;
  return [from, from + length];
}
