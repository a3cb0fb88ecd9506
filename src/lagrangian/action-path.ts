import { differentiationMatrix, lagrangeBasis, zeros } from "../numeric/index.js";
import { createDenseSampler, type Trajectory } from "../trajectory/index.js";
import { denseOf } from "./dense-of.js";
import { createPathGrid, type PathGrid, type PathGridOptions } from "./path-grid.js";

/** A path on [0, T] with its derivatives, at the nodes of a grid: flat, row-major nodes × dimension. */
export interface ActionPath {
  readonly grid: PathGrid;
  readonly dimension: number;
  readonly theta: Float64Array;
  /** θ′, unit 1/time. */
  readonly velocity: Float64Array;
  /** θ″, unit 1/time². */
  readonly acceleration: Float64Array;
  /** θ(0). */
  readonly start: Float64Array;
  /** θ(T). */
  readonly end: Float64Array;
}

/** Options of {@link createActionPath}. */
export interface ActionPathOptions extends PathGridOptions {
  /** Number of parameters. */
  readonly dimension: number;
}

/**
 * A path from a function of time, with derivatives of its interpolant.
 *
 * In each element θ is interpolated at two Chebyshev–Lobatto points more than the grid has nodes there, and differentiated:
 * θ″ loses about four digits of θ for α = 1, and the more the smaller α is.
 *
 * @param position Writes θ(t) into its second argument, 0 ≤ t ≤ T.
 * @throws {RangeError} if an option is out of its range.
 * @example
 * const path = createActionPath((t, out) => { out[0] = t * t; }, { dimension: 1, lr: 1, until: 3 });
 * path.acceleration[0]; // 2
 */
export function createActionPath(
  position: (time: number, out: Float64Array) => void,
  { dimension, ...options }: ActionPathOptions,
): ActionPath {
  if (!(Number.isInteger(dimension) && dimension >= 1)) {
    throw new RangeError(`Cannot make a path as dimension must be an integer >= 1: current value is ${dimension}`);
  }
  const grid = createPathGrid(options);
  const table = createTable(grid.nodes);
  const [start, end] = [zeros(dimension), zeros(dimension)];
  position(0, start);
  position(grid.until, end);
  const [theta, velocity, acceleration] = [0, 1, 2].map(() => zeros(grid.times.length * dimension)) as Three;
  const samples = zeros(table.points.length * dimension);
  for (let e = 0; e + 1 < grid.breaks.length; e++) {
    const [from, length] = [grid.breaks[e]!, grid.breaks[e + 1]! - grid.breaks[e]!];
    table.points.forEach((x, k) => {
      position(from + x * length, samples.subarray(k * dimension, (k + 1) * dimension));
    });
    const offset = e * grid.nodes.length * dimension;
    apply(table.read, samples, { points: table.points.length, out: theta, offset, scale: 1, isValue: true });
    apply(table.slope, samples, { points: table.points.length, out: velocity, offset, scale: 1 / length });
    apply(table.curve, samples, { points: table.points.length, out: acceleration, offset, scale: 1 / length ** 2 });
  }
  return { grid, dimension, theta, velocity, acceleration, start, end };
}

type Three = [Float64Array, Float64Array, Float64Array];

/**
 * The path of a trajectory on [0, T], from its dense output.
 *
 * Of a trajectory with a velocity in its state θ″ is the derivative of that, and a digit or two better.
 *
 * @throws {TypeError} if the trajectory has no dense output.
 * @throws {RangeError} if it does not cover [0, T], or an option is out of its range.
 * @example
 * const trajectory = solve(inertialModel(quadraticObjective(), { lr: 0.1 }), { initial: [1, 0], until: 1 });
 * trajectoryPath(trajectory, { lr: 0.1, until: 1 }).start; // [1]
 */
export function trajectoryPath(trajectory: Trajectory, options: PathGridOptions): ActionPath {
  const { dimension } = trajectory;
  const dense = denseOf(trajectory, "read a path");
  const sampler = createDenseSampler(dense);
  if (!(sampler.start === 0 && options.until <= sampler.end)) {
    throw new RangeError(
      `Cannot read a path as until must be covered by the trajectory, from ${sampler.start} to ${sampler.end}: current value is ${options.until}`,
    );
  }
  const state = zeros(dense.stateSize);
  const reader = (offset: number) => (time: number, out: Float64Array) => {
    sampler.state(time, state);
    for (let i = 0; i < dimension; i++) out[i] = state[offset + i]!;
  };
  const path = createActionPath(reader(0), { ...options, dimension });
  if (trajectory.velocity === undefined || dense.stateSize !== 2 * dimension) return path;
  const motion = createActionPath(reader(dimension), { ...options, dimension });
  return { ...path, velocity: motion.theta, acceleration: motion.velocity };
}

/** Values and derivatives at the Gauss nodes from values at Chebyshev–Lobatto points, row-major nodes × points. */
interface Table {
  readonly points: Float64Array;
  readonly read: Float64Array;
  readonly slope: Float64Array;
  readonly curve: Float64Array;
}

function createTable(nodes: Float64Array): Table {
  const n = nodes.length + 2;
  const points = Float64Array.from({ length: n }, (_, k) => 0.5 * (1 - Math.cos((Math.PI * k) / (n - 1))));
  const basis = lagrangeBasis(points);
  const differences = differentiationMatrix(points);
  const read = zeros(nodes.length * n);
  nodes.forEach((x, k) => {
    basis.evaluate(x, read.subarray(k * n, (k + 1) * n));
  });
  const slope = multiply(read, differences);
  return { points, read, slope, curve: multiply(slope, differences) };
}

function multiply(A: Float64Array, square: Float64Array): Float64Array {
  const n = Math.round(Math.sqrt(square.length));
  return zeros(A.length).map((_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let k = 0; k < n; k++) sum += A[row * n + k]! * square[k * n + column]!;
    return sum;
  });
}

interface Target {
  /** Samples of an element. */
  readonly points: number;
  readonly out: Float64Array;
  readonly offset: number;
  readonly scale: number;
  /** Whether values are read, not derivatives. */
  readonly isValue?: boolean;
}

/** Applies a table to the samples of one element, about the first of them, so that what is constant stays exactly so. */
function apply(table: Float64Array, samples: Float64Array, target: Target): void {
  const { points, out, offset, scale, isValue = false } = target;
  const d = samples.length / points;
  for (let r = 0; r < table.length / points; r++) {
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let k = 1; k < points; k++) sum += table[r * points + k]! * (samples[k * d + i]! - samples[i]!);
      out[offset + r * d + i] = scale * sum + (isValue ? samples[i]! : 0);
    }
  }
}
