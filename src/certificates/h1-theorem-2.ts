import type { Promised } from "./certificate.js";
import { conclude } from "./conclude.js";
import { derived } from "./constants.js";
import { checkDerivative } from "./functional.js";
import { boundMemory, paperMemoryBound } from "./memory-bound.js";
import { excludesMemoryFlow, fadingGradientHypothesis, memoryFlow, solutionHypothesis } from "./memory-flow.js";
import { memoryFunctional } from "./memory-functional.js";
import { promiseDecay, promiseDissipation, promiseMemory } from "./memory-promises.js";
import { promiseRows } from "./promised.js";
import type { Statement } from "./statement.js";
import { distances, minimiserHypothesis, stronglyConvex } from "./strongly-convex.js";

/**
 * Theorem 2: on a μ-strongly convex, L-smooth f, the functional `E = Φ + cM`, c = s_min/(2κ), satisfies
 * `E' ≤ −μ s_min Φ − cλM`; so RMSProp has `E ≤ E(0) e^(−ωt)`, ω = min(μ s_min, λ), AdaGrad a falling E and a bounded M,
 * and with one memory both have `‖θ − θ*‖ ≤ ‖θ₀ − θ*‖ e^(−μ s_min t)`.
 *
 * A memory of each parameter is taken in as well, M = ΣMᵢ; only the distance needs one memory.
 *
 * @see arXiv 2411.09734, Theorem 2; docs/theory/h1-theorem-2.md.
 */
export const h1Theorem2: Statement = {
  name: "h1-theorem-2",
  paper: "2411.09734",
  title: "memory functional, AdaGrad and RMSProp, strongly convex",
  evidence: "trajectory",
  needs: ["smoothness", "strongConvexity", "minimum"],
  excludes: excludesMemoryFlow,
  certify(subject) {
    const flow = memoryFlow(subject);
    const { profile, method, equation } = flow;
    const { hypotheses, smoothness, strongConvexity, minimum, gap, minimiser } = stronglyConvex(subject);
    const bounds = boundMemory(flow, subject.constants, gap);
    const slowest = bounds.slowest.value;
    const functional = memoryFunctional(flow, { minimum: minimum.value, slowest });
    const pace = derived(strongConvexity.value * slowest, [strongConvexity, bounds.slowest], "μ s_min");
    const omega = derived(Math.min(pace.value, equation.rate), [pace], "min(μ s_min, λ)");
    const away = minimiser && distances(profile, minimiser);
    const scalar = flow.isScalar && minimiser !== null && away !== null;
    const distance: Promised[] = scalar
      ? [
          promiseRows({ name: "distance", statement: "‖θ − θ*‖ ≤ ‖θ₀ − θ*‖ e^(−μ s_min t)" }, profile.times, (k) => ({
            value: away[k]!,
            bound: away[0]! * Math.exp(-pace.value * (profile.times[k]! - profile.times[0]!)),
            resolution: profile.resolution.theta[k]! + minimiser.error,
          })),
        ]
      : [];
    const terms = { mu: strongConvexity.value, L: smoothness.value, gap: gap.value };
    return {
      ...conclude(this, {
        hypotheses: [
          ...hypotheses,
          ...(flow.isScalar ? [minimiserHypothesis(minimiser)] : []),
          fadingGradientHypothesis(flow),
          solutionHypothesis(method, profile),
        ],
        constants: {
          L: smoothness,
          mu: strongConvexity,
          ...flow.constants,
          memory_max: bounds.memory,
          ...(scalar && {
            memory_max_paper: derived(
              paperMemoryBound(flow, { ...terms, distance: away[0]! }),
              [smoothness, strongConvexity, gap],
              "M₀ + κL²‖θ₀ − θ*‖²∫e^(−2μJ₀), for the memory read at t",
            ),
          }),
          s_min: bounds.slowest,
          c: derived(functional.weight, [bounds.slowest], "s_min/(2κ)"),
          ...(equation.rate > 0 && { omega }),
        },
        promises: [
          promiseDissipation(flow, functional, {
            statement: "E' ≤ −μ s_min Φ − cλM",
            fall: (k) => pace.value * (profile.loss[k]! - minimum.value),
            blur: (k) => pace.value * profile.resolution.loss[k]!,
          }),
          ...promiseDecay(flow, functional, omega.value),
          ...distance,
          promiseMemory(flow, bounds.memory.value),
        ],
      }),
      functional: { name: "E", ...checkDerivative(functional) },
    };
  },
};
