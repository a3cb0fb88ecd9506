import type { OptimizerOptions } from "./registry.js";

/** A product that is 1 but for its rounding means no memory. */
const ROUNDING = 2e-12;

/**
 * The factor of a memory that forgets at some rate, `β = 1 − rate·lr`; 0 where rate·lr is 1 but for rounding.
 *
 * @param rate (1 − β)/lr, unit 1/time.
 * @example
 * factorOfRate(10, 0.01); // 0.9
 */
export function factorOfRate(rate: number, lr: number): number {
  return Math.abs(rate * lr - 1) < ROUNDING ? 0 : 1 - rate * lr;
}

/** Options of an optimizer, of which factors may be given by their rates. */
export interface RatedOptions extends OptimizerOptions {
  /** b = (1 − β1)/lr in place of β1, unit 1/time; > 0 and at most 1/lr. */
  readonly rate1?: number;
  /** a = (1 − β2)/lr in place of β2, like rate1. */
  readonly rate2?: number;
}

/**
 * Options with factors in place of rates.
 *
 * @throws {RangeError} if a rate is not in (0, 1/lr], or is given beside its factor.
 * @example
 * optionsOfRates({ lr: 0.01, rate1: 10, rate2: 25 }); // { lr: 0.01, beta1: 0.9, beta2: 0.75 }
 */
export function optionsOfRates({ rate1, rate2, ...options }: RatedOptions): OptimizerOptions {
  const { lr } = options;
  const factors = Object.entries({ 1: rate1, 2: rate2 }).flatMap(([index, rate]) => {
    if (rate === undefined) return [];
    const name = `rate${index}`;
    const beta = factorOfRate(rate, lr);
    if (!(rate > 0 && beta >= 0)) {
      throw new RangeError(
        `Cannot create an optimizer as ${name} must be > 0 and at most 1/lr = ${1 / lr}: current value is ${rate}`,
      );
    }
    const other = `beta${index}` as "beta1" | "beta2";
    if (options[other] !== undefined) {
      throw new RangeError(
        `Cannot create an optimizer as ${name} must be left out where ${other} is given: current value is ${rate}`,
      );
    }
    return [[other, beta] as const];
  });
  return { ...options, ...Object.fromEntries(factors) };
}
