import { factorLU, solveLU } from "../../numeric/index.js";
import { createExtrapolation } from "./extrapolation.js";
import type { FlowSystem } from "./flow-system.js";
import type { RadauTransform } from "./radau-transform.js";
import { createStageMatrices } from "./stage-matrices.js";
import { createStageNewton } from "./stage-newton.js";

/** What became of a step that was tried: its error in units of what is allowed, null where its equations were not solved. */
export interface RadauAttempt {
  readonly error: number | null;
  readonly iterations: number;
  /** Whether the field, or its derivative, was not finite somewhere. */
  readonly isDefined: boolean;
}

/** Steps of a Radau method from one state to the next. */
export interface RadauStep {
  /** Tries a step of length h from where the last accepted one ended; `unit` is what errors are measured against. */
  attempt(h: number, unit: Float64Array): RadauAttempt;
  /** Takes the step that was tried last, which ends at `t`. */
  accept(t: number): void;
  /** How far θ has gone in the step that was tried last, in units of 1 + |θ|. */
  change(): number;
  /** Holds θ where it is from now on. */
  hold(): void;
  /** The polynomial of the step that was tried last: values at 0 and the nodes, row-major. */
  readonly values: Float64Array;
  readonly count: { readonly factorisations: number };
}

/** Where steps begin. */
export interface RadauStart {
  readonly t: number;
  readonly y: Float64Array;
  readonly slope: Float64Array;
  /** The components of y that are θ, as a half-open range. */
  readonly theta: readonly [from: number, to: number];
}

/** Of the last polynomial, this degree is taken for steps that are this much longer than it. */
const FAR = 3;
const FAR_DEGREE = 2;
/** Coefficients of the last polynomial below this are noise, in units of what is allowed and of |y|. */
const NOISE = [0.01, 2e-15] as const;
/** Factors are used again while no entry of the Jacobian has changed by more than this share. */
const SAME = 0.02;

