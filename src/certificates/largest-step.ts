import { excludesAdamFlow } from "./adam-flow.js";
import type { Hypothesis, Promised } from "./certificate.js";
import { conclude } from "./conclude.js";
import { exact } from "./constants.js";
import { singleSteps } from "./discrete-steps.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";
import { promiseRows } from "./promised.js";
import type { Statement } from "./statement.js";

/** Squares of gradients below about 1e-145 lose digits. */
const UNDERFLOW = 1e-290;

/**
 * The largest step of Adam: `|Δθᵢ| ≤ η√S_k` in update k, whatever the gradients, and
 * `√S_k ≤ (1 − β1)/√((1 − β2)(1 − β1²/β2))`, which is finite where β1² < β2.
 *
 * In the norm variant it bounds ‖Δθ‖. With a trajectory of the algorithm every step in it is held against η√S_k.
 *
 * @see arXiv 1412.6980, section 2.1, for bounds of the kind; derived in docs/theory/largest-step.md.
 */
export const largestStep: Statement = {
  name: "largest-step",
  paper: "1412.6980",
  title: "largest possible step, Adam",
  evidence: "none",
  needs: [],
  excludes: excludesAdamFlow,
  certify({ method, profile }) {
    const { lr, beta1, beta2 } = method;
    const growth = fadingRatio(method);
    const factor = stepFactor(Infinity, method);
    const isBounded = factor < Infinity;
    const isOwn = method.discrete && profile !== null;
    return conclude(this, {
      hypotheses: [fadingHypothesis(method)],
      constants: isBounded
        ? {
            step_bound: exact(lr * factor, "η(1 − β1)/√((1 − β2)(1 − β1²/β2))"),
            factor: exact(factor, "the same in units of η"),
          }
        : { growth: exact(Math.sqrt(growth), "√(β1²/β2): factor by which the bound grows with each update") },
      promises: isOwn ? [promiseSteps(method, profile)] : [],
      notes: [
        ...(isBounded
          ? []
          : [`No step size bounds all steps: √S_k grows with k, as β1² = ${beta1 ** 2} ≥ β2 = ${beta2}.`]),
        ...(isOwn ? [] : ["No trajectory of the algorithm was looked at."]),
      ],
    });
  },
};

/** β1²/β2, 0 for β1 = 0. */
function fadingRatio({ beta1, beta2 }: Pick<Method, "beta1" | "beta2">): number {
  return beta1 === 0 ? 0 : (beta1 * beta1) / beta2;
}

function fadingHypothesis(method: Method): Hypothesis {
  const { beta1, beta2 } = method;
  return {
    name: "squares-fade-slower",
    status: fadingRatio(method) < 1 ? "holds" : "fails",
    value: beta1 * beta1,
    bound: beta2,
    at: null,
    note: beta1 === 0 ? "There is no memory of gradients: nothing to ask." : "β1² must be below β2.",
  };
}

/**
 * `√S_k`, the largest |m̂|/√v̂ that k gradients can make:
 * `S_k = (1 − β1)²(1 − β2^k)/((1 − β2)(1 − β1^k)²)·Σ_{j<k} (β1²/β2)^j`; for k = ∞ its supremum.
 *
 * @param k number of updates, ≥ 1, or Infinity.
 */
export function stepFactor(k: number, { beta1, beta2 }: Pick<Method, "beta1" | "beta2">): number {
  const q = fadingRatio({ beta1, beta2 });
  const rest = (beta: number) => (beta === 0 ? 1 : -Math.expm1(k * Math.log(beta)));
  // Σ_{j<k} q^j
  const sum = k === 1 ? 1 : q === 1 ? k : q === 0 ? 1 : -Math.expm1(k * Math.log(q)) / (1 - q);
  if (!(sum < Infinity)) return Infinity;
  return ((1 - beta1) / rest(beta1)) * Math.sqrt((rest(beta2) / (1 - beta2)) * sum);
}

/** The largest |Δθᵢ| of each step, or ‖Δθ‖ where one memory scales all parameters. */
function promiseSteps(method: Method, profile: Profile): Promised {
  const { lr, beta1, beta2, epsilon } = method;
  const { times, dimension: d, width } = profile;
  const [m, v] = [profile.m!, profile.v!];
  const steps = singleSteps(method, profile);
  const statement = width < d ? "‖Δθ‖ ≤ η√S_k" : "|Δθᵢ| ≤ η√S_k";
  return promiseRows({ name: "step", statement }, times, (r) => {
    const k = steps[r]!;
    if (k === 0) return null;
    const first = -Math.expm1(k * Math.log(beta1));
    const second = -Math.expm1(k * Math.log(beta2));
    let [largest, squares] = [0, 0];
    for (let i = 0; i < d; i++) {
      const square = v[r * width + (width < d ? 0 : i)]!;
      if (!(square > UNDERFLOW)) continue;
      const move = (lr * Math.abs(m[r * d + i]!)) / first / (Math.sqrt(square / second) + epsilon);
      largest = Math.max(largest, move);
      squares += move * move;
    }
    const bound = lr * stepFactor(k, method);
    // m and v are sums of k rounded terms, older ones with less weight
    return { value: width < d ? Math.sqrt(squares) : largest, bound, resolution: 1e-12 * bound };
  });
}
