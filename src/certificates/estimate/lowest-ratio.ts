import { climb, type Region, type Top } from "./climb.js";
import { criticalPoint } from "./critical-point.js";
import { DENSE } from "./extreme-curvatures.js";
import type { Probe } from "./probe.js";
import { pickApart, type Sample } from "./samples.js";
import { norm } from "./vectors.js";

/** Samples from which Newton's method looks for a critical point, and those from which a climb starts. */
const STARTS = 12;
const CLIMBS = 3;

/** The inequality `‖∇f‖ ≥ c (f − limit)^exponent`. */
export interface Inequality {
  readonly exponent: number;
  readonly limit: number;
}

/** Options of {@link lowestRatio}. */
export interface LowestRatioOptions extends Inequality {
  /** Samples with f − limit resolved, at least one. */
  readonly samples: readonly Sample[];
  /** Smallest f − limit that is not lost in rounding. */
  readonly resolution: number;
  readonly region: Region;
  /** Size of the region. */
  readonly scale: number;
  readonly seed: number;
}

/** The infimum of `‖∇f‖/(f − limit)^exponent` as it was found. */
export interface LowestRatio {
  readonly value: number;
  /** f at a critical point above the limit, null if none was found. */
  readonly criticalValue: number | null;
}

/** The smallest `‖∇f‖/(f − limit)^exponent` over samples; Infinity over none. */
export function ratioOver(samples: readonly Sample[], inequality: Inequality): number {
  return samples.reduce((least, sample) => Math.min(least, ratioAt(sample, inequality)), Infinity);
}

function ratioAt({ value, steepness }: Omit<Sample, "theta">, { exponent, limit }: Inequality): number {
  return steepness / (value - limit) ** exponent;
}

/**
 * The smallest `‖∇f‖/(f − limit)^exponent` over samples and, by climbs, near those where it is small. From there Newton's
 * method looks for critical points above the limit, where it is 0. Above 40 parameters over samples only.
 */
export function lowestRatio(probe: Probe, options: LowestRatioOptions): LowestRatio {
  const { samples, scale } = options;
  const ranked = samples
    .map((sample) => ({ sample, ratio: ratioAt(sample, options) }))
    .sort((a, b) => a.ratio - b.ratio);
  const { ratio, sample } = ranked[0]!;
  if (!(ratio > 0)) return { value: 0, criticalValue: sample.value };
  if (probe.dimension > DENSE) return { value: ratio, criticalValue: null };
  const starts = pickApart(
    ranked.map((at) => at.sample),
    scale / 4,
    STARTS,
  );
  const tops = starts.slice(0, CLIMBS).map((start) => climbFrom(probe, start, options));
  for (const start of [...tops, ...starts]) {
    const criticalValue = criticalValueFrom(probe, start.theta, options);
    if (criticalValue !== null) return { value: 0, criticalValue };
  }
  return { value: Math.min(ratio, ...tops.map((top) => -top.score)), criticalValue: null };
}

function climbFrom(probe: Probe, start: Sample, options: LowestRatioOptions): Top {
  const { limit, resolution, region, scale, seed } = options;
  const gradient = new Float64Array(probe.dimension);
  return climb(probe, {
    start: start.theta,
    score: (theta) => {
      const value = probe.evaluate(theta, gradient);
      // nearer to the minimum noise would be climbed
      const counts = value - limit > 10 * resolution && value < Infinity;
      return counts ? -ratioAt({ value, steepness: norm(gradient) }, options) : -Infinity;
    },
    region: { ...region, level: Math.max(region.level, start.value) },
    step: scale / 16,
    rounds: 60,
    seed,
  });
}

function criticalValueFrom(probe: Probe, start: Float64Array, options: LowestRatioOptions): number | null {
  const { samples, limit, resolution, region, scale } = options;
  const inside = samples.filter(({ value }) => value <= region.level);
  const steepness = inside.reduce((most, sample) => Math.max(most, sample.steepness), 0);
  const critical = criticalPoint(probe, { start, within: scale / 4, steepness });
  const isAbove = critical && critical.value - limit > 10 * resolution && critical.value <= region.level;
  return isAbove ? critical.value : null;
}
