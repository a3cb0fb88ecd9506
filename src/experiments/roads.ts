import { nearestNames } from "../numeric/nearest.js";
import { discreteRoad } from "./discrete-road.js";
import { nonlocalRoad } from "./nonlocal-road.js";
import type { RoadEntry } from "./road.js";

/** Every way from an objective to a trajectory. To add one, write its file and add it here. */
export const roads: readonly RoadEntry[] = [discreteRoad, nonlocalRoad];

/**
 * The road of that name.
 *
 * @throws {RangeError} if there is none; the message names the nearest ones.
 * @example
 * findRoad("discrete").discrete; // true
 */
export function findRoad(name: string): RoadEntry {
  const found = roads.find((road) => road.name === name);
  if (found !== undefined) return found;
  const near = nearestNames(
    name,
    roads.map((road) => road.name),
  );
  throw new RangeError(
    `Cannot solve as model must be a known model such as ${near.join(", ")}: current value is ${name}`,
  );
}
