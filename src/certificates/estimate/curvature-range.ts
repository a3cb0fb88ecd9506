import { climb, type Region } from "./climb.js";
import { type Curvatures, curvaturesAt, DENSE } from "./extreme-curvatures.js";
import type { Probe } from "./probe.js";
import { pickApart, type Sample } from "./samples.js";
import { spread } from "./spread.js";

/** Options of {@link curvatureRange}. */
export interface CurvatureRangeOptions {
  readonly samples: readonly Sample[];
  readonly region: Region;
  /** Size of the region. */
  readonly scale: number;
  readonly seed: number;
}

/** The extreme eigenvalues of Hessians over samples. */
export interface CurvatureRange extends Curvatures {
  /** At how many samples Hessians were looked at. */
  readonly points: number;
}

/** The most Hessians whose eigenvalues are affordable: some 0.1 s of Jacobi's rotations, or Lanczos' method a few times. */
function mostPoints(d: number): number {
  if (d > DENSE) return 8;
  return Math.min(2000, Math.ceil(6e6 / d ** 3));
}

function effortFor(d: number): { readonly starts: number; readonly rounds: number } {
  if (d <= 3) return { starts: d <= 2 ? 3 : 2, rounds: 100 };
  return d <= 10 ? { starts: 1, rounds: 40 } : { starts: 1, rounds: 8 };
}

interface Seen extends Curvatures {
  readonly sample: Sample;
}

/**
 * The smallest and the largest eigenvalue of the Hessian over samples, with a climb from the extreme ones to the extremes
 * nearby; above 40 parameters without, but with more steps of Lanczos' method where it counts. Null without any sample.
 */
export function curvatureRange(probe: Probe, options: CurvatureRangeOptions): CurvatureRange | null {
  const { samples, seed } = options;
  const d = probe.dimension;
  const chosen = spread(samples, mostPoints(d));
  const seen: Seen[] = chosen.flatMap((sample) => {
    const found = curvaturesAt(probe, sample.theta, { seed, steps: 16 });
    return found ? [{ ...found, sample }] : [];
  });
  if (seen.length === 0) return null;
  const extremes = [(at: Curvatures) => at.largest, (at: Curvatures) => -at.smallest].map((score) =>
    (d > DENSE ? lookCloser : refine)(probe, { ...options, seen, score }),
  );
  return { largest: extremes[0]!, smallest: -extremes[1]!, points: seen.length };
}

interface Refinement extends CurvatureRangeOptions {
  readonly seen: readonly Seen[];
  readonly score: (at: Curvatures) => number;
}

function refine(probe: Probe, { seen, score, region, scale, seed }: Refinement): number {
  const { starts, rounds } = effortFor(probe.dimension);
  const ranked = [...seen].sort((a, b) => score(b) - score(a));
  let best = score(ranked[0]!);
  for (const sample of pickApart(
    ranked.map((at) => at.sample),
    scale / 8,
    starts,
  )) {
    const top = climb(probe, {
      start: sample.theta,
      score: (theta) => {
        const at = curvaturesAt(probe, theta);
        return at ? score(at) : -Infinity;
      },
      region: { ...region, level: Math.max(region.level, sample.value) },
      step: scale / 16,
      rounds,
      seed,
    });
    best = Math.max(best, top.score);
  }
  return best;
}

/** The extreme sample once more, with all the steps it takes. */
function lookCloser(probe: Probe, { seen, score, seed }: Refinement): number {
  const top = seen.reduce((a, b) => (score(b) > score(a) ? b : a));
  const found = curvaturesAt(probe, top.sample.theta, { seed, steps: 64, tolerance: 1e-5 });
  return Math.max(score(top), found ? score(found) : -Infinity);
}
