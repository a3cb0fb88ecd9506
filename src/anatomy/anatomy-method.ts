import { findByName } from "../numeric/index.js";
import { optimizers } from "../optimizers/index.js";

/** The algorithm whose run is looked at, and its settings. */
export interface AnatomyMethodOptions {
  /** Default `adam`; RMSProp is Adam with β1 = 0 and no bias correction. */
  readonly optimizer?: "adam" | "adamw" | "rmsprop";
  /** Learning rate, also the time step; finite and > 0. */
  readonly lr: number;
  /** Factor of the mean of gradients; in [0, 1), default 0.9, for rmsprop only 0. */
  readonly beta1?: number;
  /** Factor of the mean of squares; in [0, 1), default 0.999, rmsprop 0.99. */
  readonly beta2?: number;
  /** ε, added to the root of v̂; finite and ≥ 0, default 1e-8. */
  readonly epsilon?: number;
  /** Finite and ≥ 0, default 0, adamw 0.01: L2, or for adamw decoupled. */
  readonly weightDecay?: number;
}

/** What an anatomy needs to know of an algorithm. */
export interface AnatomyMethod {
  readonly optimizer: string;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Added to the gradient as `l2·θ`. */
  readonly l2: number;
  /** Curvature above which a frozen preconditioner is unstable. */
  readonly threshold: number;
  /** Steps that the first moment remembers, ⌈1/(1 − β1)⌉. */
  readonly reach: number;
  /** The root of the bias correction of v after `step` updates, `√(1 − β2^k)`; 1 without correction. */
  secondGain(step: number): number;
  /** Writes the diagonal D of Ĥ = D·H after `step` updates. */
  writeInverse(v: Float64Array, step: number, out: Float64Array): void;
}

/**
 * The method of checked settings.
 *
 * Adam: `D = (1 − β1)/(1 + β1)/(1 − β1^k)·1/(√v̂ + ε)`, `v̂ = v/(1 − β2^k)`; RMSProp: `D = 1/(√v + ε)`. With P frozen, a mode of
 * curvature λ of P⁻¹H is stable while `(1 − β1)/(1 + β1)·λ < 2/lr`; AdamW multiplies θ by `1 − lr·w`, which makes it
 * `2/lr − w`.
 *
 * @throws {RangeError} if a setting is out of its range.
 */
export function createAnatomyMethod(options: AnatomyMethodOptions): AnatomyMethod {
  const { optimizer = "adam", lr } = options;
  const entry = findByName(optimizers, optimizer, { action: "dissect", what: "optimizer" });
  if (!["adam", "adamw", "rmsprop"].includes(entry.name)) {
    throw new RangeError(`Cannot dissect as optimizer must be adam, adamw or rmsprop: current value is ${optimizer}`);
  }
  const isCorrected = entry.name !== "rmsprop";
  const { beta1 = 0, beta2 = 0, epsilon = 0, weightDecay = 0 } = { ...entry.defaults, ...stated(options) };
  // the algorithm's own checks
  entry.create({ lr, beta2, epsilon, weightDecay, ...(isCorrected && { beta1 }) });
  if (!isCorrected && beta1 !== 0) {
    throw new RangeError(`Cannot dissect as beta1 must be 0 for rmsprop: current value is ${beta1}`);
  }
  const isDecoupled = entry.name === "adamw";
  const correction = (beta: number, step: number): number => (isCorrected ? -Math.expm1(step * Math.log(beta)) : 1);
  const secondGain = (step: number): number => Math.sqrt(correction(beta2, step));
  return {
    optimizer: entry.name,
    lr,
    beta1,
    beta2,
    epsilon,
    l2: isDecoupled ? 0 : weightDecay,
    threshold: 2 / lr - (isDecoupled ? weightDecay : 0),
    reach: Math.ceil(1 / (1 - beta1) - 1e-9),
    secondGain,
    writeInverse(v, step, out) {
      const factor = (1 - beta1) / (1 + beta1) / correction(beta1, step);
      const root = secondGain(step);
      for (let i = 0; i < out.length; i++) {
        out[i] = factor / (Math.sqrt(v[v.length === 1 ? 0 : i]!) / root + epsilon);
      }
    },
  };
}

/** What is not undefined. */
function stated(options: AnatomyMethodOptions): Partial<AnatomyMethodOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
