import { allFinite, rowOf } from "../../numeric/index.js";
import type { Objective } from "../../objectives/index.js";
import type { Region } from "./climb.js";
import { type Descent, descend } from "./descend.js";
import type { EstimateOptions } from "./estimates.js";
import { type Exploration, explore, FARTHEST } from "./explore.js";
import { DENSE } from "./extreme-curvatures.js";
import { createProbe, type Probe } from "./probe.js";
import { type Sample, takeSamples } from "./samples.js";
import { type Softest, softestDirection } from "./softest-direction.js";
import { spread } from "./spread.js";
import { spreadRows } from "./spread-rows.js";
import { along, distance, unit } from "./vectors.js";

/** Up to so many rows of a trajectory enter inequalities of gradients, and so many numbers of them. */
const MOST_ROWS = 20_000;
const MOST_NUMBERS = 200_000;

/** A trajectory and what lies beside it, as far as it was looked at. */
export interface Neighbourhood {
  readonly probe: Probe;
  readonly bottom: Descent;
  /** The direction of smallest curvature at the bottom; null where the Hessian is not finite there. */
  readonly softest: Softest | null;
  /** The largest distance from the bottom of a row that is not above the first, or 1. */
  readonly scale: number;
  /** f(θ₀). */
  readonly first: number;
  /** The sublevel set of the start, or of the bottom where f is higher there, as far as it is near. */
  readonly region: Region;
  /** Rows of the trajectory, all of them where they are not too many. */
  readonly trail: readonly Sample[];
  /** Rows looked at, points between them and the bottom, points beside the trajectory and the bottom. */
  readonly samples: readonly Sample[];
  readonly exploration: Exploration;
}

/** Looks at a trajectory, descends from its end, and looks about. */
export function lookAbout(
  objective: Objective,
  options: Required<Pick<EstimateOptions, "rows" | "seed">> & EstimateOptions,
): Neighbourhood {
  const { thetas, rows, seed } = options;
  const d = objective.dimension;
  const start = rowOf(thetas, 0, d);
  const first = objective.value(start);
  const rowsAt = (count: number) => spreadRows(thetas, d, count).map((k) => rowOf(thetas, k, d));
  const looked = rowsAt(rows);
  // a diverging run does not make the region large
  const inside = looked.filter((theta) => objective.value(theta) <= first);
  const extent = Math.max(...inside.map((theta) => distance(theta, start))) || 1;
  const rough = createProbe(objective, extent);
  const end = lastInside(objective, thetas);
  const bottom = options.minimiser
    ? { theta: options.minimiser.slice(), value: rough.value(options.minimiser), isAtRest: true }
    : descend(rough, { start: end, extent, size: Math.abs(first) });
  const scale = Math.max(...inside.map((theta) => distance(theta, bottom.theta))) || extent;
  const probe = createProbe(objective, scale);
  const level = Math.max(first, bottom.value);
  const region = { level, lowest: bottom.value, centre: bottom.theta, radius: FARTHEST * scale };
  const softest = softestDirection(probe, bottom.theta, seed);
  const atRows = takeSamples(probe, looked);
  const origins = atRows.filter(({ value }) => value <= level).map(({ theta }) => theta);
  const ways = [start, end].map((theta) => unit(theta.map((x, i) => x - bottom.theta[i]!)));
  const directions = [softest?.direction, ...ways].filter((direction) => direction != null);
  const exploration = explore(probe, { minimiser: bottom.theta, origins, directions, level, scale, seed });
  const beside = takeSamples(probe, [...segments(looked, bottom.theta), ...exploration.points, bottom.theta]);
  const trail = takeSamples(probe, rowsAt(mostRows(d, rows)));
  return { probe, bottom, softest, scale, first, region, trail, exploration, samples: [...atRows, ...beside] };
}

const mostRows = (d: number, rows: number): number => Math.min(MOST_ROWS, Math.max(rows, Math.floor(MOST_NUMBERS / d)));

/** The last row at which f is at most what it is at the first. */
function lastInside(objective: Objective, thetas: Float64Array): Float64Array {
  const d = objective.dimension;
  const start = rowOf(thetas, 0, d);
  const first = objective.value(start);
  for (let k = thetas.length / d - 1; k > 0; k--) {
    const theta = rowOf(thetas, k, d);
    if (allFinite(theta, d) && objective.value(theta) <= first) return theta;
  }
  return start;
}

/** Points between rows and the bottom. */
function segments(looked: readonly Float64Array[], bottom: Float64Array): Float64Array[] {
  const isLarge = bottom.length > DENSE;
  const shares = isLarge ? [0.5] : [0.25, 0.5, 0.75];
  return spread(looked, isLarge ? 12 : looked.length).flatMap((theta) => {
    const way = theta.map((x, i) => x - bottom[i]!);
    return way.some((x) => x !== 0) ? shares.map((share) => along(bottom, way, share)) : [];
  });
}
