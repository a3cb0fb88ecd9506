/** A piecewise polynomial through vectors. */
export interface Spline {
  /** Number of components. */
  readonly size: number;
  /** Writes the value at `x` (length `size`) into `out`; outside the knots the end polynomials go on. */
  evaluate(x: number, out: Float64Array): void;
  /** Writes the values at all `points`, row-major `points.length × size`, into `out`; the same numbers as `evaluate`. */
  evaluateAll(points: Float64Array, out: Float64Array): void;
}

/** Options of the splines. */
export interface SplineOptions {
  /** Components of each value; default 1. */
  readonly size?: number;
}

/**
 * The cubic spline through `values` at `knots` with not-a-knot ends, as MATLAB's `spline` and SciPy's `CubicSpline`.
 *
 * The third derivative is continuous at the second and the last but one knot, so a cubic is reproduced; three knots give
 * the parabola, two the line, one the constant. Values are row-major, `knots.length × size`. Finding the piece costs O(1)
 * on knots that are nearly uniform, O(log n) on others.
 *
 * @throws {RangeError} if the knots do not increase strictly or the number of values is not `knots.length × size`.
 * @see C. de Boor, A Practical Guide to Splines, chapter IV.
 * @example
 * const out = new Float64Array(1);
 * cubicSpline(Float64Array.of(0, 1, 2, 3), Float64Array.of(0, 1, 8, 27)).evaluate(4, out); // out is 64
 */
export function cubicSpline(knots: Float64Array, values: Float64Array, options: SplineOptions = {}): Spline {
  const { size = 1 } = options;
  checkData(knots, values, size);
  return createSpline(knots, pieceCoefficients(knots, values, size), size);
}

/**
 * The polyline through `values` at `knots`; its end pieces go on outside. Nothing spreads beyond two neighbours, which
 * suits data that explode.
 *
 * @throws {RangeError} as `cubicSpline`.
 * @example
 * const out = new Float64Array(1);
 * linearSpline(Float64Array.of(0, 1, 2), Float64Array.of(0, 1, 0)).evaluate(0.25, out); // out is 0.25
 */
export function linearSpline(knots: Float64Array, values: Float64Array, options: SplineOptions = {}): Spline {
  const { size = 1 } = options;
  checkData(knots, values, size);
  const pieces = Math.max(1, knots.length - 1);
  const coefficients = new Float64Array(4 * size * pieces);
  for (let i = 0; i < pieces; i++) {
    for (let c = 0; c < size; c++) {
      const [left, right] = [values[i * size + c]!, values[(i + 1) * size + c]];
      const j = 4 * (i * size + c);
      coefficients[j] = left;
      if (right !== undefined) coefficients[j + 1] = (right - left) / (knots[i + 1]! - knots[i]!);
    }
  }
  return createSpline(knots, coefficients, size);
}

function createSpline(knots: Float64Array, coefficients: Float64Array, size: number): Spline {
  const locate = createLocator(knots);
  const last = Math.max(0, knots.length - 2);
  const first = knots[0]!;
  const density = last === 0 ? 0 : (last + 1) / (knots[last + 1]! - first);
  return {
    size,
    evaluate(x, out) {
      const piece = locate(x);
      const h = x - knots[piece]!;
      for (let c = 0; c < size; c++) out[c] = cubicAt(h, coefficients, 4 * (piece * size + c));
    },
    evaluateAll(points, out) {
      for (let k = 0; k < points.length; k++) {
        const x = points[k]!;
        // on uniform knots the proportional guess is the piece, but for points next to a knot
        const guess = (x - first) * density;
        let piece = guess >= last ? last : guess > 0 ? guess | 0 : 0;
        if (x < knots[piece]! || x >= knots[piece + 1]!) piece = locate(x);
        const h = x - knots[piece]!;
        for (let c = 0; c < size; c++) out[k * size + c] = cubicAt(h, coefficients, 4 * (piece * size + c));
      }
    },
  };
}

/** `c₀ + c₁h + c₂h² + c₃h³` with four coefficients from `j` on. */
function cubicAt(h: number, coefficients: Float64Array, j: number): number {
  return coefficients[j]! + h * (coefficients[j + 1]! + h * (coefficients[j + 2]! + h * coefficients[j + 3]!));
}

function checkData(knots: Float64Array, values: Float64Array, size: number): void {
  const broken = knots.findIndex((knot, i) => !(Number.isFinite(knot) && (i === 0 || knot > knots[i - 1]!)));
  if (broken >= 0 || knots.length === 0) {
    throw new RangeError(
      `Cannot build a spline as knots must be finite and increase strictly: current value is ${knots[broken]} at ${broken}`,
    );
  }
  if (!(values.length === knots.length * size)) {
    throw new RangeError(
      `Cannot build a spline as the number of values must be ${knots.length * size}: current value is ${values.length}`,
    );
  }
}

