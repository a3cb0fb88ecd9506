import type { Model } from "../models/model.js";
import type { SolverReport, Trajectory, TrajectoryStatus } from "../trajectory/trajectory.js";
import {
  createReferenceProblem,
  type ReferenceOptions,
  type ReferenceProblem,
  type ReferenceState,
} from "./reference-options.js";
import { type BrokenSweep, createSweep, type Sweep, type SweepOutcome } from "./reference-sweep.js";
import { createReferenceTrajectory, type RelaxationResult } from "./reference-trajectory.js";

const FIRST_STATE: Omit<ReferenceState, "y"> = { iteration: 0, mixing: 0.5, previousError: null };
const LAST_MIXING = 0.9999;

/**
 * The slow reference: H1's Algorithm 4, relaxation of the whole trajectory, for any model with any kernel.
 *
 * Each sweep takes the memories `∫ weight(t⁺ − s)·integrand(drive(y(s))) ds` over [start, t⁺], t⁺ = t + advance, of the
 * current trajectory by Gauss–Legendre quadrature of its cubic spline, and solves `y' = field` with them by explicit
 * Euler on the grid `t_i = start + i·step`. Then `y ← s·y + (1 − s)·guess`, s from 0.5, raised by `mixingStep` toward
 * 0.9999 whenever the error ‖guess − y‖₂ over the grid has grown, until the error is at most `tolerance`. It starts
 * from the constant trajectory, or from that of the equation without a past. O(grid points × quadratureNodes) a sweep;
 * first order in the step (½ for an unshifted model that starts like √t). Where the times lie between grid points they
 * are read from the spline; `m` and `v` are the memories at t, not ahead of it, and `acceleration` is what the field
 * gives with the memories of the result. Explicit Euler oscillates where the equation is stiff at the scale of the
 * step, as RMSProp with a small β is at a minimum: the tolerance bounds the change of a sweep, not the error of the
 * grid.
 *
 * Status: "not-converged" after `maximumIterations` sweeps (`residual` is the error that was left), "interrupted" by
 * `isCancelled`, both with the guess of the last whole sweep; "diverged" when the first sweep, or the equation without
 * a past, met a number that is not finite, "not-converged" when a later sweep did, as the iteration itself has then
 * exploded: its guess is kept up to the row before (read linearly, and as far as θ, m and v are finite), `event` says
 * what it was and at which grid time, and `size` is the largest |θ| in that last finite row. With `resume` and
 * `onCheckpoint` a long run can be continued.
 *
 * H2's published series come of start lr, step lr/5, tolerance 1e-5 and mixingStep 0.4999/999, with lookAhead "hold-all",
 * firstStep "plain" and firstGuess "memoryless", to rounding.
 *
 * @throws {RangeError} if an option is not as `ReferenceOptions` says.
 * @see arXiv 2411.09734, Algorithm 4; C. Gelmi, H. Jorquera, IDSOLVER, Comput. Phys. Commun. 185 (2014) 392.
 * @see arXiv 2602.09101, figures 3–5, and the series published with it.
 * @example
 * const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.1 });
 * solveReference(model, { initial: [1], until: 10 }).status; // "completed"
 */
export function solveReference(model: Model, options: ReferenceOptions): Trajectory {
  const sweeps = solveReferenceBySweeps(model, options);
  for (;;) {
    const next = sweeps.next();
    if (next.done) return next.value;
    options.onCheckpoint?.(next.value);
  }
}

/**
 * `solveReference` in pieces: yields the state after each sweep that is not the last, and returns the trajectory.
 *
 * For callers that have something else to do between two sweeps, such as looking for a keystroke. `onCheckpoint` is not
 * called, as every state is handed out. `isCancelled` is asked at the beginning of each sweep and within it.
 *
 * @throws {RangeError} from the first `next()`, on the same input as `solveReference`.
 * @example
 * const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.1 });
 * solveReferenceBySweeps(model, { initial: [1], until: 10 }).next().value; // { iteration: 1, mixing: 0.5, … }
 */
export function* solveReferenceBySweeps(
  model: Model,
  options: ReferenceOptions,
): Generator<ReferenceState, Trajectory, void> {
  const problem = createReferenceProblem(model, options);
  return createReferenceTrajectory(model, problem, yield* relax(model, problem, options));
}

function constantTrajectory({ initial, grid }: ReferenceProblem): Float64Array {
  const y = new Float64Array(grid.length * initial.length);
  for (let i = 0; i < grid.length; i++) y.set(initial, i * initial.length);
  return y;
}

