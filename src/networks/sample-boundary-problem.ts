import { checkField } from "./check-field.js";
import { checkTask } from "./check-task.js";
import { sampleBoundary } from "./sample-boundary.js";
import { sampleInterior } from "./sample-interior.js";
import { streams } from "./streams.js";
import type { ResidualTask } from "./task.js";

/** A function of a point, as a formula of the problem means it. */
export type PointFunction = (point: Float64Array) => number;

/** The formulas of a boundary problem as functions, and the seed of its points. */
export interface BoundaryProblemSampling {
  readonly seed: number;
  readonly source: PointFunction;
  readonly boundaryValue: PointFunction;
  /** null where the solution is not known. */
  readonly solution: PointFunction | null;
}

/** Points with what a function is there. */
export interface PointValues {
  readonly count: number;
  /** `count × dimension`, a row for each point. */
  readonly points: Float32Array;
  /** One number for each point. */
  readonly values: Float32Array;
}

/** Where a residual is evaluated: the source inside, the values on the boundary, the solution at the points of the test. */
export interface ResidualSamples {
  readonly dimension: number;
  readonly interior: PointValues;
  readonly boundary: PointValues;
  /** null if the solution is not known or no points are asked for. */
  readonly test: PointValues | null;
}

/**
 * The points of a residual task with the values that its formulas have there.
 *
 * Points inside, on the boundary and of the test come from three random streams. They are rounded to float32 first and the
 * functions evaluated at what they are then.
 *
 * @throws {RangeError} if the task is wrong, or a formula has no value at a point that is finite in float32.
 * @example
 * const { problem } = boundaryProblem("poisson-disk");
 * const network = { kind: "dense", widths: [2, 10, 1], activation: "gelu", initialization: "xavier" };
 * const task = { kind: "deep-galerkin", network, problem, interior: 20, boundary: 10, test: 0 };
 * sampleBoundaryProblem(task, { seed: 1, source: () => 1, boundaryValue: () => 0, solution: null }).interior.count; // 20
 */
export function sampleBoundaryProblem(task: ResidualTask, sampling: BoundaryProblemSampling): ResidualSamples {
  checkTask(task);
  const { seed, source, boundaryValue, solution } = sampling;
  const { problem, interior, boundary, test } = task;
  const { domain } = problem;
  const dimension = task.network.widths[0]!;
  const evaluate = (name: string, points: Float64Array, value: PointFunction) =>
    evaluateAt(value, { name, points: Float32Array.from(points), dimension });
  const testPoints = () => sampleInterior(domain, { count: test, seed, stream: streams.testPoints });
  return {
    dimension,
    interior: evaluate("source", sampleInterior(domain, { count: interior, seed }), source),
    boundary: evaluate("boundaryValue", sampleBoundary(domain, { count: boundary, seed }), boundaryValue),
    test: solution === null || test === 0 ? null : evaluate("solution", testPoints(), solution),
  };
}

interface Evaluation {
  readonly name: string;
  readonly points: Float32Array;
  readonly dimension: number;
}

function evaluateAt(value: PointFunction, { name, points, dimension }: Evaluation): PointValues {
  const count = points.length / dimension;
  const values = new Float32Array(count);
  const point = new Float64Array(dimension);
  for (let i = 0; i < count; i++) {
    point.set(points.subarray(i * dimension, (i + 1) * dimension));
    const found = value(point);
    const rounded = Math.fround(found);
    const range = Number.isFinite(found) ? "finite in float32" : "finite";
    const must = `a formula that is ${range} at (${point.join(", ")})`;
    checkField(Number.isFinite(rounded), { action: "set up the task", field: `problem.${name}`, must, value: found });
    values[i] = rounded;
  }
  return { count, points, values };
}
