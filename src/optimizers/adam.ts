import { type AdamOptions, adamUpdate } from "./adam-update.js";
import type { Optimizer } from "./optimizer.js";

/**
 * Adam: a mean of gradients divided by the root of a mean of their squares, both corrected for their start at 0.
 *
 * `m ← β1 m + (1 − β1) g`, `v ← β2 v + (1 − β2) g²`, `θ ← θ − α m̂/(√v̂ + ε)`, `m̂ = m/(1 − β1^k)`, `v̂ = v/(1 − β2^k)`
 * in update k = 1, 2, …; the state holds the raw m and v (v has length d, or 1 in the norm variant). `weightDecay` is L2:
 * `weightDecay·θ` is added to g.
 *
 * @throws {RangeError} if an option is outside its range.
 * @see torch.optim.Adam; arXiv 2411.09734, section 2.
 * @example
 * const optimizer = adamOptimizer({ lr: 0.1 });
 * const theta = Float64Array.of(1);
 * optimizer.update(Float64Array.of(-6), optimizer.init(1), theta); // theta is 1.1, less an ε
 */
export function adamOptimizer(options: AdamOptions): Optimizer {
  const { lr, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, norm = false } = options;
  return adamUpdate("adam", { lr, beta1, beta2, epsilon, weightDecay, norm }, { l2: weightDecay, keep: 1 });
}
