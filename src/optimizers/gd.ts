import { checkOptions } from "./check.js";
import type { Optimizer } from "./optimizer.js";

/** Options of `gdOptimizer` and `signgdOptimizer`. */
export interface GdOptions {
  /** Learning rate α, also the time step; finite and > 0. */
  readonly lr: number;
  /** L2 factor: `weightDecay·θ` is added to the gradient; finite and ≥ 0, default 0. */
  readonly weightDecay?: number;
}

/**
 * Gradient descent, without any memory: `θ ← θ − α g`.
 *
 * @throws {RangeError} if an option is outside its range.
 * @see torch.optim.SGD with momentum 0.
 * @example
 * const theta = Float64Array.of(1);
 * const optimizer = gdOptimizer({ lr: 0.5 });
 * optimizer.update(Float64Array.of(-6), optimizer.init(1), theta); // theta is 4
 */
export function gdOptimizer(options: GdOptions): Optimizer {
  const { lr, weightDecay = 0 } = options;
  checkOptions("gd", { lr, weightDecay }, { lr: "positive", weightDecay: "nonnegative" });
  return {
    lr,
    init: () => ({ step: 0 }),
    update(gradient, state, theta) {
      state.step++;
      for (let i = 0; i < theta.length; i++) theta[i]! -= lr * (gradient[i]! + weightDecay * theta[i]!);
    },
  };
}
