import { differentiationMatrix } from "../../numeric/index.js";
import { dormandPrince } from "./dormand-prince.js";
import type { FlowSystem } from "./flow-system.js";

const { stages, allStages, c, A, third, fifthDifference } = dormandPrince;
const INTERPOLATION = 8;
/** Points by whose values the polynomial of a step, of degree 7, is held: the extrema of a Chebyshev polynomial. */
export const explicitNodes = Float64Array.from(
  { length: INTERPOLATION },
  (_, k) => (1 - Math.cos((Math.PI * k) / (INTERPOLATION - 1))) / 2,
);
/** Weights of all stages in the polynomial's value at each node, row-major nodes × allStages. */
export const explicitNodeWeights = interpolationWeights();
/** The node at which a polynomial's defect is looked at, its derivative there, and the error that belongs to it. */
const LOOKED_AT = 3;
const slopeRow = differentiationMatrix(explicitNodes).subarray(
  LOOKED_AT * INTERPOLATION,
  (LOOKED_AT + 1) * INTERPOLATION,
);
/** An error like x⁴(1 − x)⁴, which vanishes with its derivative at both ends, in units of its derivative at the node. */
const ERROR_PER_DEFECT = 0.33;

/** One step of the method of order 8 that can be tried, judged and kept. */
export interface ExplicitStep {
  /** y′ at the left end, to be set before a step. */
  readonly first: Float64Array;
  /** Computes `next`, y and y′ at t + h; false if something is not finite. */
  attempt(at: { readonly t: number; readonly h: number; readonly y: Float64Array }): boolean;
  readonly next: Float64Array;
  readonly nextSlope: Float64Array;
  /** The error of the step in units of `unit`. */
  error(h: number, unit: Float64Array): number;
  /** A bound from below of h times the largest rate of the equation, seen at two states at t + h; 0 if it is not seen. */
  stiffness(h: number, unit: Float64Array): number;
  /** Writes the step's polynomial, nodes × n; false if something is not finite. */
  interpolate(at: { readonly t: number; readonly h: number; readonly y: Float64Array }, out: Float64Array): boolean;
  /** The error of that polynomial between the ends, in units of `unit`, by its defect; NaN if that is not finite. */
  polynomialError(
    step: { readonly t: number; readonly h: number; readonly unit: Float64Array },
    values: Float64Array,
  ): number;
}

/** Creates the buffers of a step. */
export function createExplicitStep(system: FlowSystem): ExplicitStep {
  const n = system.size;
  const k = Array.from({ length: allStages }, () => new Float64Array(n));
  const [state, next, last] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];

  /** Writes `y + h Σ row[j] k[j]`. */
  const combine = (row: readonly number[], y: Float64Array, h: number, out: Float64Array): void => {
    for (let a = 0; a < n; a++) {
      let sum = 0;
      for (let j = 0; j < row.length; j++) if (row[j] !== 0) sum += row[j]! * k[j]![a]!;
      out[a] = y[a]! + h * sum;
    }
  };
  return {
    first: k[0]!,
    next,
    nextSlope: k[stages]!,
    attempt({ t, h, y }) {
      for (let i = 1; i < stages; i++) {
        combine(A[i]!, y, h, state);
        if (!system.slope(t + c[i]! * h, state, k[i]!)) return false;
      }
      last.set(state);
      combine(A[stages]!, y, h, next);
      return system.slope(t + h, next, k[stages]!);
    },
    error(h, unit) {
      let [fifth, thirdError] = [0, 0];
      for (let a = 0; a < n; a++) {
        let [e5, e3] = [0, 0];
        for (let j = 0; j < stages; j++) {
          e5 += fifthDifference[j]! * k[j]![a]!;
          e3 += (A[stages]![j]! - third[j]!) * k[j]![a]!;
        }
        fifth = Math.max(fifth, Math.abs(h * e5) / unit[a]!);
        thirdError = Math.max(thirdError, Math.abs(h * e3) / unit[a]!);
      }
      // of order 8: the fifth-order difference, made smaller by its share of the third-order one
      return fifth === 0 ? 0 : (fifth * fifth) / Math.hypot(fifth, 0.1 * thirdError);
    },
    stiffness(h, unit) {
      let [change, distance, noise] = [0, 0, 0];
      for (let a = 0; a < n; a++) {
        change = Math.max(change, Math.abs(k[stages]![a]! - k[stages - 1]![a]!) / unit[a]!);
        distance = Math.max(distance, Math.abs(next[a]! - last[a]!) / unit[a]!);
        noise = Math.max(noise, (Number.EPSILON * Math.abs(next[a]!)) / unit[a]!);
      }
      return distance > 10 * noise ? (h * change) / distance : 0;
    },
    interpolate({ t, h, y }, out) {
      for (let i = stages + 1; i < allStages; i++) {
        combine(A[i]!, y, h, state);
        if (!system.slope(t + c[i]! * h, state, k[i]!)) return false;
      }
      for (let node = 0; node < INTERPOLATION; node++) {
        for (let a = 0; a < n; a++) {
          let sum = 0;
          for (let j = 0; j < allStages; j++) sum += explicitNodeWeights[node * allStages + j]! * k[j]![a]!;
          out[node * n + a] = y[a]! + h * sum;
        }
      }
      out.set(y);
      out.set(next, (INTERPOLATION - 1) * n);
      return true;
    },
    polynomialError({ t, h, unit }, values) {
      state.set(values.subarray(LOOKED_AT * n, (LOOKED_AT + 1) * n));
      if (!system.slope(t + explicitNodes[LOOKED_AT]! * h, state, last)) return Number.NaN;
      let error = 0;
      for (let a = 0; a < n; a++) {
        let defect = h * last[a]!;
        for (let j = 0; j < INTERPOLATION; j++) defect -= slopeRow[j]! * (values[j * n + a]! - values[a]!);
        error = Math.max(error, (ERROR_PER_DEFECT * Math.abs(defect)) / unit[a]!);
      }
      return error;
    },
  };
}

/** `Σ over stages` in `c₀x + c₁x(1−x) + c₂x²(1−x) + …`: c₀ to c₂ from values and slopes of both ends, the others tabulated. */
function interpolationWeights(): Float64Array {
  const { dense } = dormandPrince;
  const weights = new Float64Array(INTERPOLATION * allStages);
  for (let j = 0; j < allStages; j++) {
    const whole = j < stages ? A[stages]![j]! : 0;
    const [atStart, atEnd] = [j === 0 ? 1 : 0, j === stages ? 1 : 0];
    const coefficients = [whole, atStart - whole, 2 * whole - atStart - atEnd, ...dense.map((row) => row[j]!)];
    explicitNodes.forEach((x, node) => {
      let value = 0;
      for (let i = coefficients.length - 1; i >= 0; i--) value = (value + coefficients[i]!) * (i % 2 === 0 ? x : 1 - x);
      weights[node * allStages + j] = value;
    });
  }
  return weights;
}
