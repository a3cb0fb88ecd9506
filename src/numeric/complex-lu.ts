/** A complex matrix or vector: real and imaginary parts apart, row-major. */
export interface ComplexArray {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Factorises a complex square matrix in place, `P A = L U`, by Gaussian elimination with partial pivoting.
 *
 * Pivots are chosen by |Re| + |Im|, and divisions scale first: entries up to the square root of overflow and far beyond
 * do no harm.
 *
 * @param A `n × n`; overwritten by L (unit diagonal, below) and U (on and above the diagonal).
 * @param pivots Length n; receives the row exchanged with row k at step k.
 * @returns false if the matrix is singular to working precision or not finite; the factors are then unusable.
 * @example
 * const A = { re: Float64Array.of(0, 1, 1, 0), im: Float64Array.of(0, 1, 0, 0) };
 * const pivots = new Int32Array(2);
 * const x = { re: Float64Array.of(2, 1), im: Float64Array.of(0, 0) };
 * if (factorComplexLU(A, pivots)) solveComplexLU(A, pivots, x); // x = (1, 1 − i)
 */
export function factorComplexLU({ re, im }: ComplexArray, pivots: Int32Array): boolean {
  const n = pivots.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    let size = -1;
    for (let i = k; i < n; i++) {
      const candidate = Math.abs(re[i * n + k]!) + Math.abs(im[i * n + k]!);
      if (candidate > size || Number.isNaN(candidate)) [best, size] = [i, candidate];
    }
    if (!(size > 0 && size < Infinity)) return false;
    pivots[k] = best;
    if (best !== k) {
      swapRows(re, n, [k, best]);
      swapRows(im, n, [k, best]);
    }
    const [pivotRe, pivotIm] = [re[k * n + k]! / size, im[k * n + k]! / size];
    const square = pivotRe * pivotRe + pivotIm * pivotIm;
    for (let i = k + 1; i < n; i++) {
      const [a, b] = [re[i * n + k]! / size, im[i * n + k]! / size];
      const factorRe = (a * pivotRe + b * pivotIm) / square;
      const factorIm = (b * pivotRe - a * pivotIm) / square;
      re[i * n + k] = factorRe;
      im[i * n + k] = factorIm;
      if (factorRe === 0 && factorIm === 0) continue;
      for (let j = k * n + k + 1, to = i * n + k + 1; j < (k + 1) * n; j++, to++) {
        const c = re[j]!;
        const d = im[j]!;
        re[to]! -= factorRe * c - factorIm * d;
        im[to]! -= factorRe * d + factorIm * c;
      }
    }
  }
  return true;
}

function swapRows(A: Float64Array, n: number, [a, b]: readonly [number, number]): void {
  for (let j = 0; j < n; j++) {
    const kept = A[a * n + j]!;
    A[a * n + j] = A[b * n + j]!;
    A[b * n + j] = kept;
  }
}

/** Solves `A x = rhs` with the factors of `factorComplexLU`; `rhs` (length n) becomes `x`. */
export function solveComplexLU({ re, im }: ComplexArray, pivots: Int32Array, rhs: ComplexArray): void {
  const n = pivots.length;
  const [x, y] = [rhs.re, rhs.im];
  for (let k = 0; k < n; k++) {
    const pivot = pivots[k]!;
    if (pivot === k) continue;
    [x[k], x[pivot]] = [x[pivot]!, x[k]!];
    [y[k], y[pivot]] = [y[pivot]!, y[k]!];
  }
  for (let i = 1; i < n; i++) subtractRow({ re, im }, rhs, { row: i, from: 0, to: i });
  for (let i = n - 1; i >= 0; i--) {
    subtractRow({ re, im }, rhs, { row: i, from: i + 1, to: n });
    const size = Math.abs(re[i * n + i]!) + Math.abs(im[i * n + i]!);
    const [c, d] = [re[i * n + i]! / size, im[i * n + i]! / size];
    const square = c * c + d * d;
    const [a, b] = [x[i]! / size, y[i]! / size];
    x[i] = (a * c + b * d) / square;
    y[i] = (b * c - a * d) / square;
  }
}

function subtractRow(A: ComplexArray, z: ComplexArray, { row, from, to }: { row: number; from: number; to: number }) {
  const n = z.re.length;
  let sumRe = z.re[row]!;
  let sumIm = z.im[row]!;
  for (let j = from; j < to; j++) {
    const a = A.re[row * n + j]!;
    const b = A.im[row * n + j]!;
    const c = z.re[j]!;
    const d = z.im[j]!;
    sumRe -= a * c - b * d;
    sumIm -= a * d + b * c;
  }
  z.re[row] = sumRe;
  z.im[row] = sumIm;
}
