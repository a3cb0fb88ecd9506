import { checkParameter } from "./check-parameter.js";
import type { Objective, ObjectiveConstants } from "./objective.js";

/**
 * Polyak–Łojasiewicz constant for 0 ≤ c < 2, where 1 is the only stationary point: the infimum over x of
 * `f'(x)²/(2f(x)) = (2 + 4c x(x + 1))² / (2(1 + c(x + 1)²))`.
 *
 * A scan of [−2, 1], which holds the infimum, then golden sections; the last digits are given away so that it is a bound.
 */
function polyakLojasiewicz(c: number): number {
  const ratio = (x: number) => (2 + 4 * c * x * (x + 1)) ** 2 / (2 * (1 + c * (x + 1) ** 2));
  const points = 3000;
  let best = 0;
  for (let k = 1; k <= points; k++) if (ratio(-2 + (3 * k) / points) < ratio(-2 + (3 * best) / points)) best = k;
  let left = -2 + (3 * (best - 1)) / points;
  let right = -2 + (3 * (best + 1)) / points;
  const golden = (Math.sqrt(5) - 1) / 2;
  while (right - left > 1e-8) {
    const a = right - golden * (right - left);
    const b = left + golden * (right - left);
    if (ratio(a) < ratio(b)) right = b;
    else left = a;
  }
  return ratio((left + right) / 2) * (1 - 1e-9);
}

function constantsOf(c: number): ObjectiveConstants {
  return {
    ...(c === 0 && { smoothness: 2 }),
    // f'' = 2 + 4c(3x² − 1) is smallest at 0
    ...(c < 0.5 && { strongConvexity: 2 - 4 * c }),
    ...(c < 2 && { pl: c === 0 ? 2 : polyakLojasiewicz(c) }),
    minimisers: [[1]],
    minimum: 0,
    coercive: true,
  };
}

/**
 * The one-dimensional Rosenbrock-like example of arXiv 2602.09101: `f(x) = (1 − x)² + c(x² − 1)²`.
 *
 * The minimiser is 1 with minimum 0. From c = 2 on there is a second stationary point below 0, a local minimiser for c > 2
 * (at −0.853… for c = 4); below 2 the function satisfies a Polyak–Łojasiewicz inequality, below ½ it is strongly convex.
 *
 * @param c weight of the well, finite and ≥ 0; default 1.5.
 * @throws {RangeError} if `c` is not a finite number ≥ 0.
 * @see arXiv 2602.09101, figures 2–5.
 * @example
 * rosenbrock1dObjective(4).value(Float64Array.of(0)); // 5
 */
export function rosenbrock1dObjective(c = 1.5): Objective {
  checkParameter(c >= 0 && c < Number.POSITIVE_INFINITY, "rosenbrock1d", "c", "a finite number >= 0", c);
  return {
    dimension: 1,
    value(theta) {
      const x = theta[0]!;
      const r = x * x - 1;
      return (1 - x) * (1 - x) + c * r * r;
    },
    gradient(theta, out) {
      const x = theta[0]!;
      out[0] = 2 * (x - 1) + 4 * c * x * (x * x - 1);
    },
    valueAndGradient(theta, out) {
      const x = theta[0]!;
      const r = x * x - 1;
      out[0] = 2 * (x - 1) + 4 * c * x * r;
      return (1 - x) * (1 - x) + c * r * r;
    },
    hessian(theta, out) {
      out[0] = 2 + 4 * c * (3 * theta[0]! * theta[0]! - 1);
    },
    constants: constantsOf(c),
  };
}
