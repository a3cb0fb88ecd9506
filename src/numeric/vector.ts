/** A vector of zeros. */
export function zeros(length: number): Float64Array {
  return new Float64Array(length);
}

/** Row i of a row-major matrix of rows of some length, as a view. */
export function rowOf(data: Float64Array, i: number, length: number): Float64Array {
  return data.subarray(i * length, (i + 1) * length);
}

/** `⟨a, b⟩`. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** sup |data[i]|; NaN if an entry is. */
export function supNorm(data: Float64Array, length = data.length): number {
  let sup = 0;
  for (let i = 0; i < length; i++) {
    const size = Math.abs(data[i]!);
    if (!(size <= sup)) sup = size;
  }
  return sup;
}

/** Whether the first `length` entries are finite. */
export function allFinite(data: Float64Array, length = data.length): boolean {
  for (let i = 0; i < length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}
