import { supNorm } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/index.js";
import type { Method } from "./method.js";
import { createReader, type TrajectoryReader } from "./read-moments.js";
import { rowSquare } from "./rows.js";
import { sampleTimes } from "./sample-times.js";

/**
 * What statements look at along a trajectory: everything at the same moments, memories as the method reads them.
 *
 * Row k belongs to `times[k]`; vectors are row-major.
 */
export interface Profile {
  /** n increasing moments, unit time; memories are known at each of them plus the method's advance. */
  readonly times: Float64Array;
  readonly dimension: number;
  /** Components of `v`: 1 where one memory scales all parameters. */
  readonly width: number;
  /** θ(t), n × d. */
  readonly theta: Float64Array;
  /** f(θ(t)), n. */
  readonly loss: Float64Array;
  /** ∇f(θ(t)), and the same at t + advance, n × d; one array where the advance is 0. */
  readonly gradient: Float64Array;
  readonly ahead: Float64Array;
  /** m(t + advance), n × d; null without a first moment. */
  readonly m: Float64Array | null;
  /** v(t + advance), n × width; null without a memory of squares. */
  readonly v: Float64Array | null;
  /** Sizes below which the trajectory does not resolve θ, f and the components of gradients and m, n each. */
  readonly resolution: {
    readonly theta: Float64Array;
    readonly loss: Float64Array;
    readonly gradient: Float64Array;
  };
  /** How the run ended. */
  readonly status: Trajectory["status"];
  /** Reads θ and the moments between the rows. */
  readonly read: TrajectoryReader;
}

/** The solver's error estimate is the distance of two solutions, not a bound. */
const SAFETY = 10;
/** A few roundings. */
const ROUNDING = 8 * Number.EPSILON;

/**
 * Evaluates an objective along a trajectory of a method, once for all statements.
 *
 * A trajectory with dense output is read on its own elements, which are small where something happens, at most 10 000
 * moments; others at their rows. What lies within `advance` of the end has no memory to read and is left out.
 *
 * @throws {RangeError} if nothing is left, or the trajectory belongs to another number of parameters.
 * @example
 * const objective = quadraticObjective();
 * const trajectory = solve(nonlocalModel(objective, { optimizer: "rmsprop", lr: 0.1 }), { initial: [1], until: 3 });
 * createProfile(objective, trajectory, createMethod({ optimizer: "rmsprop", lr: 0.1 })).loss[0]; // 9
 */
export function createProfile(objective: Objective, trajectory: Trajectory, method: Method): Profile {
  const d = objective.dimension;
  if (trajectory.dimension !== d) {
    throw new RangeError(
      `Cannot certify as the trajectory must have ${d} parameters: current value is ${trajectory.dimension}`,
    );
  }
  const { advance } = method;
  const read = createReader(trajectory);
  const times = sampleTimes(trajectory, { last: read.end - advance, width: d });
  if (times.length < 2) {
    throw new RangeError(
      `Cannot certify as the trajectory must be longer than ${advance}: current value is ${trajectory.times.at(-1) ?? 0}`,
    );
  }
  const rows = readRows(objective, { read, times, advance });
  return {
    times,
    dimension: d,
    width: read.width ?? d,
    ...rows,
    resolution: resolve(trajectory, { times, dimension: d, ...rows }),
    status: trajectory.status,
    read,
  };
}

/** The same trajectory at other moments, closer together where something passes fast; resolved as well as at its worst. */
export function profileAt(
  objective: Objective,
  { method, profile, times }: { readonly method: Method; readonly profile: Profile; readonly times: Float64Array },
): Profile {
  const { read, resolution } = profile;
  const worst = (values: Float64Array) => new Float64Array(times.length).fill(supNorm(values));
  return {
    ...profile,
    times,
    ...readRows(objective, { read, times, advance: method.advance }),
    resolution: {
      theta: worst(resolution.theta),
      loss: worst(resolution.loss),
      gradient: worst(resolution.gradient),
    },
  };
}