/** Creates the steps of a method; `start.y` and `start.slope` are moved along. */
export function createRadauStep(system: FlowSystem, method: RadauTransform, start: RadauStart): RadauStep {
  const { stages: s, nodes, real, errorPerDefect } = method;
  const n = system.size;
  const { y, slope } = start;
  const matrices = createStageMatrices(method, n);
  const newton = createStageNewton(system, method, matrices);
  const extrapolation = createExtrapolation(nodes, n);
  const ahead = new Float64Array(n);
  const increments = new Float64Array(s * n);
  const values = new Float64Array((s + 1) * n);
  const [error, lastUnit, nextSlope] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const [jacobian, nextJacobian, factored] = [0, 0, 0].map(() => new Float64Array(n * n)) as Jacobians;
  const end = createEndFilter(n, real);
  let { t } = start;
  let [length, lastLength, factoredLength] = [0, 0, 0];
  let change = 0;
  let isKnown = system.jacobian(t, y, jacobian);

  const prepare = (h: number): boolean => {
    if (h === factoredLength && isSame(jacobian, factored)) return true;
    factored.set(jacobian);
    factoredLength = matrices.factorize(jacobian, h) ? h : 0;
    return factoredLength !== 0;
  };

  /** Continues the last polynomial, or says that nothing changes. */
  const guess = (h: number): void => {
    increments.fill(0);
    if (lastLength === 0) return;
    const ratio = h / lastLength;
    const degree = ratio <= FAR ? s : FAR_DEGREE;
    for (let i = 0; i < s; i++) {
      extrapolation.evaluate(1 + nodes[i + 1]! * ratio, degree, ahead);
      for (let a = 0; a < n; a++) increments[i * n + a] = ahead[a]! - y[a]!;
    }
  };

  /** Writes `h·(y′ − p′)` at one end of the step into `error`. */
  const writeDefect = (h: number, given: Float64Array, row: Float64Array): void => {
    for (let a = 0; a < n; a++) {
      let defect = h * given[a]!;
      for (let i = 0; i < s; i++) defect -= row[i + 1]! * increments[i * n + a]!;
      error[a] = defect;
    }
  };

  /** How far θ goes in the step, in units of 1 + |θ|. */
  const changeOfTheta = (): number => {
    let farthest = 0;
    for (let a = start.theta[0]; a < start.theta[1]; a++) {
      const size = 1 + Math.abs(y[a]!);
      for (let i = 0; i < s; i++) farthest = Math.max(farthest, Math.abs(increments[i * n + a]!) / size);
    }
    return farthest;
  };

  /** The error of the polynomial by its defect at the left end, where it does not satisfy the equation. */
  const errorOfPolynomial = (h: number, unit: Float64Array): number => {
    writeDefect(h, slope, method.slopeAtStart);
    matrices.filter(error);
    return errorPerDefect * largest(error, unit);
  };

  /**
   * What is left of the defect at the right end, by the Jacobian there. Newton's iteration has made it vanish as the
   * Jacobian of the left end sees it: where that was far too stiff, it has only seemed so.
   */
  const errorOfIteration = (h: number, unit: Float64Array): number => {
    writeDefect(h, nextSlope, method.slopeAtEnd);
    return end.apply(nextJacobian, h, error) ? largest(error, unit) / real : Infinity;
  };

  /** Where all is stiff, values at nodes are right whatever the step: between them they are only interpolated. */
  const errorOfInterpolation = (unit: Float64Array): number => {
    extrapolation.neglected(values, error);
    return largest(error, unit);
  };

  return {
    values,
    count: matrices.count,
    change: () => change,
    attempt(h, unit) {
      length = h;
      lastUnit.set(unit);
      if (!isKnown) return { error: null, iterations: 0, isDefined: false };
      if (!prepare(h)) return { error: null, iterations: 0, isDefined: true };
      guess(h);
      const { status, iterations } = newton({ t, h, y, unit }, increments);
      if (status !== "converged") return { error: null, iterations, isDefined: status !== "non-finite" };
      values.set(y);
      for (let i = 0; i < s; i++) {
        for (let a = 0; a < n; a++) values[(i + 1) * n + a] = y[a]! + increments[i * n + a]!;
      }
      const size = errorOfPolynomial(h, unit);
      if (!(size <= 1)) return { error: size, iterations, isDefined: true };
      change = changeOfTheta();
      const next = values.subarray(s * n);
      if (!system.slope(t + h, next, nextSlope) || !system.jacobian(t + h, next, nextJacobian)) {
        return { error: null, iterations, isDefined: false };
      }
      const worst = Math.max(size, errorOfIteration(h, unit), errorOfInterpolation(unit));
      return { error: worst, iterations, isDefined: true };
    },
    accept(moment) {
      t = moment;
      y.set(values.subarray(s * n));
      slope.set(nextSlope);
      jacobian.set(nextJacobian);
      for (let a = 0; a < n; a++) error[a] = Math.max(NOISE[0] * lastUnit[a]!, NOISE[1] * Math.abs(y[a]!));
      extrapolation.take(values, error);
      lastLength = length;
      isKnown = true;
    },
    hold() {
      system.hold(start.theta);
      isKnown = system.slope(t, y, slope) && system.jacobian(t, y, jacobian);
      lastLength = 0;
    },
  };
}

type Jacobians = [Float64Array, Float64Array, Float64Array];

function isSame(jacobian: Float64Array, factored: Float64Array): boolean {
  for (let k = 0; k < jacobian.length; k++) {
    const [a, b] = [jacobian[k]!, factored[k]!];
    if (!(Math.abs(a - b) <= SAME * Math.abs(a))) return false;
  }
  return true;
}

function largest(error: Float64Array, unit: Float64Array): number {
  let size = 0;
  for (let a = 0; a < error.length; a++) {
    const one = Math.abs(error[a]!) / unit[a]!;
    if (!(one <= size)) size = one;
  }
  return size;
}

/** Applies `(1 − (h/λ)J)⁻¹` for a Jacobian that is used once. */
function createEndFilter(n: number, real: number) {
  const factors = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  return {
    apply(jacobian: Float64Array, h: number, x: Float64Array): boolean {
      for (let k = 0; k < n * n; k++) factors[k] = (-h / real) * jacobian[k]!;
      for (let a = 0; a < n; a++) factors[a * n + a]! += 1;
      if (!factorLU(factors, pivots)) return false;
      solveLU(factors, pivots, x);
      return true;
    },
  };
}
