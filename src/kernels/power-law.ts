import { gamma as gammaFunction } from "../numeric/index.js";
import { exponentialBlock } from "./exponential-block.js";
import type { Kernel, RealizationBlock } from "./kernel.js";

/** Options of {@link powerLawKernel}. */
export interface PowerLawKernelOptions {
  /** Exponent γ, 0 < γ < 1. */
  readonly gamma: number;
  /** Youngest age at which the realization is accurate, unit time, > 0. Default 1e-10. */
  readonly minimumAge?: number;
  /** Oldest such age, unit time, > minimumAge. Default 1e6. */
  readonly maximumAge?: number;
  /** Bound of the realization's relative error between them, from 1e-13 to 0.1. Default 1e-10. */
  readonly relativeError?: number;
}

/**
 * Power-law memory, `K(age) = age^(−γ)`, with a sum of exponentials as its realization.
 *
 * `age^(−γ) = 1/Γ(γ) ∫ e^(γu − age·e^u) du` by the trapezoidal rule in u, whose error falls like e^(−π²/step). The slow
 * end of the sum, indistinguishable from a constant up to `maximumAge`, is merged into one term with its mass and mean
 * rate. Below `minimumAge` the kernel is singular and the sum is not: the missing area is carried by one fast term.
 * The kernel is unbounded, so theorems that need ‖ν‖ < ∞ do not apply to it.
 *
 * @throws {RangeError} if an option is out of its range.
 * @see G. Beylkin, L. Monzón, Approximation by exponential sums revisited, Appl. Comput. Harmon. Anal. 28 (2010).
 * @example
 * powerLawKernel({ gamma: 0.5 }).weight(4); // 0.5
 */
export function powerLawKernel(options: PowerLawKernelOptions): Kernel {
  const { gamma, minimumAge = 1e-10, maximumAge = 1e6, relativeError = 1e-10 } = options;
  if (!(gamma > 0 && gamma < 1)) {
    throw new RangeError(`Cannot make a power-law kernel as gamma must be between 0 and 1: current value is ${gamma}`);
  }
  if (!(minimumAge > 0 && maximumAge > minimumAge && maximumAge < Infinity)) {
    throw new RangeError(
      `Cannot make a power-law kernel as minimumAge and maximumAge must be positive, finite and in that order: current value is ${minimumAge} and ${maximumAge}`,
    );
  }
  if (!(relativeError >= 1e-13 && relativeError <= 0.1)) {
    throw new RangeError(
      `Cannot make a power-law kernel as relativeError must be from 1e-13 to 0.1: current value is ${relativeError}`,
    );
  }
  return {
    weight: (age) => age ** -gamma,
    realization: realizePowerLaw(gamma, minimumAge, maximumAge, relativeError),
  };
}

function realizePowerLaw(gamma: number, minimumAge: number, maximumAge: number, error: number): RealizationBlock[] {
  // a third of the error each for the step, the merged slow end and the cut fast end
  const tolerance = error / 3;
  const step = (Math.PI * Math.PI) / (Math.log(1 / tolerance) + 3);
  const slowest = Math.floor(Math.log(Math.sqrt(tolerance) / maximumAge) / step);
  const fastest = Math.ceil(Math.log((Math.log(1 / tolerance) + 3) / minimumAge) / step);
  const scale = step / gammaFunction(gamma);
  const blocks: RealizationBlock[] = [];

  // slow end: Σ_{j ≤ slowest} of a geometric series, with its mean rate
  const mass = (scale * Math.exp(gamma * slowest * step)) / -Math.expm1(-gamma * step);
  const moment = (scale * Math.exp((gamma + 1) * slowest * step)) / -Math.expm1(-(gamma + 1) * step);
  blocks.push(exponentialBlock(mass, moment / mass));
  let area = mass * minimumAge;
  for (let j = slowest + 1; j <= fastest; j++) {
    const rate = Math.exp(j * step);
    const weight = scale * Math.exp(gamma * j * step);
    blocks.push(exponentialBlock(weight, rate));
    area += (weight * -Math.expm1(-rate * minimumAge)) / rate;
  }

  // the area under the singular peak that the sum misses, gone well before minimumAge
  const missing = minimumAge ** (1 - gamma) / (1 - gamma) - area;
  const peakRate = (Math.log(1 / tolerance) + 20) / minimumAge;
  if (missing > 0) blocks.push(exponentialBlock(missing * peakRate, peakRate));
  return blocks;
}
