/** `x^exponent` for a whole exponent ≥ 0, by squaring; exact where x is a power of two. */
export function wholePower(x: number, exponent: number): number {
  if (exponent === 3) return x * x * x;
  let result = 1;
  let square = x;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) result *= square;
    square *= square;
  }
  return result;
}
