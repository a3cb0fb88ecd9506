import type { Model } from "../models/index.js";
import type { Trajectory, TrajectoryEvent, TrajectoryStatus } from "../trajectory/index.js";
import { createDenseSampler } from "../trajectory/index.js";
import { type Collocation, createCollocation } from "./collocation.js";
import { type March, type MarchOptions, march } from "./march.js";
import { predictorModel } from "./predict.js";
import { readTrajectory } from "./read-trajectory.js";
import { checkSolveOptions, type SolveOptions } from "./solve-options.js";

/** One march of a solution: its local tolerance as a share of the wanted one, and its look-ahead in units of advance. */
interface Pass {
  readonly share: number;
  readonly lookAhead: number;
}

const FIRST: Pass = { share: 0.3, lookAhead: 3 };
const FINER: readonly Pass[] = [
  { share: 0.01, lookAhead: 5 },
  { share: 3e-4, lookAhead: 7 },
  { share: 1e-5, lookAhead: 9 },
];
/** Where a finer march is lost in rounding: as good as the first, with another mesh and another horizon. */
const BESIDE: Pass = { share: 0.06, lookAhead: 4 };
/** Where that is lost too: coarser than the first, which then has the smaller error of the two. */
const LOOSE: Pass = { share: 3, lookAhead: 4 };
/** Tolerance of the prediction from which the first march starts. */
const ROUGH = 1e-4;
const MOST_PREDICTED = 300;
/** Elements of a finer march have at most this share of the length of those before, so that the two are not the same. */
const SHARE = 0.6;
/** 1/(2^p − 1) at p = ½. */
const UNIFORM_MARGIN = 2.5;
/** Local tolerances below this are rounding. */
const FINEST = 3e-14;

/** A march with what is known of its error, relative to 1 + |y|, and where it is largest. */
interface Judged {
  readonly march: March;
  readonly error: number;
  readonly at: number;
}

/** The best march, and the sweeps of all. */
interface Result extends Judged {
  readonly sweeps: number;
}

/** Options with the tolerance resolved. */
type Wanted = SolveOptions & { readonly tolerance: number };

/**
 * Solves a model with memory in O(N): collocation at Radau nodes with memories carried exactly by their realizations.
 *
 * Finds the smooth solution of `y'(t) = field(t, y(t), drive(y(t)), memory(t + advance))`, y(0) = initial. The order in
 * the element length is stages + 1 everywhere, L-stable in y. Meshes adapt to a tolerance, or are uniform with `step`.
 * The whole solution is computed again with a finer mesh and a farther horizon until two of them agree within the
 * tolerance; `solver.errorEstimate` is their distance. Where that is not reached the status says so. With `isChecked` false
 * the first is taken as it is.
 *
 * @returns the trajectory at `times`, with dense output. Status `not-converged` with the event `tolerance not reached`
 *   or `equations not solved`; `diverged` where the equations stop being finite, with everything up to there.
 * @throws {RangeError} if an option is out of its range.
 * @throws {TypeError} if a kernel has no realization.
 * @see ARCHITECTURE.md, "The fast solver"; arXiv 2411.09734, Propositions 1–3, for the equations.
 * @example
 * const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.01 });
 * const { theta } = solve(model, { initial: [1], until: 10, times: [5, 10] });
 * theta[1]; // 3.99906962312748
 */
export function solve(model: Model, options: SolveOptions): Trajectory {
  checkSolveOptions(model, options);
  const { stages = 8, step, tolerance = 1e-10 } = options;
  const method = createCollocation(stages);
  const wanted: Wanted = { ...options, tolerance };
  const {
    march: result,
    error,
    at,
    sweeps,
  } = step === undefined ? solveAdaptively(model, wanted, method) : solveUniformly(model, { ...wanted, step }, method);
  const isChecked = options.isChecked !== false || step !== undefined;
  const missed = step === undefined && isChecked && result.status === "completed" && !(error <= tolerance);
  const status: TrajectoryStatus = missed ? "not-converged" : result.status;
  const event: TrajectoryEvent | null = missed
    ? { kind: "tolerance not reached", time: at, size: error }
    : result.event;
  return readTrajectory(model, options, {
    dense: result.dense,
    status,
    event,
    name: "fast",
    order: method.order,
    sweeps,
    residual: result.residual,
    errorEstimate: isChecked ? error : null,
  });
}

