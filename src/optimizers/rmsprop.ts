import { checkOptions } from "./check.js";
import type { Optimizer } from "./optimizer.js";
import { scaledUpdate } from "./scaled-update.js";

/** Options of {@link rmspropOptimizer}. */
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
  return scaledUpdate({ lr, epsilon, weightDecay, lrDecay: 0, norm }, { keep: beta2, gain: 1 - beta2 });
}
