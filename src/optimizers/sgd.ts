import { checkOptions } from "./check.js";
import type { Optimizer } from "./optimizer.js";
import { flushed } from "./scaling.js";

/** Options of {@link sgdOptimizer}. */
export interface SgdOptions {
  /** Learning rate α, also the time step; finite and > 0. */
  readonly lr: number;
  /** Factor μ of the momentum buffer; in [0, 1), default 0: no buffer. */
  readonly momentum?: number;
  /** Nesterov's variant, which needs momentum > 0; default false. */
  readonly nesterov?: boolean;
  /** L2 factor: `weightDecay·θ` is added to the gradient; finite and ≥ 0, default 0. */
  readonly weightDecay?: number;
}

/**
 * Gradient descent with momentum.
 *
 * `m ← μ m + g`, `θ ← θ − α m`, or `θ ← θ − α (g + μ m)` with `nesterov`; dampening 0, so the first buffer is the
 * gradient. Unlike Adam's, this m is a sum, not a mean. Without momentum the state has no m.
 *
 * @throws {RangeError} if an option is outside its range, or `nesterov` is asked for without momentum.
 * @see torch.optim.SGD.
 * @example
 * const optimizer = sgdOptimizer({ lr: 0.1, momentum: 0.9 });
 * const state = optimizer.init(1);
 * optimizer.update(Float64Array.of(-6), state, Float64Array.of(1)); // state.m is -6
 */
export function sgdOptimizer(options: SgdOptions): Optimizer {
  const { lr, momentum = 0, nesterov = false, weightDecay = 0 } = options;
  checkOptions(
    "sgd",
    { lr, momentum, weightDecay },
    { lr: "positive", momentum: "factor", weightDecay: "nonnegative" },
  );
  if (nesterov && !(momentum > 0)) {
    throw new RangeError(`Cannot create sgd as momentum must be > 0 with nesterov: current value is ${momentum}`);
  }
  return {
    lr,
    init: (dimension) => (momentum > 0 ? { step: 0, m: new Float64Array(dimension) } : { step: 0 }),
    update(gradient, state, theta) {
      const m = state.m;
      state.step++;
      for (let i = 0; i < theta.length; i++) {
        const g = gradient[i]! + weightDecay * theta[i]!;
        if (m === undefined) {
          theta[i]! -= lr * g;
        } else {
          m[i] = flushed(momentum * m[i]! + g);
          theta[i]! -= lr * (nesterov ? g + momentum * m[i]! : m[i]!);
        }
      }
    },
  };
}
