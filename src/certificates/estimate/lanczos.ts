import { allFinite } from "../../numeric/index.js";
import type { Product } from "./probe.js";
import { type Tridiagonal, tridiagonalExtremes, tridiagonalSoftest } from "./tridiagonal.js";
import { addScaled, dot, norm } from "./vectors.js";

const CHECK_EVERY = 8;

/** The ends of the spectrum of a symmetric matrix, as far as a Krylov space knows them. */
export interface SpectrumEnds {
  readonly smallest: number;
  readonly largest: number;
  /** A unit vector whose Rayleigh quotient is `smallest`. */
  readonly softest: Float64Array;
}

/** Options of {@link lanczos}. */
export interface LanczosOptions {
  /** Unit vector to start from. */
  readonly start: Float64Array;
  /** Largest number of products. */
  readonly steps: number;
  /** Ends when both ends change by less than this, relative, over 8 steps. Default 0: never. */
  readonly tolerance?: number;
}

/**
 * The smallest and the largest eigenvalue by Lanczos' method with full reorthogonalisation: Ritz values, so the true ends
 * lie at or beyond them. Null where a product is not finite.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., section 10.1 and 10.3.
 */
export function lanczos(product: Product, { start, steps, tolerance = 0 }: LanczosOptions): SpectrumEnds | null {
  const d = start.length;
  const basis: Float64Array[] = [start];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let ends = { smallest: Infinity, largest: -Infinity };
  const most = Math.min(steps, d);
  for (let k = 0; k < most; k++) {
    const next = new Float64Array(d);
    product(basis[k]!, next);
    if (!allFinite(next, d)) return null;
    diagonal.push(dot(basis[k]!, next));
    const before = norm(next);
    orthogonalise(next, basis);
    let length = norm(next);
    // twice is enough, and once where little was taken away
    if (length < 0.5 * before) {
      orthogonalise(next, basis);
      length = norm(next);
    }
    const isInvariant = !(length > 16 * Number.EPSILON * before);
    const isLast = k === most - 1 || isInvariant;
    if (isLast || (k + 1) % CHECK_EVERY === 0) {
      const found = tridiagonalExtremes({ diagonal, beside });
      const settled = isSettled(ends, found, tolerance);
      ends = found;
      if (isLast || settled) break;
    }
    beside.push(length);
    basis.push(next.map((x) => x / length));
  }
  return { ...ends, softest: combine({ diagonal, beside }, ends, basis) };
}

function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  // the newest first: it takes away most
  for (let j = basis.length - 1; j >= 0; j--) addScaled(vector, -dot(basis[j]!, vector), basis[j]!);
}

type Ends = Omit<SpectrumEnds, "softest">;

function isSettled(old: Ends, found: Ends, tolerance: number): boolean {
  const size = Math.max(Math.abs(found.smallest), Math.abs(found.largest));
  // below a thousandth of the tolerance of the largest is the noise of difference quotients
  const slack = (value: number) => tolerance * Math.max(Math.abs(value), 1e-3 * size);
  return (
    Math.abs(found.smallest - old.smallest) <= slack(found.smallest) &&
    Math.abs(found.largest - old.largest) <= slack(found.largest)
  );
}

function combine(matrix: Tridiagonal, { smallest, largest }: Ends, basis: readonly Float64Array[]): Float64Array {
  const weights = tridiagonalSoftest(matrix, smallest, largest);
  const vector = new Float64Array(basis[0]!.length);
  for (let j = 0; j < weights.length; j++) addScaled(vector, weights[j]!, basis[j]!);
  const length = norm(vector);
  return vector.map((x) => x / length);
}
