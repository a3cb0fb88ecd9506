/** Replaces a square matrix, row-major `n × n`, by its symmetric part `(A + Aᵀ)/2`. */
export function symmetrise(A: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) A[i * n + j] = A[j * n + i] = 0.5 * (A[i * n + j]! + A[j * n + i]!);
  }
}
