/**
 * `P(M) − P(0)` with `P(M) = 2(√M − ε ln(√M + ε))`, a primitive of 1/(√M + ε): the clock by which AdaGrad's memory grows,
 * `d/dt P(M) = κ‖g‖²/(√M + ε) = −κ df/dt`.
 */
export function memoryClock(memory: number, epsilon: number): number {
  const root = Math.sqrt(Math.max(memory, 0));
  return epsilon === 0 ? 2 * root : 2 * epsilon * logExcess(root / epsilon);
}

/** `x − ln(1 + x)`, x ≥ 0, without cancellation where x is small. */
export function logExcess(x: number): number {
  if (x > 0.05) return x - Math.log1p(x);
  // x²/2 − x³/3 + …, twelve terms: the next is below rounding
  let [power, sum] = [x, 0];
  for (let n = 2; n < 14; n++) {
    power *= -x;
    sum -= power / n;
  }
  return sum;
}

/** The memory at which the clock shows `reading` ≥ 0: its inverse, to rounding. */
export function memoryAtClock(reading: number, epsilon: number): number {
  if (epsilon === 0) return (reading / 2) ** 2;
  // x − ln(1 + x) = q for x = √M/ε; q + √(2q) lies above the root, and Newton's method on a convex function stays there
  const q = reading / (2 * epsilon);
  if (!(q < Infinity)) return Infinity;
  let x = q + Math.sqrt(2 * q);
  for (let step = 0; step < 60 && x > 0; step++) {
    const next = x - ((logExcess(x) - q) * (1 + x)) / x;
    if (!(next < x) || !(next > 0)) break;
    x = next;
  }
  return (epsilon * x) ** 2;
}
