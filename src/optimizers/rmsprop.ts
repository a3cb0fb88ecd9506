import { checkOptions } from "./check.js";
import type { Optimizer } from "./optimizer.js";
import { ratio, squaredNorm } from "./scaling.js";

export interface RmspropOptions {
  /** Learning rate α, also the time step; finite and > 0. */
  readonly lr: number;
  /** Factor β of the mean of squares (torch: `alpha`); in [0, 1), default 0.99. */
  readonly beta2?: number;
  /** ε, added outside the root; finite and ≥ 0, default 1e-8. */
  readonly epsilon?: number;
  /** L2 factor: `weightDecay·θ` is added to the gradient; finite and ≥ 0, default 0. */
  readonly weightDecay?: number;
  /** One mean of ‖g‖² for all parameters instead of one of g² for each; default false. */
  readonly norm?: boolean;
}

/**
 * RMSProp: steps are scaled by a fading mean of the squared gradients.
 *
 * `v ← β v + (1 − β) g²`, `θ ← θ − α g/(√v + ε)`; v has length d, or 1 in the norm variant, and is not bias-corrected.
 *
 * @throws {RangeError} if an option is outside its range.
 * @see torch.optim.RMSprop (momentum 0, not centred); arXiv 2411.09734, section 2.
 * @example
 * const optimizer = rmspropOptimizer({ lr: 0.01, beta2: 0.9 });
 * const state = optimizer.init(1);
 * optimizer.update(Float64Array.of(-6), state, Float64Array.of(1)); // state.v is 3.6
 */
export function rmspropOptimizer(options: RmspropOptions): Optimizer {
  const { lr, beta2 = 0.99, epsilon = 1e-8, weightDecay = 0, norm = false } = options;
  checkOptions(
    "rmsprop",
    { lr, beta2, epsilon, weightDecay },
    { lr: "positive", beta2: "factor", epsilon: "nonnegative", weightDecay: "nonnegative" },
  );
  const stride = norm ? 0 : 1;
  return {
    lr,
    init: (dimension) => ({ step: 0, v: new Float64Array(norm ? 1 : dimension) }),
    update(gradient, state, theta) {
      const v = state.v!;
      state.step++;
      if (norm) v[0] = beta2 * v[0]! + (1 - beta2) * squaredNorm(gradient, theta, weightDecay);
      for (let i = 0; i < theta.length; i++) {
        const g = gradient[i]! + weightDecay * theta[i]!;
        if (!norm) v[i] = beta2 * v[i]! + (1 - beta2) * (g * g);
        theta[i]! -= lr * ratio(g, Math.sqrt(v[i * stride]!) + epsilon);
      }
    },
  };
}
