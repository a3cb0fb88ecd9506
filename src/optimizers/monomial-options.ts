import type { Monomial, Objective } from "../objectives/objective.js";
import { checkOptions } from "./check.js";
import { type MonomialRule, slopeOf } from "./monomial-rule.js";
import { scaled } from "./scaled-number.js";

/** The optimizers that `runMonomial` knows. */
export const monomialOptimizers = ["adagrad", "rmsprop", "adam"] as const;

/** Name of an optimizer that `runMonomial` knows. */
export type MonomialOptimizer = (typeof monomialOptimizers)[number];

/** Largest exponent of `runMonomial`. */
export const maximumMonomialExponent = 1000;

/** An optimizer by its name, and what of its options monomials are not carried with. */
export interface MonomialRequest {
  readonly optimizer: string;
  readonly weightDecay?: number | undefined;
  readonly lrDecay?: number | undefined;
}

/**
 * Whether `runMonomial` can make the run: a monomial objective and an optimizer it knows, without decays.
 *
 * @example
 * canRunMonomial(powerObjective(4), { optimizer: "adam" }); // true
 */
export function canRunMonomial(
  { monomial }: Pick<Objective, "monomial">,
  { optimizer, weightDecay = 0, lrDecay = 0 }: MonomialRequest,
): boolean {
  const isKnown = (monomialOptimizers as readonly string[]).includes(optimizer);
  return isKnown && weightDecay === 0 && lrDecay === 0 && !!monomial && monomial.exponent <= maximumMonomialExponent;
}

/** Options of `runMonomial`; optimizer options that are absent take the optimizer's defaults. */
export interface RunMonomialOptions {
  readonly optimizer: MonomialOptimizer;
  /** Learning rate α, also the time step; finite and > 0. */
  readonly lr: number;
  /** adam: factor of the mean of gradients; in [0, 1), default 0.9. */
  readonly beta1?: number | undefined;
  /** adam, rmsprop: factor of the mean of squares; in [0, 1), default 0.999 and 0.99. */
  readonly beta2?: number | undefined;
  /** ε, added outside the root; finite and ≥ 0, default 1e-8. */
  readonly epsilon?: number | undefined;
  /** Where the run starts, finite. */
  readonly theta0: number;
  /** Number of updates, an integer from 0 to 2²⁹ − 1. */
  readonly steps: number;
  /** Whether m and v are kept; default true. */
  readonly withMoments?: boolean | undefined;
  /** Told the fraction done, 0 to 1, about 200 times. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Asked now and then; true ends the run as "interrupted" and keeps what is there. */
  readonly isCancelled?: (() => boolean) | undefined;
}

const MAXIMUM_STEPS = 2 ** 29 - 1;

function check({ coefficient, exponent }: Monomial, options: RunMonomialOptions): void {
  const { optimizer, theta0, steps } = options;
  const refuse = (what: string, value: unknown): never => {
    throw new RangeError(`Cannot run on a monomial as ${what}: current value is ${String(value)}`);
  };
  if (!(Number.isFinite(coefficient) && coefficient !== 0)) refuse("coefficient must be finite and not 0", coefficient);
  if (!(Number.isInteger(exponent) && exponent >= 1 && exponent <= maximumMonomialExponent)) {
    refuse(`exponent must be a whole number from 1 to ${maximumMonomialExponent}`, exponent);
  }
  if (!monomialOptimizers.includes(optimizer)) {
    refuse(`optimizer must be one of ${monomialOptimizers.join(", ")}`, optimizer);
  }
  if (!Number.isFinite(theta0)) refuse("theta0 must be a finite number", theta0);
  if (!(Number.isInteger(steps) && steps >= 0 && steps <= MAXIMUM_STEPS)) {
    refuse(`steps must be an integer from 0 to ${MAXIMUM_STEPS}`, steps);
  }
}

/**
 * The rule of a run.
 *
 * @throws {RangeError} if the monomial or an option is outside its range.
 */
export function checkMonomialRun(monomial: Monomial, options: RunMonomialOptions): MonomialRule {
  check(monomial, options);
  const { optimizer, lr, beta1 = 0.9, beta2 = optimizer === "adam" ? 0.999 : 0.99, epsilon = 1e-8 } = options;
  checkOptions(
    optimizer,
    { lr, beta1, beta2, epsilon },
    { lr: "positive", beta1: "factor", beta2: "factor", epsilon: "nonnegative" },
  );
  const isAdam = optimizer === "adam";
  const isSum = optimizer === "adagrad";
  return {
    exponent: monomial.exponent,
    slope: slopeOf(monomial),
    keep1: isAdam ? beta1 : 0,
    gain1: isAdam ? 1 - beta1 : 1,
    keep2: isSum ? 1 : beta2,
    gain2: isSum ? 1 : 1 - beta2,
    log1: isAdam ? Math.log(beta1) : -Infinity,
    log2: isAdam ? Math.log(beta2) : -Infinity,
    lr: scaled(lr),
    epsilon: scaled(epsilon),
  };
}
