// AdaGrad's exact solution on (θ − θ*)², by the Lambert function W₀.

/**
 * `ln w` for `w = −W₀(−e^(−1−z))`, z ≥ 0.
 *
 * w solves `w − ln w = 1 + z`, that is `expm1(L) − L = z` with L = ln w ≤ 0: in this form nothing is lost near the
 * branch point z = 0. Newton's method from the left of the root of a convex function, so it never overshoots.
 */
export function logOfLambert(z) {
  let log = -(z + Math.sqrt(2 * z));
  for (let k = 0; k < 60 && log < 0; k++) {
    const slope = Math.expm1(log);
    const next = Math.min(0, log - (slope - log - z) / slope);
    if (Math.abs(next - log) <= 2e-16 * Math.abs(log)) return next;
    log = next;
  }
  return log;
}

/**
 * θ and G at `times` of the unshifted equation with ε = 0, f = (θ − minimiser)², θ(0) = start:
 * `minimiser − θ = e√w`, `G = (e²(1 − w)/2α)²` with `w = −W₀(−e^(−1−8αt/e²))`, e = minimiser − start, α = lr.
 */
export function exactAdagrad(times, { start, minimiser, lr }) {
  const distance = minimiser - start;
  const logs = times.map((t) => logOfLambert((8 * lr * t) / distance ** 2));
  return {
    theta: logs.map((log) => minimiser - distance * Math.exp(log / 2)),
    v: logs.map((log) => ((distance ** 2 * -Math.expm1(log)) / (2 * lr)) ** 2),
  };
}
