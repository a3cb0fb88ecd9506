import type { MapAxisName } from "../../../src/maps/index.js";

/** Short names of settings that are axes, for entries. */
export const axisSymbols: Readonly<Record<MapAxisName, string>> = {
  beta1: "β₁",
  beta2: "β₂",
  rate1: "b",
  rate2: "a",
  lr: "learning rate α",
};