function solveAdaptively(model: Model, options: Wanted, method: Collocation): Result {
  const { tolerance } = options;
  let sweeps = 0;
  const run = (
    { share, lookAhead }: Pass,
    earlier: MarchOptions["earlier"],
    progress: readonly [from: number, to: number],
  ) => {
    const result = march(model, {
      initial: options.initial,
      until: options.until,
      tolerance: Math.max(tolerance * share, FINEST),
      step: null,
      method,
      lookAhead,
      earlier,
      onProgress: scaled(options.onProgress, progress),
      isCancelled: options.isCancelled,
    });
    sweeps += result.sweeps;
    return result;
  };
  const predicted = predict(model, options, method);
  const prediction = predicted && { dense: predicted.dense, share: 1, isSolution: false, tail: null };
  const first = run(FIRST, prediction, [0, 0.4]);
  if (options.isChecked === false) return { march: first, error: Number.NaN, at: 0, sweeps };
  let last = first;
  let best: Judged = { march: last, error: Number.NaN, at: 0 };
  for (const pass of FINER) {
    if (last.status === "interrupted") break;
    const earlier = { dense: last.dense, share: SHARE, isSolution: last.status === "completed", tail: last.tail };
    let next = run(pass, earlier, [0.4, 1]);
    if (next.status === "not-converged" && last.status === "completed") next = run(BESIDE, earlier, [0.4, 1]);
    if (next.status === "not-converged" && last.status === "completed" && Number.isNaN(best.error)) {
      const loose = run(LOOSE, prediction, [0.4, 1]);
      const status = loose.status === "interrupted" ? loose.status : last.status;
      return { march: { ...last, status }, ...distance(loose, last, options.until), sweeps };
    }
    const judged = { march: next, ...distance(last, next, options.until) };
    // a pair that agrees better is not given up for one that agrees less
    const isBetter = Number.isNaN(best.error) ? next.status !== "not-converged" : judged.error < best.error;
    if (next.status === "interrupted") {
      // what is there is kept, and is as good as it was
      best = best.march.status === "completed" ? { ...best, march: { ...best.march, status: "interrupted" } } : judged;
    } else if (isBetter) best = judged;
    if (best.error <= tolerance || next.status === "interrupted" || next.status === "not-converged") break;
    last = next;
  }
  // of what did not get to the end, the one that got farthest
  if (best.march.status !== "completed" && reached(first) > reached(best.march)) best = { ...best, march: first };
  return { ...best, sweeps };
}

const reached = ({ dense }: March): number => dense.breaks[dense.breaks.length - 1]!;

/** A rough, causal solution for a model that looks ahead; null where there is no need or none is found. */
function predict(model: Model, { initial, until, isCancelled }: SolveOptions, method: Collocation): March | null {
  if (model.advance === 0 || model.memory.some(({ kernel }) => !kernel.realization)) return null;
  let windows = 0;
  const rough = march(predictorModel(model), {
    initial,
    until,
    tolerance: ROUGH,
    step: null,
    method,
    lookAhead: 0,
    earlier: null,
    // a prediction is worth only so much: where it gets lost in detail, what there is of it will do
    isCancelled: () => ++windows > MOST_PREDICTED || (isCancelled?.() ?? false),
  });
  return rough.dense.breaks.length > 1 ? rough : null;
}

function solveUniformly(model: Model, options: Wanted & { readonly step: number }, method: Collocation): Result {
  const run = (step: number, lookAhead: number, progress: readonly [from: number, to: number]) =>
    march(model, {
      initial: options.initial,
      until: options.until,
      tolerance: options.tolerance,
      step,
      method,
      lookAhead,
      earlier: null,
      onProgress: scaled(options.onProgress, progress),
      isCancelled: options.isCancelled,
    });
  const coarse = run(2 * options.step, 3, [0, 0.3]);
  const fine = run(options.step, 5, [0.3, 1]);
  const { error, at } = distance(coarse, fine, options.until);
  // the error is at most error/(2^p − 1) at order p; unshifted starts like √t have p = ½
  return { march: fine, error: UNIFORM_MARGIN * error, at, sweeps: coarse.sweeps + fine.sweeps };
}

function scaled(report: ((fraction: number) => void) | undefined, [from, to]: readonly [number, number]) {
  return report && ((fraction: number) => report(from + (to - from) * fraction));
}

/**
 * sup |Δy|/(1 + |y|) between two marches at the nodes of the second, and where it is; NaN if they did not end alike, so
 * that there is nothing to compare with on a part of the interval.
 */
function distance(first: March, second: March, until: number): { error: number; at: number } {
  const { breaks, nodes, stateSize, values } = second.dense;
  const isComparable = first.status === second.status || second.status === "interrupted";
  if (!isComparable || first.dense.breaks.length < 2 || breaks.length < 2) return { error: Number.NaN, at: 0 };
  const sampler = createDenseSampler(first.dense);
  const end = Math.min(until, sampler.end);
  const other = new Float64Array(stateSize);
  let [error, at] = [0, 0];
  for (let e = 0; e + 1 < breaks.length; e++) {
    for (let k = 1; k < nodes.length; k++) {
      const time = breaks[e]! + nodes[k]! * (breaks[e + 1]! - breaks[e]!);
      if (time > end) break;
      sampler.state(time, other);
      for (let a = 0; a < stateSize; a++) {
        const value = values[(e * nodes.length + k) * stateSize + a]!;
        const difference = Math.abs(value - other[a]!) / (1 + Math.abs(value));
        if (!(difference <= error)) [error, at] = [difference, time];
      }
    }
  }
  return { error, at };
}
