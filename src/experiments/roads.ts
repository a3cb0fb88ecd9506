import { findByName } from "../numeric/nearest.js";
import { discreteRoad } from "./discrete-road.js";
import { flowRoad } from "./flow-road.js";
import { inertialRoad } from "./inertial-road.js";
import { nonlocalRoad } from "./nonlocal-road.js";
import type { RoadEntry } from "./road.js";

/** Every way from an objective to a trajectory. To add one, write its file and add it here. */
export const roads: readonly RoadEntry[] = [discreteRoad, nonlocalRoad, inertialRoad, flowRoad];

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

/**
 * The road of that name, if the statements of `certificates` speak of what it solves.
 *
 * @throws {RangeError} if there is none, or no statement speaks of it.
 * @example
 * findCertifiableRoad("nonlocal").certifiable; // true
 */
export function findCertifiableRoad(name: string): RoadEntry {
  const road = findRoad(name);
  if (road.certifiable) return road;
  const known = roads.filter(({ certifiable }) => certifiable).map((each) => each.name);
  throw new RangeError(
    `Cannot certify as model must be ${known.join(" or ")}, of which the theorems speak: current value is ${name}`,
  );
}
