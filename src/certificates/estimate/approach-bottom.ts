import { approach } from "./approach.js";
import { reachOf } from "./explore.js";
import { DENSE } from "./extreme-curvatures.js";
import { followFloor } from "./follow-floor.js";
import type { Neighbourhood } from "./neighbourhood.js";
import type { Sample } from "./samples.js";
import { distance, dot } from "./vectors.js";
import type { Ray } from "./walk-ray.js";

/** How much of f − limit is left from point to point: on rays, and on rays in many dimensions. */
const FINE = 0.5;
const COARSE = 0.1;

/** Curves of samples towards the bottom of a neighbourhood. */
export interface Curves {
  /** Along rays, up to halfway to the first ridge. */
  readonly straight: readonly (readonly Sample[])[];
  /** Those of them in the softest direction, both ways. */
  readonly soft: readonly (readonly Sample[])[];
  /** On the floor of the valley that these start in. */
  readonly floors: readonly (readonly Sample[])[];
}

/** Samples on all rays from the bottom, and on the floor of the valley that the softest of them start in. */
export function approachBottom(place: Neighbourhood, limit: number, resolution: number): Curves {
  const { probe, bottom, exploration, softest, scale, region } = place;
  const d = probe.dimension;
  const common = { minimiser: bottom.theta, limit, resolution };
  const towards = (ray: Ray) => {
    // behind a ridge lies another valley, and on it the gradient may vanish
    const far = reachOf(ray, scale);
    const reach = ray.rise < far ? ray.rise / 2 : far;
    return approach(probe, { ...common, direction: ray.direction, reach, factor: d > DENSE ? COARSE : FINE });
  };
  const rays = exploration.fromMinimiser;
  const curves = rays.map(towards);
  const soft = rays.flatMap(({ direction }, i) =>
    softest !== null && Math.abs(dot(direction, softest.direction)) > 1 - 1e-12
      ? [{ direction, curve: curves[i]! }]
      : [],
  );
  const floors = (d > 1 && d <= DENSE ? soft : []).flatMap(({ direction, curve }) => {
    const last = curve.at(-1);
    if (!last) return [];
    const first = distance(last.theta, bottom.theta);
    return [followFloor(probe, { ...common, direction, first, region })];
  });
  return { straight: curves, soft: soft.map(({ curve }) => curve), floors };
}
