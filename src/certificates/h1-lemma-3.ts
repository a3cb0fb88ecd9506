import { supNorm } from "../numeric/index.js";
import { conclude } from "./conclude.js";
import { solvedHypothesis } from "./memory-flow.js";
import { promiseRows } from "./promised.js";
import { rowSquares } from "./rows.js";
import type { Statement } from "./statement.js";
import { stronglyConvex } from "./strongly-convex.js";

/**
 * Lemma 3: `2μΦ ≤ ‖∇f‖² ≤ 2LΦ` for a μ-strongly convex, L-smooth f, Φ = f − f*; checked wherever a trajectory goes.
 *
 * @see arXiv 2411.09734, Lemma 3; docs/theory/h1-lemma-3.md.
 */
export const h1Lemma3: Statement = {
  name: "h1-lemma-3",
  paper: "2411.09734",
  title: "gradient against gap, strongly convex",
  evidence: "trajectory",
  needs: ["smoothness", "strongConvexity", "minimum"],
  excludes: () => null,
  certify(subject) {
    const profile = subject.profile!;
    const { times, dimension: d, gradient, loss, resolution } = profile;
    const { hypotheses, smoothness, strongConvexity, minimum } = stronglyConvex(subject);
    const squares = rowSquares(gradient, d);
    // at one point f and g are known to rounding, and that of what they are computed from
    const isOpen = minimum.source === "estimated";
    const blur = (k: number) =>
      profile.noise + 16 * Number.EPSILON * Math.abs(minimum.value) + (isOpen ? resolution.loss[k]! : 0);
    const steepest = Math.sqrt(supNorm(squares));
    const noise = (k: number) => 32 * Number.EPSILON * steepest * (Math.sqrt(squares[k]!) + Number.EPSILON * steepest);
    const gap = (k: number) => loss[k]! - minimum.value;
    return conclude(this, {
      hypotheses: [...hypotheses, solvedHypothesis(profile)],
      constants: { L: smoothness, mu: strongConvexity, f_min: minimum },
      promises: [
        promiseRows({ name: "lower", statement: "2μ(f − f*) ≤ ‖∇f‖²" }, times, (k) => ({
          value: 2 * strongConvexity.value * gap(k),
          bound: squares[k]!,
          resolution: 2 * strongConvexity.value * blur(k) + noise(k),
        })),
        promiseRows({ name: "upper", statement: "‖∇f‖² ≤ 2L(f − f*)" }, times, (k) => ({
          value: squares[k]!,
          bound: 2 * smoothness.value * gap(k),
          resolution: 2 * smoothness.value * blur(k) + noise(k),
        })),
      ],
    });
  },
};
