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
