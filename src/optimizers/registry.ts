import { findByName } from "../numeric/nearest.js";
import { adagradOptimizer } from "./adagrad.js";
import { adamOptimizer } from "./adam.js";
import { adamwOptimizer } from "./adamw.js";
import { gdOptimizer } from "./gd.js";
import type { Optimizer } from "./optimizer.js";
import { rmspropOptimizer } from "./rmsprop.js";
import { sgdOptimizer } from "./sgd.js";
import { signgdOptimizer } from "./signgd.js";

/** Options of all optimizers; each entry of the registry says which of them mean something to it. */
export interface OptimizerOptions {
  /** Learning rate α, also the time step; finite and > 0. */
  readonly lr: number;
  /** Factor β1 of the mean of gradients; in [0, 1). */
  readonly beta1?: number;
  /** Factor β2 of the mean of squares; in [0, 1). */
  readonly beta2?: number;
  /** ε, added outside the root; finite and ≥ 0. */
  readonly epsilon?: number;
  /** L2 factor, for adamw the decoupled one; finite and ≥ 0. */
  readonly weightDecay?: number;
  /** Update k = 1, 2, … uses `lr/(1 + (k − 1)·lrDecay)`; finite and ≥ 0. */
  readonly lrDecay?: number;
  /** Factor μ of the momentum buffer; in [0, 1). */
  readonly momentum?: number;
  /** Nesterov's variant, which needs momentum > 0. */
  readonly nesterov?: boolean;
  /** One second moment of ‖g‖² for all parameters instead of one of g² for each. */
  readonly norm?: boolean;
}

/** Name of an option of an optimizer. */
export type OptimizerOptionName = keyof OptimizerOptions;

/** One discrete optimizer as users name it. */
export interface OptimizerEntry {
  readonly name: string;
  readonly description: string;
  /** One update, in plain text. */
  readonly formula: string;
  /** The options that mean something, with their defaults; `lr` has none and is always needed. */
  readonly defaults: Readonly<Partial<Omit<OptimizerOptions, "lr">>>;
  /** `lr` and the names of `defaults`. */
  readonly options: readonly OptimizerOptionName[];
  /** Whether results can carry a first moment (sgd: only with momentum > 0). */
  readonly hasM: boolean;
  /** Whether results carry a second moment. */
  readonly hasV: boolean;
  create(options: OptimizerOptions): Optimizer;
}

/** Completes an entry: its options are `lr` and whatever has a default. */
function entry(given: Omit<OptimizerEntry, "options">): OptimizerEntry {
  return { ...given, options: ["lr", ...(Object.keys(given.defaults) as OptimizerOptionName[])] };
}

/** Every discrete optimizer. To add one, write its file and add its entry here. */
export const optimizers: readonly OptimizerEntry[] = [
  entry({
    name: "adagrad",
    description: "steps shrink with the sum of all squared gradients",
    formula: "G ← G + g²; θ ← θ − lr·g/(√G + ε)",
    defaults: { epsilon: 1e-8, weightDecay: 0, lrDecay: 0, norm: false },
    hasM: false,
    hasV: true,
    create: adagradOptimizer,
  }),
  entry({
    name: "rmsprop",
    description: "steps are scaled by a fading mean of the squared gradients",
    formula: "v ← β2·v + (1 − β2)·g²; θ ← θ − lr·g/(√v + ε)",
    defaults: { beta2: 0.99, epsilon: 1e-8, weightDecay: 0, norm: false },
    hasM: false,
    hasV: true,
    create: rmspropOptimizer,
  }),
  entry({
    name: "adam",
    description: "a mean of gradients over the root of a mean of squares, bias-corrected; weight decay is L2",
    formula: "m ← β1·m + (1 − β1)·g; v ← β2·v + (1 − β2)·g²; θ ← θ − lr·(m/(1 − β1ᵏ))/(√(v/(1 − β2ᵏ)) + ε)",
    defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, norm: false },
    hasM: true,
    hasV: true,
    create: adamOptimizer,
  }),
  entry({
    name: "adamw",
    description: "Adam with decoupled weight decay",
    formula: "m, v as adam; θ ← (1 − lr·weightDecay)·θ − lr·(m/(1 − β1ᵏ))/(√(v/(1 − β2ᵏ)) + ε)",
    defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, norm: false },
    hasM: true,
    hasV: true,
    create: adamwOptimizer,
  }),
  entry({
    name: "signgd",
    description: "every parameter moves by exactly lr, against the sign of its gradient",
    formula: "θ ← θ − lr·sign(g)",
    defaults: { weightDecay: 0 },
    hasM: false,
    hasV: false,
    create: signgdOptimizer,
  }),
  entry({
    name: "gd",
    description: "plain gradient descent",
    formula: "θ ← θ − lr·g",
    defaults: { weightDecay: 0 },
    hasM: false,
    hasV: false,
    create: gdOptimizer,
  }),
  entry({
    name: "sgd",
    description: "gradient descent with momentum, Nesterov's if wanted",
    formula: "m ← momentum·m + g; θ ← θ − lr·m, with nesterov θ ← θ − lr·(g + momentum·m)",
    defaults: { momentum: 0, nesterov: false, weightDecay: 0 },
    hasM: true,
    hasV: false,
    create: sgdOptimizer,
  }),
];

/**
 * The optimizer of that name; an option that is undefined takes its default.
 *
 * @throws {RangeError} if there is no such optimizer (the message names the nearest ones), if an option means nothing to
 * it, or if one is outside its range.
 * @example
 * createOptimizer("rmsprop", { lr: 0.01, beta2: 0.9 }).lr; // 0.01
 */
export function createOptimizer(
  name: string,
  options: { readonly [K in OptimizerOptionName]?: OptimizerOptions[K] | undefined },
): Optimizer {
  const found = findByName(optimizers, name, { action: "create an optimizer", what: "name" });
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [option] of given) {
    if (!found.options.some((known) => known === option)) {
      throw new RangeError(
        `Cannot create ${name} as its options must be among ${found.options.join(", ")}: current value is ${option}`,
      );
    }
  }
  return found.create(Object.fromEntries(given) as unknown as OptimizerOptions);
}
