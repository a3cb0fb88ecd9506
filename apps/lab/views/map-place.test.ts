import { describe, expect, it } from "vitest";
import { initialState, type LabState } from "../state/lab-state.js";
import { rangesOf } from "../state/map-plane.js";
import { mapRequest, requestPlan } from "../state/map-request.js";
import { cellAt, cellName, indexAt, movedPlace, placeOf, trajectoryOf } from "./map-place.js";

const state: LabState = { ...initialState, cells: 50 };
const plan = requestPlan(mapRequest(state));

describe("a place in a map", () => {
  it("is where a value lies, the nearest one for what lies outside", () => {
    const { x } = plan.settings;
    expect([...x.values].map((value) => indexAt(x, value))).toEqual([...x.values.keys()]);
    expect([indexAt(x, -5), indexAt(x, 5)]).toEqual([0, 49]);
  });

  it("is moved by keys and stays inside", () => {
    const press = (key: string, shiftKey = false) => movedPlace(plan, [48, 3], { key, shiftKey });
    expect(press("ArrowRight")).toEqual([49, 3]);
    expect(press("ArrowRight", true)).toEqual([49, 3]);
    expect(press("ArrowUp", true)).toEqual([48, 13]);
    expect(press("ArrowDown", true)).toEqual([48, 0]);
    expect(press("x")).toBeNull();
    expect(movedPlace(plan, null, { key: "ArrowUp", shiftKey: false })).toEqual([24, 24]);
  });

  it("is none where an address names a cell that is not there", () => {
    expect(placeOf(plan, [3, 49])).toEqual([3, 49]);
    for (const entries of [[], [3], [3, 50], [-1, 0], [0.5, 0]]) expect(placeOf(plan, entries)).toBeNull();
  });

  it("is named by the values of its axes", () => {
    expect(cellName(plan, 0)).toBe("β₁ = 0.5, β₂ = 0.5");
    expect(cellName(plan, cellAt(plan, [49, 0]))).toBe("β₁ = 0.99, β₂ = 0.5");
  });

  it("opens exactly the run of its cell", () => {
    const cell = cellAt(plan, [7, 30]);
    const { lr, beta1, beta2 } = plan.optionsAt(cell);
    const run = { view: "trajectory", lr, beta1, beta2, steps: state.mapSteps };
    expect(trajectoryOf(plan, { cell, roads: ["nonlocal"] })).toEqual({ ...run, roads: ["discrete", "nonlocal"] });
    expect(trajectoryOf(plan, { cell, roads: [] })).toEqual({ ...run, roads: ["discrete"] });
  });
});

describe("a plane", () => {
  it("has customary ranges until others are set, and refuses what is out of range with the sentence of the library", () => {
    const rates = { ...state, plane: "rate", lr: 0.1 };
    expect(rangesOf(rates).x).toEqual([0.01, 10]);
    const plan = (patch: Partial<LabState>) => () => requestPlan(mapRequest({ ...state, ...patch }));
    expect(plan({ plane: "rate" })).not.toThrow();
    expect(plan({ plane: "rate", xRange: [1, 1000] })).toThrow("Cannot map regimes as rate1·lr must be at most 1");
    expect(plan({ xRange: [0.9, 0.5] })).toThrow("Cannot map over beta1");
    expect(plan({ optimizer: "gd" })).toThrow("Cannot map regimes as optimizer must be");
  });

  it("is the same map whatever is on an axis or means nothing to it", () => {
    const key = (patch: Partial<LabState>) => JSON.stringify(mapRequest({ ...state, ...patch }));
    expect(key({ beta1: 0.5, beta2: 0.5, steps: 7 })).toBe(key({}));
    expect(key({ plane: "lr-beta2", lr: 0.3 })).toBe(key({ plane: "lr-beta2" }));
    expect(key({ plane: "lr-beta2", beta1: 0.3 })).not.toBe(key({ plane: "lr-beta2" }));
  });
});