/** The index of the piece at x: proportionally guessed, then corrected, by bisection if the guess is not next to it. */
function createLocator(knots: Float64Array): (x: number) => number {
  const last = Math.max(0, knots.length - 2);
  const first = knots[0]!;
  const density = last === 0 ? 0 : (last + 1) / (knots[last + 1]! - first);
  const isBelow = (piece: number, x: number) => piece > 0 && x < knots[piece]!;
  const isAbove = (piece: number, x: number) => piece < last && x >= knots[piece + 1]!;
  return (x) => {
    let piece = Math.min(last, Math.max(0, Math.floor((x - first) * density)));
    if (isBelow(piece, x)) piece--;
    else if (isAbove(piece, x)) piece++;
    if (!isBelow(piece, x) && !isAbove(piece, x)) return piece;
    let low = 0;
    let high = last;
    while (low < high) {
      piece = (low + high + 1) >> 1;
      if (x >= knots[piece]!) low = piece;
      else high = piece - 1;
    }
    return low;
  };
}

/** Powers of `x − knots[i]` in each piece, `pieces × size × 4`; at least one piece. */
function pieceCoefficients(knots: Float64Array, values: Float64Array, size: number): Float64Array {
  const n = knots.length;
  const coefficients = new Float64Array(4 * size * Math.max(1, n - 1));
  const steps = knots.subarray(1).map((knot, i) => knot - knots[i]!);
  const rises = new Float64Array(n - 1);
  for (let c = 0; c < size; c++) {
    if (n === 1) coefficients[4 * c] = values[c]!;
    for (let i = 0; i < n - 1; i++) rises[i] = (values[(i + 1) * size + c]! - values[i * size + c]!) / steps[i]!;
    const slopes = knotSlopes(steps, rises);
    for (let i = 0; i < n - 1; i++) {
      const h = steps[i]!;
      const curve = (slopes[i]! + slopes[i + 1]! - 2 * rises[i]!) / h;
      const j = 4 * (i * size + c);
      coefficients[j] = values[i * size + c]!;
      coefficients[j + 1] = slopes[i]!;
      coefficients[j + 2] = (rises[i]! - slopes[i]!) / h - curve;
      coefficients[j + 3] = curve / h;
    }
  }
  return coefficients;
}

/** The derivative at each knot, from steps hᵢ and divided differences rᵢ. */
function knotSlopes(steps: Float64Array, rises: Float64Array): Float64Array {
  const n = steps.length + 1;
  if (n <= 2) return new Float64Array(n).fill(rises[0] ?? 0);
  if (n === 3) return parabolaSlopes(steps, rises);
  const slopes = new Float64Array(n);
  const upper = new Float64Array(n);
  // first row, not-a-knot: h₁ s₀ + (h₀ + h₁) s₁ = ((3h₀ + 2h₁) h₁ r₀ + h₀² r₁)/(h₀ + h₁)
  const [h0, h1] = [steps[0]!, steps[1]!];
  upper[0] = (h0 + h1) / h1;
  slopes[0] = ((3 * h0 + 2 * h1) * h1 * rises[0]! + h0 * h0 * rises[1]!) / ((h0 + h1) * h1);
  // inner rows, continuous second derivative: hᵢ sᵢ₋₁ + 2(hᵢ₋₁ + hᵢ) sᵢ + hᵢ₋₁ sᵢ₊₁ = 3(hᵢ rᵢ₋₁ + hᵢ₋₁ rᵢ)
  for (let i = 1; i < n - 1; i++) {
    const [before, after] = [steps[i - 1]!, steps[i]!];
    const pivot = 2 * (before + after) - after * upper[i - 1]!;
    upper[i] = before / pivot;
    slopes[i] = (3 * (after * rises[i - 1]! + before * rises[i]!) - after * slopes[i - 1]!) / pivot;
  }
  // last row, the mirror image of the first
  const [g0, g1] = [steps[n - 2]!, steps[n - 3]!];
  const right = ((3 * g0 + 2 * g1) * g1 * rises[n - 2]! + g0 * g0 * rises[n - 3]!) / (g0 + g1);
  slopes[n - 1] = (right - (g0 + g1) * slopes[n - 2]!) / (g1 - (g0 + g1) * upper[n - 2]!);
  for (let i = n - 2; i >= 0; i--) slopes[i]! -= upper[i]! * slopes[i + 1]!;
  return slopes;
}

function parabolaSlopes(steps: Float64Array, rises: Float64Array): Float64Array {
  const [h0, h1, r0, r1] = [steps[0]!, steps[1]!, rises[0]!, rises[1]!];
  const curve = (r1 - r0) / (h0 + h1);
  return Float64Array.of(r0 - h0 * curve, r0 + h0 * curve, r1 + h1 * curve);
}
