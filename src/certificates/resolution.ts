import { rowOf, supNorm } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/index.js";
import { spread } from "../trajectory/measure.js";
import { extremeCurvatures } from "./estimate/extreme-curvatures.js";
import { roundingNoise } from "./rounding-noise.js";
import { largestSecant, rowDistance, rowSquare } from "./rows.js";

/** Sizes below which a trajectory does not resolve θ, f and the components of gradients and m, one for each moment. */
export interface Resolution {
  readonly theta: Float64Array;
  readonly loss: Float64Array;
  readonly gradient: Float64Array;
}

/** An objective along a trajectory, rows n × d. */
interface Path {
  readonly times: Float64Array;
  readonly dimension: number;
  readonly theta: Float64Array;
  readonly loss: Float64Array;
  readonly gradient: Float64Array;
}

/** The solver's error estimate is the distance of two solutions, not a bound. */
const SAFETY = 10;
/** Points so close, as a share of the trajectory's extent, show the noise of f. */
const NEAR = 1e-6;
/** A few roundings. */
const ROUNDING = 8 * Number.EPSILON;

/** How well a trajectory and the objective along it are known, and the rounding noise of f. */
export function resolveProfile(
  objective: Objective,
  trajectory: Trajectory,
  path: Path,
): { readonly noise: number; readonly resolution: Resolution } {
  const noise = noiseOf(objective, path);
  const bends = { probed: probedCurvature(objective, path), softness: softnessAtRest(objective, path) };
  return { noise, resolution: resolve(trajectory, { ...path, ...bends, noise }) };
}

/** What f is computed from may be as large as f was somewhere, and cancel; or larger, as in 1 − cos x. */
function noiseOf(objective: Objective, { dimension: d, theta, loss }: Path): number {
  const last = loss.length - 1;
  const extent = spread(theta) || supNorm(theta) || 1;
  const places = [0, Math.round(last / 2), last];
  const seen = places.map((k) => roundingNoise(objective, theta.slice(k * d, (k + 1) * d), NEAR * extent));
  return ROUNDING * supNorm(loss) + SAFETY * Math.max(...seen);
}

/** How f bends where a trajectory is. */
interface Bends {
  /** Of two steps uphill. */
  readonly probed: number;
  /** The smallest curvature where it has stopped: how far it still is from the minimiser, at most ‖g‖ over this. */
  readonly softness: number;
}

/** Solvers let a trajectory rest where nothing is left to move by more than their tolerance. */
function softnessAtRest(objective: Objective, { dimension: d, theta }: Path): number {
  const last = theta.length / d - 1;
  if (last < 1 || rowDistance(theta, last, rowOf(theta, last - 1, d)) > 0) return 1;
  return Math.max(0, extremeCurvatures(objective, rowOf(theta, last, d)).smallest);
}

/** What the resolution of a trajectory is made of. */
type Resolvable = Path & Bends & { readonly noise: number };

/** An error r of θ moves f by ‖g‖r + ½Lr² and g by Lr, with the largest L that two neighbouring moments show. */
function resolve(
  { solver }: Trajectory,
  { times, dimension: d, theta, gradient, noise, probed, softness }: Resolvable,
): Resolution {
  const n = times.length;
  const estimate = solver.errorEstimate ?? solver.residual ?? 0;
  // of a run without an estimate nothing is known
  const error = Number.isFinite(estimate) ? SAFETY * estimate : Infinity;
  const size = (k: number) => 1 + supNorm(rowOf(theta, k, d));
  const curvature = Math.max(
    probed,
    largestSecant({ theta, gradient, dimension: d }, (k) => 1e-7 * size(k)),
  );
  const resolution = { theta: new Float64Array(n), loss: new Float64Array(n), gradient: new Float64Array(n) };
  // what g is computed from may be as large as it was somewhere, and cancel
  const floor = ROUNDING * supNorm(gradient);
  for (let k = 0; k < n; k++) {
    const g = Math.sqrt(rowSquare(gradient, k, d));
    const isStill = k > 0 && rowDistance(theta, k, rowOf(theta, k - 1, d)) === 0;
    const left = isStill && g > 0 ? (SAFETY * g) / softness : 0;
    const r = Math.max(left, (error + ROUNDING) * size(k));
    resolution.theta[k] = r;
    resolution.loss[k] = g * r + 0.5 * curvature * r * r + noise;
    resolution.gradient[k] = curvature * r + floor;
  }
  return resolution;
}

/** ‖Δg‖/‖Δθ‖ of a step uphill at both ends: of a trajectory that hardly moves neighbours show nothing. */
function probedCurvature(objective: Objective, { dimension: d, theta, gradient }: Path): number {
  const n = theta.length / d;
  const there = new Float64Array(d);
  let most = 0;
  for (const k of [0, n - 1]) {
    const here = rowOf(theta, k, d);
    const g = rowOf(gradient, k, d);
    const slope = Math.sqrt(rowSquare(gradient, k, d));
    const length = 1e-5 * (1 + supNorm(here));
    objective.gradient(
      here.map((x, i) => x + length * (slope > 0 ? g[i]! / slope : 1 / Math.sqrt(d))),
      there,
    );
    const curvature = rowDistance(gradient, k, there) / length;
    if (Number.isFinite(curvature)) most = Math.max(most, curvature);
  }
  return most;
}
