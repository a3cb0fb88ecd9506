import { constantKernel, exponentialKernel, type Kernel } from "../kernels/index.js";
import type { Objective } from "../objectives/objective.js";
import { type BiasCorrection, createBiasCorrection } from "./bias-correction.js";
import { gradientState } from "./gradient-state.js";
import type { MemoryTerm, Model } from "./model.js";
import { isNearMinimiser } from "./rest.js";

/** The algorithms that have a nonlocal equation; `general` takes any two kernels. */
export type NonlocalOptimizer = "adagrad" | "rmsprop" | "adam" | "general";

/** Options of {@link nonlocalModel}: which memories the equation has, and with which factors. */
export interface NonlocalModelOptions {
  /** Which memories the equation has. */
  readonly optimizer: NonlocalOptimizer;
  /** Learning rate α, also the unit of time: finite and > 0. */
  readonly lr: number;
  /** First momentum factor, in [0, 1). Default 0.9; used by adam, and by general with bias correction. */
  readonly beta1?: number;
  /** Second momentum factor, in [0, 1). Default 0.999, for rmsprop 0.99. */
  readonly beta2?: number;
  /** Added to the root of v, finite and ≥ 0. Default 1e-8; at 0, 0/0 is 0. */
  readonly epsilon?: number;
  /** Whether memories are read at t + α, as the papers' propositions have it (default), or at t. */
  readonly shifted?: boolean;
  /** Whether ‖g‖² replaces g² elementwise, so that one scalar v scales all parameters. Default false. */
  readonly norm?: boolean;
  /** general: kernel of the numerator; without it the bare gradient is the numerator. */
  readonly kernel1?: Kernel;
  /** general: kernel of the denominator; required there. */
  readonly kernel2?: Kernel;
  /** general: whether η(t) and ε(t) of Adam are applied, with beta1 and beta2. Default false. */
  readonly biasCorrection?: boolean;
}

interface Memories {
  readonly numerator: Kernel | null;
  readonly denominator: Kernel;
  readonly correction: BiasCorrection | null;
}

const memoriesOf: Record<NonlocalOptimizer, (options: NonlocalModelOptions) => Memories> = {
  adagrad: ({ lr }) => ({ numerator: null, denominator: constantKernel({ weight: 1 / lr }), correction: null }),
  rmsprop: ({ lr, beta2 = 0.99 }) => ({
    numerator: null,
    denominator: exponentialKernel({ rate: (1 - beta2) / lr }),
    correction: null,
  }),
  adam: ({ lr, beta1 = 0.9, beta2 = 0.999 }) => {
    const numerator = exponentialKernel({ rate: (1 - beta1) / lr });
    const denominator = exponentialKernel({ rate: (1 - beta2) / lr });
    return { numerator, denominator, correction: createBiasCorrection({ lr, beta1, beta2, numerator, denominator }) };
  },
  general: generalMemories,
};

function generalMemories(options: NonlocalModelOptions): Memories {
  const { lr, beta1 = 0.9, beta2 = 0.999, kernel1, kernel2, biasCorrection = false, shifted = true } = options;
  if (!kernel2) throw new TypeError("Cannot make a general model as kernel2 must be given: current value is undefined");
  const [numerator, denominator] = [kernel1 ?? null, kernel2];
  if (!biasCorrection) return { numerator, denominator, correction: null };
  // the correction of a numerator that has no memory is 1/(1 − β1^(t/α)) ~ 1/t: no solution leaves t = 0
  if (numerator === null && !shifted && beta1 > 0) {
    throw new TypeError(
      "Cannot make a general model as kernel1 must be given for bias correction with beta1 > 0 at t = 0 (unshifted): current value is undefined",
    );
  }
  return { numerator, denominator, correction: createBiasCorrection({ lr, beta1, beta2, numerator, denominator }) };
}

/**
 * The first-order nonlocal equation of AdaGrad, RMSProp, Adam, or of any two kernels.
 *
 * `θ'(t) = −η(t⁺)·n(t⁺)/(√v(t⁺) + ε(t⁺))` with t⁺ = t + α (shifted) or t, v the memory of g², and n the bare gradient
 * g(θ(t)) (adagrad, rmsprop) or its memory m (adam). η = 1 and ε(t) = ε without bias correction, else
 * `η = √(1 − β2^(t/α))/(1 − β1^(t/α))`, `ε(t) = ε√(1 − β2^(t/α))`. ε stands outside the root.
 * β = 0 means a memory of one step, rate 1/α.
 *
 * @param objective f and its gradient; its Hessian is used where it exists.
 * @throws {RangeError} if lr, beta1, beta2 or epsilon is out of its range.
 * @throws {TypeError} if `general` has no kernel2, or no kernel1 where unshifted bias correction needs it, or the
 *   optimizer has no such equation.
 * @see arXiv 2411.09734, Propositions 1–3.
 * @example
 * const model = nonlocalModel(quadraticObjective(), { optimizer: "adam", lr: 0.01 });
 * model.memory.map((term) => term.name); // ["m", "v"]
 */
