import { excludesAdamFlow } from "./adam-flow.js";
import { adamPromises } from "./adam-promises.js";
import { conclude } from "./conclude.js";
import { solutionHypothesis } from "./memory-flow.js";
import type { Statement } from "./statement.js";
import { stronglyConvex } from "./strongly-convex.js";

/**
 * Theorem 3: on a μ-strongly convex, L-smooth f, under the scalar Lyapunov condition and a shift defect ϱ < δ, Adam's
 * `𝓛 = Φ + A‖y‖²/(2λ₁)`, y = m(t + lr), satisfies `𝓛' ≤ −(δ − ϱ)A‖y‖²`, and m → 0, θ → θ*.
 *
 * A gain of each parameter is taken in as well, with the weights Aᵢ in the defect. Read at t there is no defect to ask
 * about, and D is taken over t > 0.
 *
 * @see arXiv 2411.09734, Theorem 3; docs/theory/h1-theorem-3.md.
 */
export const h1Theorem3: Statement = {
  name: "h1-theorem-3",
  paper: "2411.09734",
  title: "Lyapunov functional of Adam, strongly convex",
  evidence: "trajectory",
  needs: ["smoothness", "strongConvexity", "minimum"],
  excludes: excludesAdamFlow,
  certify(subject) {
    const { hypotheses, smoothness, strongConvexity, minimum } = stronglyConvex(subject);
    const adam = adamPromises(subject, minimum);
    return {
      ...conclude(this, {
        hypotheses: [...hypotheses, ...adam.hypotheses, solutionHypothesis(subject.method, subject.profile!)],
        constants: { L: smoothness, mu: strongConvexity, ...adam.constants },
        promises: adam.promises,
        notes: adam.notes,
      }),
      functional: adam.functional,
    };
  },
};
