/** ‖row k‖² of row-major vectors of length d. */
export function rowSquare(rows: Float64Array, k: number, d: number): number {
  let sum = 0;
  for (let i = k * d; i < (k + 1) * d; i++) sum += rows[i]! * rows[i]!;
  return sum;
}

/** ‖row k‖² of all n rows. */
export function rowSquares(rows: Float64Array, d: number): Float64Array {
  return Float64Array.from({ length: rows.length / d }, (_, k) => rowSquare(rows, k, d));
}

/** ‖row k − place‖. */
export function rowDistance(rows: Float64Array, k: number, place: Float64Array): number {
  const d = place.length;
  let sum = 0;
  for (let i = 0; i < d; i++) sum += (rows[k * d + i]! - place[i]!) ** 2;
  return Math.sqrt(sum);
}

/**
 * The largest `‖Δg‖/‖Δθ‖` of neighbouring rows whose ‖Δθ‖ exceeds `apart(k)`, k the first of them: between points that
 * hardly differ there is only rounding.
 */
export function largestSecant(
  {
    theta,
    gradient,
    dimension: d,
  }: { readonly theta: Float64Array; readonly gradient: Float64Array; readonly dimension: number },
  apart: (k: number) => number,
): number {
  let most = 0;
  for (let k = 0; (k + 1) * d < theta.length; k++) {
    let [across, up] = [0, 0];
    for (let i = k * d; i < (k + 1) * d; i++) {
      across += (theta[i + d]! - theta[i]!) ** 2;
      up += (gradient[i + d]! - gradient[i]!) ** 2;
    }
    if (Math.sqrt(across) > apart(k)) most = Math.max(most, up / across);
  }
  return Math.sqrt(most);
}
