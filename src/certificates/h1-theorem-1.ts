import { conclude } from "./conclude.js";
import { derived, exact } from "./constants.js";
import { measureHypotheses } from "./kernel-measure.js";
import { solutionHypothesis } from "./memory-flow.js";
import { logExcess } from "./memory-growth.js";
import { promiseRows } from "./promised.js";
import type { Statement } from "./statement.js";
import { distances, minimiserHypothesis, stronglyConvex } from "./strongly-convex.js";

/**
 * Theorem 1: with a bounded memory, AdaGrad, RMSProp and every equation with a kernel `0 ≤ K ≤ ‖ν‖` satisfy
 * `‖θ(t) − θ*‖ ≤ ‖θ₀ − θ*‖ e^(−μJ(t))`, `J(t) = ∫₀ᵗ ds/(ε + c√(s + advance))`, `c² = ‖ν‖·2LΦ(0)`, on a μ-strongly
 * convex, L-smooth f with one memory of ‖g‖².
 *
 * @see arXiv 2411.09734, Theorem 1, which has the larger B = 2L²Φ(0)/μ for 2LΦ(0); docs/theory/h1-theorem-1.md.
 */
export const h1Theorem1: Statement = {
  name: "h1-theorem-1",
  paper: "2411.09734",
  title: "subexponential bound, AdaGrad and RMSProp, strongly convex",
  evidence: "trajectory",
  needs: ["smoothness", "strongConvexity", "minimum"],
  excludes(method, dimension) {
    if (!method.followsGradient || !method.kernel) return "It speaks of θ' = −g/(√M + ε), AdaGrad and RMSProp.";
    if (method.addition !== null) return `It does not speak of ${method.addition}.`;
    return dimension === 1 || method.norm ? null : "It speaks of one memory of ‖g‖² for all parameters (--norm).";
  },
  certify(subject) {
    const { method } = subject;
    const profile = subject.profile!;
    const { hypotheses, smoothness, strongConvexity, gap, minimiser } = stronglyConvex(subject);
    const mass = method.kernel!.weight(0);
    const steepness = derived(2 * smoothness.value * gap.value, [smoothness, gap], "2LΦ(0)");
    const paper = derived(
      (2 * smoothness.value ** 2 * gap.value) / strongConvexity.value,
      [smoothness, strongConvexity, gap],
      "2L²Φ(0)/μ, as in the paper",
    );
    const c = derived(Math.sqrt(mass * steepness.value), [steepness], "√(‖ν‖·B)");
    const away = minimiser && distances(profile, minimiser);
    const { epsilon, advance } = method;
    const [start] = profile.times;
    const clock = (t: number) =>
      slowdown(t, { c: c.value, epsilon, advance }) - slowdown(start!, { c: c.value, epsilon, advance });
    return conclude(this, {
      hypotheses: [
        ...hypotheses,
        ...measureHypotheses("v", method.kernel!),
        minimiserHypothesis(minimiser),
        solutionHypothesis(method, profile),
      ],
      constants: {
        L: smoothness,
        mu: strongConvexity,
        nu: exact(mass, "K(0)"),
        B: steepness,
        B_paper: paper,
        c,
        ...(minimiser && {
          distance_0: { value: away![0]!, source: minimiser.source, how: `‖θ₀ − θ*‖, θ* ${minimiser.how}` },
        }),
      },
      promises: away
        ? [
            promiseRows({ name: "distance", statement: "‖θ − θ*‖ ≤ ‖θ₀ − θ*‖ e^(−μJ(t))" }, profile.times, (k) => ({
              value: away[k]!,
              bound: away[0]! * Math.exp(-strongConvexity.value * clock(profile.times[k]!)),
              resolution: profile.resolution.theta[k]! + minimiser!.error,
            })),
          ]
        : [],
    });
  },
};

/** A primitive of 1/(ε + c√(t + advance)): `(2/c)[u − (ε/c) ln(1 + cu/ε)]`, u = √(t + advance); t/ε at c = 0. */
function slowdown(t: number, { c, epsilon, advance }: { c: number; epsilon: number; advance: number }): number {
  const u = Math.sqrt(t + advance);
  if (c === 0) return t / epsilon;
  return epsilon === 0 ? (2 * u) / c : (2 / c) * (epsilon / c) * logExcess((c * u) / epsilon);
}