export function nonlocalModel(objective: Objective, options: NonlocalModelOptions): Model {
  checkNonlocalOptions(options, "a nonlocal model");
  const { lr, epsilon = 1e-8, shifted = true, norm = false } = options;
  const d = objective.dimension;
  const { numerator, denominator, correction } = memoriesOf[options.optimizer](options);
  const memory: MemoryTerm[] = [];
  if (numerator) memory.push({ name: "m", kernel: numerator, size: d, integrand: copy });
  memory.push({ name: "v", kernel: denominator, size: norm ? 1 : d, integrand: norm ? squaredNorm : squares });

  const advance = shifted ? lr : 0;
  return {
    ...gradientState(objective),
    memory,
    advance,
    timeScale: lr,
    isAtRest: (y, distance) => isNearMinimiser(objective, y, distance),
    field: createField({ size: d, advance, epsilon, norm, hasNumerator: numerator !== null, correction }),
  };
}

interface FieldSettings {
  readonly size: number;
  readonly advance: number;
  readonly epsilon: number;
  readonly norm: boolean;
  readonly hasNumerator: boolean;
  readonly correction: BiasCorrection | null;
}

function createField({ size, advance, epsilon, norm, hasNumerator, correction }: FieldSettings): Model["field"] {
  return (t, _y, gradient, memory, out) => {
    const time = t + advance;
    if (correction && time === 0) {
      writeStart(gradient, out, { limits: correction.limits, epsilon, norm });
      return;
    }
    const gain = correction ? correction.gain(time) : 1;
    const floor = correction ? epsilon * correction.rootOfSecond(time) : epsilon;
    const top = hasNumerator ? memory[0]! : gradient;
    const v = memory[hasNumerator ? 1 : 0]!;
    for (let i = 0; i < size; i++) {
      const below = Math.sqrt(Math.max(v[norm ? 0 : i]!, 0)) + floor;
      out[i] = top[i] === 0 ? 0 : (-gain * top[i]!) / below;
    }
  };
}

interface StartSettings {
  readonly limits: BiasCorrection["limits"];
  readonly epsilon: number;
  readonly norm: boolean;
}

/** The limit t → 0 of an equation with bias correction, where both memories vanish: m̂ → first·g and v̂ → second·g². */
function writeStart(g: Float64Array, out: Float64Array, { limits, epsilon, norm }: StartSettings): void {
  const length = norm ? euclideanNorm(g) : 0;
  for (let i = 0; i < out.length; i++) {
    const top = limits.first * g[i]!;
    out[i] = top === 0 ? 0 : -top / (Math.sqrt(limits.second) * (norm ? length : Math.abs(g[i]!)) + epsilon);
  }
}

function euclideanNorm(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

function copy(gradient: Float64Array, out: Float64Array): void {
  for (let i = 0; i < gradient.length; i++) out[i] = gradient[i]!;
}

function squares(gradient: Float64Array, out: Float64Array): void {
  for (let i = 0; i < gradient.length; i++) out[i] = gradient[i]! * gradient[i]!;
}

function squaredNorm(gradient: Float64Array, out: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < gradient.length; i++) sum += gradient[i]! * gradient[i]!;
  out[0] = sum;
}

/** Refuses options that are out of their range; `what` is what cannot be made of them. */
export function checkNonlocalOptions(
  { optimizer, lr, beta1 = 0, beta2 = 0, epsilon = 0 }: NonlocalModelOptions,
  what: string,
): void {
  if (!Object.hasOwn(memoriesOf, optimizer)) {
    throw new TypeError(
      `Cannot make ${what} as optimizer must be one of ${Object.keys(memoriesOf).join(", ")}: current value is ${optimizer}`,
    );
  }
  if (!(lr > 0 && lr < Infinity)) {
    throw new RangeError(`Cannot make ${what} as lr must be finite and > 0: current value is ${lr}`);
  }
  for (const [name, beta] of Object.entries({ beta1, beta2 })) {
    if (!(beta >= 0 && beta < 1)) {
      throw new RangeError(`Cannot make ${what} as ${name} must be in [0, 1): current value is ${beta}`);
    }
  }
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw new RangeError(`Cannot make ${what} as epsilon must be finite and >= 0: current value is ${epsilon}`);
  }
}
