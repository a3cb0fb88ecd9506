import { type MapPlan, planMap, type RegimeMapSettings } from "../../../src/maps/index.js";
import type { LabState } from "./lab-state.js";
import { axesOf, type PlaneState, planeOf } from "./map-plane.js";

/** Everything that determines the cells of a map, as plain data: what is on an axis is left out. */
export interface MapRequest
  extends PlaneState,
    Pick<LabState, "objective" | "theta0" | "epsilon" | "weightDecay" | "norm" | "mapSteps"> {
  readonly beta1: number | null;
  readonly beta2: number | null;
}

/** The part of a state that a map depends on. Two maps are the same if and only if these are. */
export function mapRequest(state: LabState): MapRequest {
  const { objective, theta0, optimizer, xRange, yRange, cells, epsilon, weightDecay, norm, mapSteps } = state;
  const plane = planeOf(state);
  const hasFirst = optimizer !== "rmsprop";
  return {
    ...{ objective, theta0, optimizer, plane, xRange, yRange, cells, epsilon, weightDecay, norm, mapSteps },
    // where it is an axis its value means nothing
    lr: plane.startsWith("lr") ? 1 : state.lr,
    beta1: plane === "lr-beta2" && hasFirst ? state.beta1 : null,
    beta2: plane === "lr-beta1" ? state.beta2 : null,
  };
}

/**
 * The map that is asked for, checked as a whole.
 *
 * @param theta0 where runs start; it need not be known to check the plane.
 * @throws {RangeError} with one sentence, if there is no such map.
 */
export function requestPlan(request: MapRequest, theta0: ArrayLike<number> = request.theta0): MapPlan {
  const { optimizer, plane, lr, beta1, beta2, epsilon, weightDecay, norm, mapSteps } = request;
  const settings: RegimeMapSettings = {
    ...{ optimizer, theta0, steps: mapSteps, epsilon, weightDecay, norm },
    ...axesOf(request),
    ...(!plane.startsWith("lr") && { lr }),
    ...(beta1 !== null && { beta1 }),
    ...(beta2 !== null && { beta2 }),
  };
  return planMap(settings);
}

/** What determines the cells but for the axes, for a title. */
export function titledSettings(
  request: MapRequest,
  { theta0 }: { readonly theta0: readonly number[] },
): Readonly<Record<string, unknown>> {
  const { objective, optimizer, plane, lr, beta1, beta2, epsilon, weightDecay, norm, mapSteps } = request;
  return {
    ...{ objective, optimizer, theta0, steps: mapSteps, epsilon, weightDecay, norm },
    ...(!plane.startsWith("lr") && { lr }),
    ...(beta1 !== null && { beta1 }),
    ...(beta2 !== null && { beta2 }),
  };
}
