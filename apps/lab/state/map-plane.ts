import { type MapAxis, type MapAxisName, mapAxis } from "../../../src/maps/index.js";
import type { LabState } from "./lab-state.js";

/** A plane of two settings: what its axes are, and how it is called. */
export interface MapPlane {
  readonly title: string;
  readonly x: PlaneAxis;
  readonly y: PlaneAxis;
}

interface PlaneAxis {
  readonly name: MapAxisName;
  readonly scale: "linear" | "log";
  /** Customary ends. */
  range(lr: number): readonly [from: number, to: number];
}

/** β from where memory is short to where it is as long as anybody uses it. */
const factor = (name: "beta1" | "beta2", to: number): PlaneAxis => ({
  name,
  scale: "linear",
  range: () => [0.5, to],
});
/** Memories of one step (rate·lr = 1, the most there is) to a thousand. */
const rate = (name: "rate1" | "rate2"): PlaneAxis => ({ name, scale: "log", range: (lr) => [1e-3 / lr, 1 / lr] });
const learningRate: PlaneAxis = { name: "lr", scale: "log", range: () => [1e-3, 1] };

/** Every plane by its name in the address. */
export const mapPlanes = {
  beta: { title: "factors β₁, β₂", x: factor("beta1", 0.99), y: factor("beta2", 0.999) },
  rate: { title: "forgetting rates b, a", x: rate("rate1"), y: rate("rate2") },
  "lr-beta1": { title: "learning rate, β₁", x: learningRate, y: factor("beta1", 0.99) },
  "lr-beta2": { title: "learning rate, β₂", x: learningRate, y: factor("beta2", 0.999) },
} as const satisfies Readonly<Record<string, MapPlane>>;

export type PlaneName = keyof typeof mapPlanes;

/** The planes that an optimizer has: RMSProp has no first memory. */
export function planesOf({ optimizer }: Pick<LabState, "optimizer">): readonly PlaneName[] {
  return optimizer === "rmsprop" ? ["lr-beta2"] : (Object.keys(mapPlanes) as PlaneName[]);
}

/** The plane that is shown: the one chosen, where the optimizer has it. */
export function planeOf(state: Pick<LabState, "optimizer" | "plane">): PlaneName {
  const planes = planesOf(state);
  return planes.find((name) => name === state.plane) ?? planes[0]!;
}

/** What the axes of a map depend on. */
export type PlaneState = Pick<LabState, "optimizer" | "plane" | "xRange" | "yRange" | "cells" | "lr">;

/** Ends of both axes: those that were set, else the customary ones. */
export function rangesOf(state: PlaneState): Readonly<Record<"x" | "y", readonly [from: number, to: number]>> {
  const { x, y } = mapPlanes[planeOf(state)];
  const { xRange, yRange, lr } = state;
  const ends = (set: readonly number[], axis: PlaneAxis): readonly [number, number] =>
    set.length === 2 ? [set[0]!, set[1]!] : axis.range(lr);
  return { x: ends(xRange, x), y: ends(yRange, y) };
}

/**
 * The axes of the map.
 *
 * @throws {RangeError} if a range is reversed, empty, or not > 0 where it is logarithmic.
 */
export function axesOf(state: PlaneState): Readonly<Record<"x" | "y", MapAxis>> {
  const plane = mapPlanes[planeOf(state)];
  const ranges = rangesOf(state);
  const make = (side: "x" | "y"): MapAxis => {
    const [from, to] = ranges[side];
    return mapAxis(plane[side].name, { from, to, count: state.cells, scale: plane[side].scale });
  };
  return { x: make("x"), y: make("y") };
}
