import { findByName } from "../numeric/nearest.js";
import { discreteRoad } from "./discrete-road.js";
import { inertialRoad } from "./inertial-road.js";
import { nonlocalRoad } from "./nonlocal-road.js";
import type { RoadEntry } from "./road.js";

/** Every way from an objective to a trajectory. To add one, write its file and add it here. */
export const roads: readonly RoadEntry[] = [discreteRoad, nonlocalRoad, inertialRoad];

/**
 * The road of that name.
 *
 * @throws {RangeError} if there is none; the message names the nearest ones.
 * @example
 * findRoad("discrete").discrete; // true
 */
export function findRoad(name: string): RoadEntry {
  return findByName(roads, name, { action: "solve", what: "model" });
}