interface Beginning {
  readonly sweep: Sweep;
  readonly resume: ReferenceState | undefined;
}

/** What the first sweep takes the memories of; a broken outcome is that of an equation which cannot be without memory. */
function begin(problem: ReferenceProblem, { sweep, resume }: Beginning): { y: Float64Array; outcome: SweepOutcome } {
  if (resume) return { y: Float64Array.from(resume.y), outcome: { kind: "whole" } };
  const y = constantTrajectory(problem);
  if (problem.firstGuess === "constant") return { y, outcome: { kind: "whole" } };
  const guess = y.slice();
  const outcome = sweep(null, guess);
  return { y: outcome.kind === "cancelled" ? y : guess, outcome };
}

/** The ℓ2 norm of the difference over the whole grid. */
function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) ** 2;
  return Math.sqrt(sum);
}

/** The fraction done, which never falls: of the error's way down to the tolerance, in digits, or of the sweeps allowed. */
function createProgress({
  tolerance,
  maximumIterations,
}: ReferenceProblem): (iteration: number, error: number) => number {
  let first: number | null = null;
  let done = 0;
  return (iteration, error) => {
    first ??= error;
    const reduced = error <= tolerance ? 1 : Math.log(first / error) / Math.log(first / tolerance);
    for (const share of [reduced, iteration / maximumIterations]) if (share > done) done = Math.min(1, share);
    return done;
  };
}

function createReport({ grid }: ReferenceProblem, sweeps: number, residual: number | null): SolverReport {
  return { name: "reference", order: 1, nodes: grid.length - 1, sweeps, residual, errorEstimate: null };
}

/** A sweep that broke off is the result, up to its last finite row: it says where and how large. */
function diverge(
  {
    outcome,
    guess,
    report,
    isFirst,
  }: { outcome: BrokenSweep; guess: Float64Array; report: SolverReport; isFirst: boolean },
  model: Model,
  { grid }: ReferenceProblem,
): RelaxationResult {
  const { lastRow, kind } = outcome;
  const [from, to] = model.components.theta!;
  let size = 0;
  for (let c = from; c < to; c++) size = Math.max(size, Math.abs(guess[lastRow * model.stateSize + c]!));
  const time = grid[kind === "non-finite parameters" ? lastRow + 1 : lastRow]!;
  // after whole sweeps it is the iteration that has exploded, which says nothing of the equation
  return { y: guess, lastRow, status: isFirst ? "diverged" : "not-converged", event: { kind, time, size }, report };
}

/** Relaxes until the trajectory reproduces itself. */
function* relax(
  model: Model,
  problem: ReferenceProblem,
  { onProgress, isCancelled, resume }: ReferenceOptions,
): Generator<ReferenceState, RelaxationResult, void> {
  const { grid, tolerance, maximumIterations, mixingStep } = problem;
  const sweep = createSweep(model, { ...problem, isCancelled });
  const progress = createProgress(problem);
  const { y: current, outcome: beginning } = begin(problem, { sweep, resume });
  // two buffers in turn: a sweep that is cancelled half way must not spoil the guess of the one before
  let guess = current.slice();
  let spare = current.slice();
  let { iteration, mixing, previousError: error } = resume ?? FIRST_STATE;

  const end = (status: TrajectoryStatus): RelaxationResult => {
    return { y: guess, lastRow: grid.length - 1, status, report: createReport(problem, iteration, error) };
  };
  if (beginning.kind === "cancelled") return end("interrupted");
  if (beginning.kind !== "whole") {
    const report = createReport(problem, 0, null);
    return diverge({ outcome: beginning, guess, report, isFirst: true }, model, problem);
  }
  for (;;) {
    const outcome = sweep(current, spare);
    if (outcome.kind === "cancelled") return end("interrupted");
    iteration++;
    [guess, spare] = [spare, guess];
    if (outcome.kind !== "whole") {
      const report = createReport(problem, iteration, null);
      return diverge({ outcome, guess, report, isFirst: error === null }, model, problem);
    }
    const previousError = error;
    error = distance(guess, current);
    onProgress?.(progress(iteration, error));
    if (error <= tolerance) return end("completed");
    if (iteration >= maximumIterations) return end("not-converged");
    if (previousError !== null && error > previousError) mixing = Math.min(mixing + mixingStep, LAST_MIXING);
    for (let j = 0; j < current.length; j++) current[j] = mixing * current[j]! + (1 - mixing) * guess[j]!;
    yield { iteration, mixing, previousError: error, y: current.slice() };
  }
}
