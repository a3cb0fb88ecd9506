import { zeros } from "../numeric/index.js";
import { checkLength, checkSigmaNodes } from "./action-options.js";
import type { ActionPath } from "./action-path.js";
import { conditionNumber } from "./condition-number.js";
import { continueToForce, scaledJacobian } from "./continuation.js";
import type { Force } from "./force.js";
import { createPathGrid, MOST_LEVELS, type PathGrid } from "./path-grid.js";
import { checkPoint, checkRestPoint } from "./rest-point.js";
import { createStationarySystem } from "./stationary-system.js";

/** Options of {@link solveStationaryPath}. */
export interface StationaryPathOptions {
  /** θ(0), as many finite numbers as the objective has parameters. */
  readonly start: ArrayLike<number>;
  /** θ(T), likewise. */
  readonly end: ArrayLike<number>;
  /** T, unit time; > 0 and at most 15 lr. */
  readonly until: number;
  /** θ̄, a stationary point of the force's objective. */
  readonly restPoint: ArrayLike<number>;
  /** Bound of the relative residual, > 0 and at most 0.1. Default 1e-10. */
  readonly tolerance?: number;
  /** Newton steps at most. Default 400. */
  readonly maxIterations?: number;
  /** Nodes in each element, an integer from 2 to 16. Default 8. */
  readonly nodes?: number;
  /** Elements for each α, an integer ≥ 1. Default 1. */
  readonly perRate?: number;
  /** Gauss–Legendre nodes of the homotopy, an integer ≥ 1. Default 10. */
  readonly sigmaNodes?: number;
}

/** The stationary path of an ideal action, and how far it can be trusted. */
export interface StationaryPath {
  readonly path: ActionPath;
  readonly status: "completed" | "not-converged";
  /** Largest residual of the equations relative to their largest term, both weighted by e^(t/α), the root of the friction weight. */
  readonly residual: number;
  /** Newton steps taken, those of the continuation included. */
  readonly iterations: number;
  /** 1-norm condition number of the Jacobian, scaled by e^((t − t′)/α) as reciprocity is, at the last path. */
  readonly condition: number;
}

/**
 * The stationary path of the ideal action between fixed ends, by Newton's method.
 *
 * Solves `(α/2)θ″ + θ′ = F_sym[θ]` on (0, T), θ(0) and θ(T) given, by collocation at Gauss nodes, from the straight line. The
 * equations look into the future as far as T: the path is that of a boundary value problem, not of an initial one. Their
 * condition grows like e^((1/α − λ)T), the faster the stronger the force: 10 to 10³ at 5α, 10⁵ to 10¹² at 15α and more at 40α,
 * where nothing would be left in double precision. Newton's steps are damped until they shorten; where that fails the force is switched on by and by. A nonlinear
 * problem may have several stationary paths, of which one is found, or none: status `not-converged`.
 *
 * @throws {RangeError} if T > 15α, restPoint is not stationary, or another option is out of its range.
 * @throws {TypeError} if a point has another length than the objective has parameters.
 * @see arXiv 2602.09101; docs/theory/nonlocal-lagrangian.md.
 * @example
 * const force = memoryForce(quadraticObjective(), { lr: 0.1, gain: 5 });
 * const { status, path } = solveStationaryPath(force, { start: [1], end: [3], until: 0.5, restPoint: [4] });
 * status; // "completed"
 */
export function solveStationaryPath(force: Force, options: StationaryPathOptions): StationaryPath {
  const { until, tolerance = 1e-10, maxIterations = 400, sigmaNodes = 10, nodes = 8, perRate = 1 } = options;
  const { objective, lr } = force;
  const start = checkPoint("start", options.start, objective.dimension);
  const end = checkPoint("end", options.end, objective.dimension);
  const restPoint = checkRestPoint(objective, options.restPoint);
  checkSigmaNodes(sigmaNodes);
  checkSteps(tolerance, maxIterations);
  checkLength({ until, lr });
  // a path leaves its start in a layer that costs the less the longer the path is: measured, its width is e^(−0.4 T/α) α
  const levels = force.isSmoothAtStart ? Math.min(Math.ceil((0.6 * until) / lr), MOST_LEVELS) : MOST_LEVELS;
  const grid = createPathGrid({ lr, until, nodes, perRate, levels });
  const system = createStationarySystem(grid, { force, start, end, restPoint, sigmaNodes });
  const scale = frictionRoots(grid, objective.dimension);
  const line = lineOf(grid, start, end);
  const found = continueToForce(system, { scale, line, tolerance, maxIterations, whole: until / lr });
  return {
    path: found.path,
    status: found.isConverged ? "completed" : "not-converged",
    residual: found.residual,
    iterations: found.iterations,
    condition: conditionNumber(scaledJacobian(system, found, { scale, share: 1 })),
  };
}

function checkSteps(tolerance: number, maxIterations: number): void {
  if (!(tolerance > 0 && tolerance <= 0.1)) {
    throw new RangeError(`Cannot find a path as tolerance must be > 0 and at most 0.1: current value is ${tolerance}`);
  }
  if (!(Number.isInteger(maxIterations) && maxIterations >= 1)) {
    throw new RangeError(
      `Cannot find a path as maxIterations must be an integer >= 1: current value is ${maxIterations}`,
    );
  }
}

/** The unknowns of the straight line: θ″ = 0. */
function lineOf({ times, until }: PathGrid, start: Float64Array, end: Float64Array): Float64Array {
  const d = start.length;
  return zeros(times.length * d).map((_, k) => (end[k % d]! - start[k % d]!) / until);
}

/** e^((t − T/2)/α) at each unknown: the root of the friction weight, of which only quotients matter. */
function frictionRoots({ times, until, lr }: PathGrid, d: number): Float64Array {
  return zeros(times.length * d).map((_, k) => Math.exp((times[Math.floor(k / d)]! - 0.5 * until) / lr));
}
