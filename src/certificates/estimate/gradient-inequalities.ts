import { approachBottom } from "./approach-bottom.js";
import { type KlExponent, klExponent } from "./kl-exponent.js";
import { lowestRatio, ratioOver } from "./lowest-ratio.js";
import type { Neighbourhood } from "./neighbourhood.js";
import type { Sample } from "./samples.js";
import { distance } from "./vectors.js";

/** How the gradient grows with the height above the minimum. */
export interface GradientInequalities {
  /** ϑ of ‖∇f‖ ≥ c (f − limit)^ϑ. */
  readonly exponent: number;
  /** Why the exponent is what it is: a definite Hessian, a fit on some curves, or nothing that could be resolved. */
  readonly evidence: "definite" | "fitted" | "unresolved";
  readonly fit: KlExponent | null;
  /** c: the infimum of ‖∇f‖/(f − limit)^ϑ. */
  readonly constant: number;
  readonly limit: number;
  /** The infimum of ‖∇f‖²/(2(f − f*)). */
  readonly pl: number;
  /** Whether f* is known, or has been found by a descent that came to rest. */
  readonly isMinimumKnown: boolean;
  /** f at a critical point above the limit or f*, null if none was found. */
  readonly criticalValue: number | null;
  /** Number of samples that are above rounding. */
  readonly points: number;
}

/** Options of {@link gradientInequalities}. */
export interface InequalityOptions {
  /** f*. */
  readonly minimum: number;
  /** Whether f* is known of the objective, and not f at the bottom. */
  readonly isGiven: boolean;
  readonly seed: number;
}

/**
 * Exponent and constants of `‖∇f‖ ≥ c (f − limit)^ϑ` and `‖∇f‖² ≥ 2μ(f − f*)` over the samples of a neighbourhood and
 * curves that approach its bottom. Where the sublevel set has a critical point above the limit, c is the infimum over
 * the trajectory and straight lines from the bottom only: over the whole set it would be 0.
 */
export function gradientInequalities(place: Neighbourhood, options: InequalityOptions): GradientInequalities {
  const { bottom, softest } = place;
  const { minimum, isGiven, seed } = options;
  const resolution = resolutionOf(place, minimum);
  const isAbove = bottom.isAtRest && bottom.value - minimum > resolution;
  const limit = isAbove ? bottom.value : minimum;
  const { near, samples, curves, soft } = gather(place, limit, resolution);
  const definite = isDefinite(place, soft, limit) || (samples.length === 0 && (softest?.curvature ?? 0) > 0);
  const fit = definite ? null : klExponent(curves, limit);
  const inequality = { exponent: fit?.value ?? 0.5, limit };
  // towards a minimiser with a definite Hessian the ratio tends to √(2λ) in the softest direction
  const asymptote = definite ? Math.sqrt(2 * softest!.curvature) : Infinity;
  const found =
    samples.length > 0
      ? lowestRatio(place.probe, { ...place, ...inequality, samples, resolution, seed })
      : { value: definite ? asymptote : 0, criticalValue: null };
  const criticalValue = isAbove ? bottom.value : found.criticalValue;
  const isMinimumKnown = bottom.isAtRest || isGiven;
  const constant = found.criticalValue === null ? found.value : ratioOver(near, inequality);
  const hasPl = isMinimumKnown && criticalValue === null && inequality.exponent === 0.5;
  return {
    ...inequality,
    evidence: definite ? "definite" : fit ? "fitted" : "unresolved",
    fit,
    constant: Math.min(constant, asymptote) < Infinity ? Math.min(constant, asymptote) : 0,
    pl: hasPl ? Math.min(found.value, asymptote) ** 2 / 2 : 0,
    isMinimumKnown,
    criticalValue,
    points: samples.length,
  };
}

interface Gathered {
  /** On the trajectory and on straight lines from the bottom. */
  readonly near: readonly Sample[];
  readonly samples: readonly Sample[];
  /** Towards the bottom. */
  readonly curves: readonly (readonly Sample[])[];
  /** Those of them that are straight, in the softest direction. */
  readonly soft: readonly (readonly Sample[])[];
}

/** All samples in the sublevel set or on the trajectory whose height above the limit is resolved. */
function gather(place: Neighbourhood, limit: number, resolution: number): Gathered {
  const isResolved = ({ value }: Sample) => value - limit > resolution;
  const trail = place.trail.filter(isResolved);
  const { straight, soft, floors } = approachBottom(place, limit, resolution);
  const inside = place.samples.filter((sample) => isResolved(sample) && sample.value <= place.region.level);
  const near = [...trail, ...straight.flat()];
  return { near, samples: [...near, ...floors.flat(), ...inside], curves: [...straight, ...floors, trail], soft };
}

/**
 * Height above the minimum below which rounding of f may spoil ratios: 1e-9 of the sizes of f; less where all of the
 * heights are small beside f, as far as rounding leaves three digits.
 */
function resolutionOf({ first, bottom }: Neighbourhood, minimum: number): number {
  const size = Math.abs(first) + Math.abs(minimum);
  const height = first - Math.max(minimum, bottom.value);
  return Math.min(1e-9 * size, Math.max(1e-3 * height, 1e4 * Number.EPSILON * size));
}

/** Whether f is like its quadratic model in the softest direction, as near to the bottom as it is resolved. */
function isDefinite({ bottom, softest }: Neighbourhood, soft: readonly (readonly Sample[])[], limit: number): boolean {
  if (!softest || !(softest.curvature > 0) || soft.length === 0) return false;
  return soft.every((curve) => {
    const last = curve.at(-1);
    if (!last) return false;
    const model = 0.5 * softest.curvature * distance(last.theta, bottom.theta) ** 2;
    return Math.abs((last.value - limit) / model - 1) <= 0.25;
  });
}
