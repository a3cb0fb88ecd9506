import { findByName } from "../numeric/index.js";
import { createPreconditioner, optimizers, type Preconditioner } from "../optimizers/index.js";

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
export interface AnatomyMethod extends Preconditioner {
  readonly optimizer: string;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Steps that the first moment remembers, ⌈1/(1 − β1)⌉. */
  readonly reach: number;
}

/**
 * The method of checked settings.
 *
 * @throws {RangeError} if a setting is out of its range.
 */
export function createAnatomyMethod(options: AnatomyMethodOptions): AnatomyMethod {
  const { optimizer = "adam", lr } = options;
  const entry = findByName(optimizers, optimizer, { action: "dissect", what: "optimizer" });
  if (!["adam", "adamw", "rmsprop"].includes(entry.name)) {
    throw new RangeError(`Cannot dissect as optimizer must be adam, adamw or rmsprop: current value is ${optimizer}`);
  }
  const { beta1 = 0, beta2 = 0, epsilon = 0, weightDecay = 0 } = { ...entry.defaults, ...stated(options) };
  const preconditioner = createPreconditioner(entry.name, {
    ...{ lr, beta2, epsilon, weightDecay },
    ...(entry.hasM && { beta1 }),
  })!;
  if (!entry.hasM && beta1 !== 0) {
    throw new RangeError(`Cannot dissect as beta1 must be 0 for rmsprop: current value is ${beta1}`);
  }
  const reach = Math.ceil(1 / (1 - beta1) - 1e-9);
  return { optimizer: entry.name, lr, beta1, beta2, epsilon, reach, ...preconditioner };
}

/** What is not undefined. */
function stated(options: AnatomyMethodOptions): Partial<AnatomyMethodOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
