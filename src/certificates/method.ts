import { constantKernel, exponentialKernel, type Kernel } from "../kernels/index.js";
import { findByName } from "../numeric/index.js";
import { optimizers } from "../optimizers/index.js";

/** What a statement must know of the algorithm or equation, as users set it; absent options take the usual defaults. */
export interface MethodSettings {
  /** `adagrad`, `rmsprop`, `adam`, `general` or any discrete optimizer. */
  readonly optimizer: string;
  /** Whether the trajectory is the algorithm's own (rows at t = k·lr) and not the equation's. Default false. */
  readonly discrete?: boolean;
  /** Learning rate α, unit time; finite and > 0. */
  readonly lr: number;
  /** Factors in [0, 1); defaults 0.9 and 0.999 (rmsprop 0.99). */
  readonly beta1?: number;
  readonly beta2?: number;
  /** Added to the root; finite and ≥ 0. Default 1e-8. */
  readonly epsilon?: number;
  /** One scalar memory of ‖g‖². Default false. */
  readonly norm?: boolean;
  /** Equation: memories read at t + lr (default) or at t. */
  readonly shifted?: boolean;
  /** `general`: kernels of numerator (absent: the bare gradient) and denominator, and whether Adam's factors apply. */
  readonly kernel1?: Kernel;
  readonly kernel2?: Kernel;
  readonly biasCorrection?: boolean;
  /** Discrete: additions that make it another algorithm where they are not 0. */
  readonly weightDecay?: number;
  readonly lrDecay?: number;
}

/** The memory of squares as an equation: `M' = gain·g² − rate·M`. */
export interface MemoryEquation {
  /** κ = ‖ν‖, unit 1/time. */
  readonly gain: number;
  /** λ, unit 1/time; 0 never forgets. */
  readonly rate: number;
}

/** Algorithm or equation, as statements see it. */
export interface Method {
  readonly optimizer: string;
  readonly discrete: boolean;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly norm: boolean;
  /** How far ahead memories are read, unit time: lr (shifted, and the algorithm, whose step k uses moments k + 1) or 0. */
  readonly advance: number;
  /** Kernel of the memory of gradients; null where there is none. */
  readonly numerator: Kernel | null;
  /** Kernel of the memory of squares; null where there is none. */
  readonly kernel: Kernel | null;
  /** Its equation, null where the kernel is not one exponential. */
  readonly memory: MemoryEquation | null;
  /** Whether θ follows the bare gradient over `√M + ε`, without a first moment or bias correction. */
  readonly followsGradient: boolean;
  /** Whether it is Adam: exponential memories at rates (1 − β)/lr, bias-corrected. */
  readonly isAdam: boolean;
  /** What makes the algorithm another one than it is called, in words; null for nothing. */
  readonly addition: string | null;
}

/**
 * What statements see of an algorithm or equation.
 *
 * @throws {RangeError} if lr, a factor or epsilon is out of its range, or the optimizer is unknown.
 * @example
 * createMethod({ optimizer: "rmsprop", lr: 0.1, beta2: 0.9 }).memory; // { gain: 1, rate: 1 } up to rounding
 */
export function createMethod(settings: MethodSettings): Method {
  const { optimizer, lr, discrete = false, beta1 = 0.9, epsilon = 1e-8, norm = false, shifted = true } = settings;
  const beta2 = settings.beta2 ?? (optimizer === "rmsprop" ? 0.99 : 0.999);
  if (!Object.hasOwn(partsOf, optimizer)) findByName(optimizers, optimizer, { action: "certify", what: "optimizer" });
  checkSettings({ lr, beta1, beta2, epsilon });
  const parts = partsOf[optimizer]?.({ ...settings, lr, beta1, beta2 }) ?? noParts;
  const { weightDecay = 0, lrDecay = 0 } = settings;
  const additions = [...(weightDecay > 0 ? ["weight decay"] : []), ...(lrDecay > 0 ? ["a falling learning rate"] : [])];
  return {
    optimizer,
    discrete,
    lr,
    beta1,
    beta2,
    epsilon,
    norm,
    advance: discrete || shifted ? lr : 0,
    ...parts,
    memory: parts.kernel && singleExponential(parts.kernel),
    addition: additions.length === 0 ? null : additions.join(" and "),
  };
}

type Parts = Pick<Method, "numerator" | "kernel" | "followsGradient" | "isAdam">;

const noParts: Parts = { numerator: null, kernel: null, followsGradient: false, isAdam: false };

const partsOf: Readonly<
  Record<string, (settings: Required<Pick<MethodSettings, "lr" | "beta1" | "beta2">> & MethodSettings) => Parts>
> = {
  adagrad: ({ lr }) => ({ ...noParts, kernel: constantKernel({ weight: 1 / lr }), followsGradient: true }),
  rmsprop: ({ lr, beta2 }) => ({ ...noParts, kernel: fading(beta2, lr), followsGradient: true }),
  adam: ({ lr, beta1, beta2 }) => {
    return { numerator: fading(beta1, lr), kernel: fading(beta2, lr), followsGradient: false, isAdam: true };
  },
  general: ({ kernel1, kernel2, biasCorrection = false }) => ({
    numerator: kernel1 ?? null,
    kernel: kernel2 ?? null,
    followsGradient: !kernel1 && !biasCorrection,
    isAdam: false,
  }),
};

function fading(beta: number, lr: number): Kernel {
  return exponentialKernel({ rate: (1 - beta) / lr });
}

function singleExponential({ realization }: Kernel): MemoryEquation | null {
  const block = realization?.[0];
  if (realization?.length !== 1 || block?.order !== 1) return null;
  const [gain, rate] = [block.b[0]! * block.c[0]!, -block.A[0]! + 0];
  return gain > 0 && rate >= 0 ? { gain, rate } : null;
}

function checkSettings({ lr, epsilon, ...factors }: { lr: number; epsilon: number; beta1: number; beta2: number }) {
  const refuse = (name: string, condition: string, value: number) => {
    throw new RangeError(`Cannot certify as ${name} must be ${condition}: current value is ${value}`);
  };
  if (!(lr > 0 && lr < Infinity)) refuse("lr", "finite and > 0", lr);
  if (!(epsilon >= 0 && epsilon < Infinity)) refuse("epsilon", "finite and >= 0", epsilon);
  for (const [name, value] of Object.entries(factors)) {
    if (!(value >= 0 && value < 1)) refuse(name, "in [0, 1)", value);
  }
}
