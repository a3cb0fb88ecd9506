import { createProbe, largestCurvature } from "../certificates/estimate/index.js";
import { norm, rowOf } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import { curvatureAlong, directionOf } from "../optimizers/curvature-along.js";
import type { Trajectory } from "../trajectory/index.js";
import type { AnatomySeries } from "./anatomy.js";
import type { AnatomyMethod } from "./anatomy-method.js";

interface FollowOptions {
  readonly method: AnatomyMethod;
  /** Rows of the trajectory, increasing. */
  readonly rows: readonly number[];
  /** At every how many of them the largest eigenvalue is computed; the first and the last are among them. */
  readonly eigenvalueEvery: number;
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Rows between two looks at `isCancelled`. */
const POLL_INTERVAL = 16;

/** The series of an anatomy; shorter than `rows` if it was cancelled. */
export function followCurvatures(
  objective: Objective,
  trajectory: Trajectory,
  { method, rows, eigenvalueEvery, onProgress, isCancelled }: FollowOptions,
): AnatomySeries {
  const d = trajectory.dimension;
  const count = rows.length;
  const width = Math.round(trajectory.v!.length / trajectory.times.length);
  const series = createSeries(count);
  const probe = createProbe(objective);
  const theta = new Float64Array(d);
  const gradient = new Float64Array(d);
  const inverse = new Float64Array(d);
  const curved = new Float64Array(d);
  for (let i = 0; i < count; i++) {
    if (i % POLL_INTERVAL === 0) {
      if (isCancelled?.()) return cut(series, i);
      onProgress?.(i / count);
    }
    const row = rows[i]!;
    const step = Math.round(trajectory.times[row]! / method.lr);
    const v = rowOf(trajectory.v!, row, width);
    theta.set(rowOf(trajectory.theta, row, d));
    objective.gradient(theta, gradient);
    for (let j = 0; j < d; j++) gradient[j]! += method.l2 * theta[j]!;
    const size = norm(gradient);
    series.steps[i] = step;
    series.loss[i] = trajectory.loss[row]!;
    series.gradient[i] = size;
    series.rootSecond[i] = norm(v.map(Math.sqrt)) / method.secondGain(step);
    series.ratio[i] = responseRatio(gradient, v, { size, gain: method.secondGain(step) });
    if (step === 0) continue;
    method.writeInverse(v, step, inverse);
    const direction = directionOf(gradient);
    if (direction) {
      probe.productAt(theta)(direction, curved);
      series.directional[i] = curvatureAlong(direction, curved, { inverse, l2: method.l2 });
    }
    if (i % eigenvalueEvery === 0 || i === count - 1) {
      series.largest[i] = largestCurvature(probe, theta, { inverse, l2: method.l2 });
    }
  }
  onProgress?.(1);
  return series;
}

function createSeries(count: number): AnatomySeries {
  const unknown = () => new Float64Array(count).fill(Number.NaN);
  return {
    steps: unknown(),
    loss: unknown(),
    directional: unknown(),
    largest: unknown(),
    gradient: unknown(),
    rootSecond: unknown(),
    ratio: unknown(),
  };
}

function cut(series: AnatomySeries, count: number): AnatomySeries {
  const entries = Object.entries(series) as [keyof AnatomySeries, Float64Array][];
  return Object.fromEntries(entries.map(([name, data]) => [name, data.slice(0, count)])) as unknown as AnatomySeries;
}

/**
 * g²/v̂ of the components, their mean weighted with what each has of ‖g‖²; 0 without a gradient. With one v for all it is
 * ‖g‖²/v̂.
 */
function responseRatio(
  gradient: Float64Array,
  v: Float64Array,
  { size, gain }: { readonly size: number; readonly gain: number },
): number {
  if (v.length < gradient.length) return (gain * size) ** 2 / v[0]!;
  if (size === 0) return 0;
  let sum = 0;
  for (let i = 0; i < gradient.length; i++) {
    const share = gradient[i]! / size;
    if (share !== 0) sum += (share * ((gain * gradient[i]!) / Math.sqrt(v[i]!))) ** 2;
  }
  return sum;
}
