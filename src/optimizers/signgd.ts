import { checkOptions } from "./check.js";
import type { GdOptions } from "./gd.js";
import type { Optimizer } from "./optimizer.js";

/**
 * Sign descent: every parameter moves by exactly α, `θ ← θ − α sign(g)` with `sign(0) = 0`.
 *
 * `weightDecay` is L2: `weightDecay·θ` is added to g before its sign is taken.
 *
 * @throws {RangeError} if an option is outside its range.
 * @see arXiv 2009.06125, section 2: the limit of Adam and RMSProp at fixed factors.
 * @example
 * const theta = Float64Array.of(1);
 * const optimizer = signgdOptimizer({ lr: 0.5 });
 * optimizer.update(Float64Array.of(-6), optimizer.init(1), theta); // theta is 1.5
 */
export function signgdOptimizer(options: GdOptions): Optimizer {
  const { lr, weightDecay = 0 } = options;
  checkOptions("signgd", { lr, weightDecay }, { lr: "positive", weightDecay: "nonnegative" });
  return {
    lr,
    init: () => ({ step: 0 }),
    update(gradient, state, theta) {
      state.step++;
      for (let i = 0; i < theta.length; i++) theta[i]! -= lr * Math.sign(gradient[i]! + weightDecay * theta[i]!);
    },
  };
}
