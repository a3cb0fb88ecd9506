import { checkOptions } from "./check.js";
import type { Optimizer } from "./optimizer.js";
import { flushed, ratio, squaredNorm } from "./scaling.js";

/** Options of `adamOptimizer` and `adamwOptimizer`. */
export interface AdamOptions {
  /** Learning rate α, also the time step; finite and > 0. */
  readonly lr: number;
  /** Factor of the mean of gradients; in [0, 1), default 0.9. */
  readonly beta1?: number;
  /** Factor of the mean of squares; in [0, 1), default 0.999. */
  readonly beta2?: number;
  /** ε, added outside the root of the bias-corrected v; finite and ≥ 0, default 1e-8. */
  readonly epsilon?: number;
  /** Adam: L2 factor, default 0. AdamW: θ is multiplied by `1 − lr·weightDecay`, default 0.01. Finite and ≥ 0. */
  readonly weightDecay?: number;
  /** One mean of ‖g‖² for all parameters instead of one of g² for each; default false. */
  readonly norm?: boolean;
}

/** What tells Adam from AdamW: what is added to the gradient as `l2·θ`, and what θ is multiplied by in each update. */
interface Decay {
  readonly l2: number;
  readonly keep: number;
}

/** `1 − e^(−x)` is 1 beyond it, as e^(−x) is less than half a unit in the last place: corrections are over. */
const NEGLIGIBLE = 40;

/** The update that Adam and AdamW share; `decay` says how they differ. */
export function adamUpdate(name: string, options: Required<AdamOptions>, decay: Decay): Optimizer {
  const { lr, beta1, beta2, epsilon, weightDecay, norm } = options;
  checkOptions(
    name,
    { lr, beta1, beta2, epsilon, weightDecay },
    { lr: "positive", beta1: "factor", beta2: "factor", epsilon: "nonnegative", weightDecay: "nonnegative" },
  );
  const { l2, keep } = decay;
  // 1 − β^k = −expm1(k ln β) keeps its digits when β is close to 1; β = 0 gives ln β = −∞ and the correction 1
  const [log1, log2] = [Math.log(beta1), Math.log(beta2)];
  const [last1, last2] = [NEGLIGIBLE / -log1, NEGLIGIBLE / -log2];
  return {
    lr,
    init: (dimension) => ({ step: 0, m: new Float64Array(dimension), v: new Float64Array(norm ? 1 : dimension) }),
    update(gradient, state, theta) {
      const m = state.m!;
      const v = state.v!;
      const step = ++state.step;
      const size = step > last1 ? lr : lr / -Math.expm1(step * log1);
      const root2 = step > last2 ? 1 : Math.sqrt(-Math.expm1(step * log2));
      if (norm) v[0] = beta2 * v[0]! + (1 - beta2) * squaredNorm(gradient, theta, l2);
      // networks have millions of parameters: each number is read and written once
      const [new1, new2] = [1 - beta1, 1 - beta2];
      for (let i = 0; i < theta.length; i++) {
        const before = theta[i]!;
        const g = gradient[i]! + l2 * before;
        const first = flushed(beta1 * m[i]! + new1 * g);
        m[i] = first;
        const second = norm ? v[0]! : beta2 * v[i]! + new2 * (g * g);
        if (!norm) v[i] = second;
        theta[i] = keep * before - size * ratio(first, Math.sqrt(second) / root2 + epsilon);
      }
    },
  };
}
