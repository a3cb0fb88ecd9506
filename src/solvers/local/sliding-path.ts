import type { SlidingGradient } from "./sliding-gradient.js";
import type { SymmetricFactors } from "./sliding-linear.js";

/** Which coordinates slide and how the others move, from one event to the next. */
export interface SlidingMode {
  /** Speeds: ±1, and at the start of the mode those of the coordinates that slide. */
  readonly velocity: Float64Array;
  /** Coordinates with gᵢ = 0, ascending. */
  readonly sliding: readonly number[];
  /** The others. */
  readonly moving: readonly number[];
  /** Where and since when a coordinate moves at its speed: positions are `x + velocity·(t − since)`. */
  readonly since: Float64Array;
  readonly from: Float64Array;
  /** Rounding of each component of the gradient. */
  readonly noise: Float64Array;
}

/** The solution at one moment of a mode. */
export interface PathPoint {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  readonly velocity: Float64Array;
}

/** The solution within a mode. */
export interface SlidingPath {
  /**
   * Writes x(t) and the gradient there: what moves does so linearly, what slides solves g_S(x) = 0, from the guess that
   * stands in `point.x`. Says whether that went well, left the domain of the gradient or found no solution.
   */
  place(t: number, point: PathPoint): "placed" | "not finite" | "not solved";
  /** Writes the speeds of what slides at a point that has been placed; false where there are none. */
  speeds(point: PathPoint): boolean;
}

const MOST_ITERATIONS = 15;
const ROUNDING = 4 * Number.EPSILON;
/** Steps that stall below this many roundings are accepted. */
const STALLED = 1e5;

/** Creates an empty point. */
export function createPoint(n: number): PathPoint {
  return { x: new Float64Array(n), gradient: new Float64Array(n), velocity: new Float64Array(n) };
}

/** The solution of a mode. */
export function createSlidingPath(field: SlidingGradient, mode: SlidingMode): SlidingPath {
  const n = field.size;
  const { sliding, moving, velocity, since, from, noise } = mode;
  const k = sliding.length;
  const hessian = new Float64Array(k > 0 ? n * n : 0);
  const block = new Float64Array(k * k);
  const step = new Float64Array(k);
  const factored = new Float64Array(k * k);
  let factors: SymmetricFactors | null = null;
  const factorAt = (x: Float64Array): SymmetricFactors | null => {
    if (!field.hessian(x, hessian)) return null;
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) block[a * k + b] = hessian[sliding[a]! * n + sliding[b]!]!;
    }
    // on quadratics nothing changes
    if (!factors || block.some((value, m) => value !== factored[m])) {
      factors = field.factor(block, k);
      factored.set(block);
    }
    return factors;
  };
  /** Newton's step from a point to the surfaces, in units of what rounding of x and t is; null where there is none. */
  const improve = (t: number, { x, gradient }: PathPoint): number | null => {
    const factors = factorAt(x);
    if (!factors) return null;
    for (let a = 0; a < k; a++) step[a] = -gradient[sliding[a]!]!;
    factors.solve(step);
    let size = 0;
    for (const [a, i] of sliding.entries()) {
      x[i]! += step[a]!;
      size = Math.max(size, Math.abs(step[a]!) / (ROUNDING * (Math.abs(x[i]!) + t) + Number.MIN_VALUE));
    }
    return Number.isFinite(size) ? size : null;
  };
  return {
    place(t, point) {
      const { x, gradient } = point;
      for (const i of moving) x[i] = from[i]! + velocity[i]! * (t - since[i]!);
      let before = Infinity;
      for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
        if (!field.gradient(x, gradient)) return "not finite";
        if (sliding.every((i) => Math.abs(gradient[i]!) <= noise[i]!) || before <= 1) return "placed";
        const size = improve(t, point);
        if (size === null) return "not solved";
        // a small step that no longer becomes smaller is rounding of the gradient
        before = size >= 0.5 * before && size < STALLED ? 1 : size;
      }
      return "not solved";
    },
    speeds({ x, velocity: speed }) {
      speed.set(velocity);
      if (k === 0) return true;
      const factors = factorAt(x);
      if (!factors) return false;
      for (const [a, i] of sliding.entries()) {
        step[a] = 0;
        for (const j of moving) step[a]! -= hessian[i * n + j]! * velocity[j]!;
      }
      factors.solve(step);
      for (const [a, i] of sliding.entries()) speed[i] = step[a]!;
      return true;
    },
  };
}
