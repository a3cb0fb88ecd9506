import { type AdamOptions, adamUpdate } from "./adam-update.js";
import type { Optimizer } from "./optimizer.js";

/**
 * AdamW: Adam whose weight decay acts on θ itself and never enters m or v.
 *
 * `θ ← (1 − α·weightDecay) θ − α m̂/(√v̂ + ε)`, with m̂ and v̂ of the bare gradient as in Adam.
 *
 * @throws {RangeError} if an option is outside its range.
 * @see torch.optim.AdamW; arXiv 1711.05101, Algorithm 2.
 * @example
 * adamwOptimizer({ lr: 0.01, weightDecay: 0.1 }).init(2).m; // Float64Array [0, 0]
 */
export function adamwOptimizer(options: AdamOptions): Optimizer {
  const { lr, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01, norm = false } = options;
  return adamUpdate("adamw", { lr, beta1, beta2, epsilon, weightDecay, norm }, { l2: 0, keep: 1 - lr * weightDecay });
}