/**
 * Whether a trajectory is long enough to be looked at: beyond the first moment whose memories can be read.
 *
 * @example
 * const trajectory = run(quadraticObjective(), gdOptimizer({ lr: 0.1 }), { theta0: [0], steps: 2 });
 * hasProfile(trajectory, createMethod({ optimizer: "gd", lr: 0.1, discrete: true })); // true
 */
export function hasProfile(trajectory: Trajectory, { advance }: Method): boolean {
  const last = createReader(trajectory).end - advance;
  return sampleTimes(trajectory, { last, width: trajectory.dimension }).length >= 2;
}

type Rows = Pick<Profile, "theta" | "loss" | "gradient" | "ahead" | "m" | "v">;

function readRows(
  objective: Objective,
  { read, times, advance }: { read: TrajectoryReader; times: Float64Array; advance: number },
): Rows {
  const d = objective.dimension;
  const n = times.length;
  const evaluate = objective.valueAndGradient?.bind(objective);
  const theta = new Float64Array(n * d);
  const loss = new Float64Array(n);
  const gradient = new Float64Array(n * d);
  const ahead = advance === 0 ? gradient : new Float64Array(n * d);
  const m = read.hasM ? new Float64Array(n * d) : null;
  const v = read.width === null ? null : new Float64Array(n * read.width);
  const later = new Float64Array(d);
  for (let k = 0; k < n; k++) {
    const [here, g] = [theta.subarray(k * d, (k + 1) * d), gradient.subarray(k * d, (k + 1) * d)];
    read.theta(times[k]!, here);
    if (evaluate) loss[k] = evaluate(here, g);
    else {
      loss[k] = objective.value(here);
      objective.gradient(here, g);
    }
    const then = times[k]! + advance;
    if (advance > 0) {
      read.theta(then, later);
      objective.gradient(later, ahead.subarray(k * d, (k + 1) * d));
    }
    if (m) read.m(then, m.subarray(k * d, (k + 1) * d));
    if (v) read.v(then, v.subarray(k * read.width!, (k + 1) * read.width!));
  }
  return { theta, loss, gradient, ahead, m, v };
}

/** An error r of θ moves f by ‖g‖r + ½Lr² and g by Lr, with the largest L that two neighbouring moments show. */
function resolve(
  { solver }: Trajectory,
  { times, dimension: d, theta, loss, gradient }: Pick<Profile, "times" | "dimension"> & Rows,
): Profile["resolution"] {
  const n = times.length;
  const estimate = solver.errorEstimate ?? solver.residual ?? 0;
  // of a run without an estimate nothing is known
  const error = Number.isFinite(estimate) ? SAFETY * estimate : Infinity;
  const curvature = secantCurvature({ times, dimension: d, theta, gradient });
  const resolution = { theta: new Float64Array(n), loss: new Float64Array(n), gradient: new Float64Array(n) };
  // what f and g are computed from may be as large as they were somewhere, and cancel
  const floor = { loss: ROUNDING * supNorm(loss), gradient: ROUNDING * supNorm(gradient) };
  for (let k = 0; k < n; k++) {
    const g = Math.sqrt(rowSquare(gradient, k, d));
    const r = (error + ROUNDING) * (1 + supNorm(theta.subarray(k * d, (k + 1) * d)));
    resolution.theta[k] = r;
    resolution.loss[k] = g * r + 0.5 * curvature * r * r + floor.loss;
    resolution.gradient[k] = curvature * r + floor.gradient;
  }
  return resolution;
}

function secantCurvature({
  times,
  dimension: d,
  theta,
  gradient,
}: Pick<Profile, "times" | "dimension" | "theta" | "gradient">): number {
  let most = 0;
  for (let k = 0; k + 1 < times.length; k++) {
    let [across, up, size] = [0, 0, 0];
    for (let i = k * d; i < (k + 1) * d; i++) {
      across += (theta[i + d]! - theta[i]!) ** 2;
      up += (gradient[i + d]! - gradient[i]!) ** 2;
      size = Math.max(size, Math.abs(theta[i]!));
    }
    // between points that hardly differ there is only rounding
    if (Math.sqrt(across) > 1e-7 * (1 + size)) most = Math.max(most, up / across);
  }
  return Math.sqrt(most);
}
