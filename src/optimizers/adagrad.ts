import { checkOptions } from "./check.js";
import type { Optimizer } from "./optimizer.js";
import { scaledUpdate } from "./scaled-update.js";

/** Options of {@link adagradOptimizer}. */
export interface AdagradOptions {
  /** Learning rate α, also the time step; finite and > 0. */
  readonly lr: number;
  /** ε, added outside the root; finite and ≥ 0, default 1e-8 (torch: 1e-10). */
  readonly epsilon?: number;
  /** L2 factor: `weightDecay·θ` is added to the gradient; finite and ≥ 0, default 0. */
  readonly weightDecay?: number;
  /** Update k = 1, 2, … uses `lr/(1 + (k − 1)·lrDecay)`; finite and ≥ 0, default 0. */
  readonly lrDecay?: number;
  /** One accumulator of ‖g‖² for all parameters instead of one of g² for each; default false. */
  readonly norm?: boolean;
}

/**
 * AdaGrad: steps shrink with the sum of all squared gradients.
 *
 * `G ← G + g²`, `θ ← θ − α g/(√G + ε)`; G is the state's `v`, of length d, or 1 in the norm variant.
 *
 * @throws {RangeError} if an option is outside its range.
 * @see torch.optim.Adagrad; arXiv 2411.09734, section 2.
 * @example
 * const optimizer = adagradOptimizer({ lr: 0.1 });
 * const theta = Float64Array.of(1);
 * optimizer.update(Float64Array.of(-6), optimizer.init(1), theta); // theta is 1.1, less an ε
 */
export function adagradOptimizer(options: AdagradOptions): Optimizer {
  const { lr, epsilon = 1e-8, weightDecay = 0, lrDecay = 0, norm = false } = options;
  checkOptions(
    "adagrad",
    { lr, epsilon, weightDecay, lrDecay },
    { lr: "positive", epsilon: "nonnegative", weightDecay: "nonnegative", lrDecay: "nonnegative" },
  );
  return scaledUpdate({ lr, epsilon, weightDecay, lrDecay, norm }, { keep: 1, gain: 1 });
}
