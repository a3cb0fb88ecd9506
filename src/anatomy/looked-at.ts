import type { Trajectory } from "../trajectory/index.js";

/** Which steps are looked at. */
export interface LookedAtOptions {
  /** First step that is looked at, an integer ≥ 0; default the first of the trajectory. */
  readonly from?: number | undefined;
  /** Last step that is looked at; default the last of the trajectory. */
  readonly to?: number | undefined;
  /** Curvatures are computed at every how many steps, an integer ≥ 1; default 1. */
  readonly every?: number | undefined;
  /** The largest eigenvalue at every how many of these; default 1 up to 10 parameters, else such that there are about 400. */
  readonly eigenvalueEvery?: number | undefined;
}

/** What of a trajectory is looked at. */
export interface LookedAt {
  /** Number of updates at row 0. */
  readonly offset: number;
  /** Rows, increasing; the last one that was asked for is among them. */
  readonly rows: readonly number[];
  readonly eigenvalueEvery: number;
}

/** Up to so many parameters the largest eigenvalue is computed at every step. */
const CHEAP = 10;
/** Number of eigenvalues above that. */
const EIGENVALUES = 400;

/** The rows of checked options. */
export function lookedAt(trajectory: Trajectory, lr: number, options: LookedAtOptions): LookedAt {
  const offset = Math.round(trajectory.times[0]! / lr);
  const end = offset + trajectory.times.length - 1;
  const { from = offset, to = end, every = 1 } = options;
  checkStep("from", from, offset, end);
  checkStep("to", to, from, end);
  checkCount("every", every);
  const rows: number[] = [];
  for (let row = from - offset; row < to - offset; row += every) rows.push(row);
  rows.push(to - offset);
  const share = trajectory.dimension <= CHEAP ? 1 : Math.ceil(rows.length / EIGENVALUES);
  const { eigenvalueEvery = share } = options;
  checkCount("eigenvalueEvery", eigenvalueEvery);
  return { offset, rows, eigenvalueEvery };
}

function checkStep(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`Cannot dissect as ${name} must be a step from ${least} to ${most}: current value is ${value}`);
}

function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`Cannot dissect as ${name} must be an integer ≥ 1: current value is ${value}`);
}
