const MAXIMUM_SWEEPS = 60;

/** Rotates rows and columns p and q of the symmetric `a` so that a[p, q] becomes 0. */
function rotate(a: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  const ratio = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  // the smaller root of t² + 2·ratio·t − 1 = 0: an angle of at most π/4
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    const kp = a[k * n + p]!;
    const kq = a[k * n + q]!;
    a[k * n + p] = cosine * kp - sine * kq;
    a[k * n + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = a[p * n + k]!;
    const qk = a[q * n + k]!;
    a[p * n + k] = cosine * pk - sine * qk;
    a[q * n + k] = sine * pk + cosine * qk;
  }
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}

/**
 * The eigenvalues of a symmetric matrix, in ascending order, by cyclic Jacobi rotations.
 *
 * The absolute error is a few ε·‖A‖, ε = 2.2e-16; O(n³) a sweep, about 8 sweeps.
 *
 * @param matrix row-major `n × n`; symmetric (only then is the result meaningful); it is not changed.
 * @throws {RangeError} if `matrix` has not n² finite entries.
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed., section 8.5.
 * @example
 * symmetricEigenvalues(Float64Array.of(2, 1, 1, 2), 2); // [1, 3]
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  if (!(Number.isInteger(n) && n >= 1 && matrix.length === n * n && matrix.every(Number.isFinite))) {
    throw new RangeError(
      `Cannot compute eigenvalues as matrix must be ${n} × ${n} finite numbers: current value is ${matrix.length} numbers`,
    );
  }
  const a = matrix.slice();
  for (let sweep = 0; sweep < MAXIMUM_SWEEPS; sweep++) {
    let rotations = 0;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const size = Math.abs(a[p * n + q]!);
        const diagonal = Math.sqrt(Math.abs(a[p * n + p]!)) * Math.sqrt(Math.abs(a[q * n + q]!));
        // relative to the diagonal: small eigenvalues of definite matrices keep their digits
        if (size > Number.EPSILON * 0.5 * diagonal && size > Number.MIN_VALUE) {
          rotate(a, n, p, q);
          rotations++;
        }
      }
    }
    if (rotations === 0) break;
  }
  return Float64Array.from({ length: n }, (_, k) => a[k * n + k]!).sort();
}
