import { supNorm } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/index.js";
import type { Method } from "./method.js";
import { createReader, type TrajectoryReader } from "./read-moments.js";
import { type Resolution, resolveProfile } from "./resolution.js";
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
  readonly resolution: Resolution;
  /** Rounding noise of f along the trajectory. */
  readonly noise: number;
  /** How the run ended. */
  readonly status: Trajectory["status"];
  /** Reads θ and the moments between the rows. */
  readonly read: TrajectoryReader;
}

/**
 * Evaluates an objective along a trajectory of a method, once for all statements.
 *
 * A trajectory with dense output is read on its own elements, which are small where something happens, at most 10 000
 * moments; others at their rows. What lies within `advance` of the end has no memory to read and is left out.
 *
 * @throws {RangeError} if nothing is left, or the trajectory belongs to another number of parameters or another method.
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
  checkOrigin(trajectory, method);
  const { advance } = method;
  const read = createReader(trajectory);
  const times = sampleTimes(trajectory, { last: read.end - advance, width: d, startsRough: advance === 0 });
  if (times.length < 2) {
    throw new RangeError(
      `Cannot certify as the trajectory must be longer than ${advance}: current value is ${trajectory.times.at(-1) ?? 0}`,
    );
  }
  const rows = readRows(objective, { read, times, advance });
  const { noise, resolution } = resolveProfile(objective, trajectory, { times, dimension: d, ...rows });
  return {
    times,
    dimension: d,
    width: read.width ?? d,
    ...rows,
    resolution,
    noise,
    status: trajectory.status,
    read,
  };
}

/** That a trajectory is one of the method, as far as it shows: by its kernel, or by its steps. */
function checkOrigin({ dense, times }: Trajectory, { discrete, lr, memory }: Method): void {
  const blocks = dense?.memory.find(({ name }) => name === "v")?.blocks;
  const block = blocks?.length === 1 && blocks[0]!.order === 1 ? blocks[0]! : null;
  const differs = (a: number, b: number) => !(Math.abs(a - b) <= 1e-9 * (Math.abs(a) + Math.abs(b)));
  if (block && memory && (differs(block.b[0]! * block.c[0]!, memory.gain) || differs(-block.A[0]!, memory.rate))) {
    throw new RangeError(
      `Cannot certify as the trajectory must be the method's, with a memory of gain ${memory.gain} and rate ${memory.rate}: current value is ${block.b[0]! * block.c[0]!} and ${-block.A[0]!}`,
    );
  }
  const steps = discrete && times.length > 1 ? (times[1]! - times[0]!) / lr : 1;
  if (differs(steps, Math.max(1, Math.round(steps)))) {
    throw new RangeError(
      `Cannot certify as the trajectory's steps must be those of lr ${lr}: current value is ${times[1]! - times[0]!}`,
    );
  }
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
  return sampleTimes(trajectory, { last, width: trajectory.dimension, startsRough: advance === 0 }).length >= 2;
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
