import type { Objective } from "../../src/objectives/index.js";
import { bestSlope, largestEntry, type Slope, type VectorFunction } from "./finite-differences.js";

/** Options of the check of a loaded objective. */
export interface CheckOptions {
  /** Where to check, of the objective's dimension. */
  readonly theta0: ArrayLike<number>;
  /** What the error calls the objective, such as its file name. */
  readonly name: string;
}

/**
 * Largest accepted difference, relative to the largest entry. A right gradient agrees to 1e-6 and better at the best step
 * (to 1e-4 where f is computed in single precision); a wrong factor or sign is off by far more.
 */
const TOLERANCE = 1e-3;

/** How many components of a gradient are compared, evenly spread. */
const MAXIMUM_COMPONENTS = 100;

/** Runs a function of the user; what it throws is reported as its fault. */
function call<T>(what: string, name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const shown = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split("\n")[0];
    throw new TypeError(
      `Cannot load the objective as ${what} in ${name} must not throw at theta0: current value is ${shown}`,
    );
  }
}

function checkNumber(what: string, name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "number") {
    const shown = typeof value === "string" ? JSON.stringify(value) : Array.isArray(value) ? "an array" : String(value);
    throw new TypeError(
      `Cannot load the objective as ${what} in ${name} must be a number at theta0: current value is ${shown}`,
    );
  }
  throw new RangeError(
    `Cannot load the objective as ${what} in ${name} must be finite at theta0: current value is ${value}`,
  );
}

/** Calls `write` on a buffer of NaN, so that an entry that was never written shows. */
function filled(what: string, name: string, length: number, write: (out: Float64Array) => unknown): Float64Array {
  const out = new Float64Array(length).fill(Number.NaN);
  const returned = call(what, name, () => write(out));
  if (typeof returned === "object" && returned !== null && out.every(Number.isNaN)) {
    throw new TypeError(
      `Cannot load the objective as ${what} in ${name} must be written into its last argument: current value is returned`,
    );
  }
  out.forEach((entry, k) => {
    checkNumber(`component ${k + 1} of ${what}`, name, entry);
  });
  return out;
}

/** Refuses a row of a derivative that is too far from its finite differences. */
function checkSlope(what: string, name: string, row: Float64Array, scale: number, slope: Slope | null): void {
  if (slope === null || slope.error <= TOLERANCE * scale) return;
  const k = row.reduce((worst, value, j) => {
    const off = Math.abs(value - slope.difference[j]!);
    return off > Math.abs(row[worst]! - slope.difference[worst]!) ? j : worst;
  }, 0);
  const expected = slope.difference[k]!;
  const off = Math.abs(row[k]! - expected).toExponential(1);
  throw new RangeError(
    `Cannot load the objective as ${what} in ${name} must agree with finite differences at theta0, ${expected.toPrecision(6)} (off by ${off}): current value is ${row[k]}`,
  );
}

/** What a difference is measured against: the largest entry anywhere in the derivative. */
function scaleOf(entries: Float64Array, slopes: readonly (Slope | null)[]): number {
  return slopes.reduce((most, slope) => Math.max(most, slope?.scale ?? 0), largestEntry(entries));
}

function checkGradient(objective: Objective, theta: Float64Array, name: string): Float64Array {
  const n = objective.dimension;
  const gradient = filled("the gradient", name, n, (out) => objective.gradient(theta.slice(), out));
  const write: VectorFunction = (point, out) => {
    out[0] = objective.value(point);
  };
  // a network has too many components to difference them all
  const stride = Math.ceil(n / MAXIMUM_COMPONENTS);
  const components = Array.from({ length: Math.ceil(n / stride) }, (_, j) => j * stride);
  const slopes = components.map((k) =>
    call("value", name, () => bestSlope(write, { theta, k, expected: gradient.slice(k, k + 1) })),
  );
  const scale = scaleOf(gradient, slopes);
  components.forEach((k, j) => {
    checkSlope(`component ${k + 1} of the gradient`, name, gradient.subarray(k, k + 1), scale, slopes[j]!);
  });
  return gradient;
}

function checkHessian(objective: Objective, theta: Float64Array, name: string): void {
  const n = objective.dimension;
  const hessian = filled("the Hessian", name, n * n, (out) => objective.hessian!(theta.slice(), out));
  const slopes = Array.from({ length: n }, (_, k) => {
    const row = hessian.subarray(k * n, (k + 1) * n);
    return {
      row,
      slope: call("gradient", name, () =>
        bestSlope((point, out) => objective.gradient(point, out), { theta, k, expected: row }),
      ),
    };
  });
  const scale = scaleOf(
    hessian,
    slopes.map(({ slope }) => slope),
  );
  slopes.forEach(({ row, slope }, k) => {
    checkSlope(`row ${k + 1} of the Hessian`, name, row, scale, slope);
  });
}

/**
 * Checks an objective that somebody else wrote at one point: value and gradient are finite, the gradient agrees with
 * central differences of the value, and so does the Hessian with those of the gradient if there is one (to dimension 50).
 *
 * @throws {RangeError | TypeError} that says which, where and by how much.
 */
export function checkObjective(objective: Objective, { theta0, name }: CheckOptions): void {
  const theta = Float64Array.from(theta0);
  if (theta.length !== objective.dimension) {
    throw new RangeError(
      `Cannot load the objective as theta0 must have the ${objective.dimension} entries of ${name}: current value is ${theta.join(",")}`,
    );
  }
  const value = checkNumber(
    "value",
    name,
    call("value", name, () => objective.value(theta.slice())),
  );
  const gradient = checkGradient(objective, theta, name);
  if (objective.valueAndGradient !== undefined) {
    let both = Number.NaN;
    const second = filled("valueAndGradient", name, gradient.length, (out) => {
      both = objective.valueAndGradient!(theta.slice(), out);
    });
    const error = Math.max(Math.abs(both - value), ...second.map((entry, k) => Math.abs(entry - gradient[k]!)));
    // the same numbers by another order of operations
    const same = error <= 1e-6 * Math.max(Math.abs(value), largestEntry(gradient));
    if (!same) {
      throw new RangeError(
        `Cannot load the objective as valueAndGradient in ${name} must agree with value and gradient at theta0: current value is off by ${error}`,
      );
    }
  }
  if (objective.hessian !== undefined && objective.dimension <= 50) checkHessian(objective, theta, name);
}
