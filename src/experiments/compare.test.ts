import { expect, test } from "vitest";
import { doubleWellObjective, powerObjective, quadraticObjective } from "../objectives/index.js";
import { compareRoads } from "./compare.js";
import { findRoad, roads } from "./roads.js";

test("the gap of AdaGrad's θ closes at least with order ½ as lr → 0", () => {
  // the sum of N gradients over lr against its integral: order 1 up to the first step, whose error is of order √lr
  const lrs = [0.1, 0.05, 0.025];
  const found = compareRoads(doubleWellObjective(), { optimizer: "adagrad", lrs, theta0: [0.5], until: 1 });
  expect(found.models).toEqual(["discrete", "nonlocal"]);
  expect(found.rows.map(({ lr }) => lr)).toEqual(lrs);
  expect(found.order.theta!.slope).toBeGreaterThan(0.5);
  expect(found.order.theta!.r2).toBeGreaterThan(0.9);
  expect(found.order.m).toBeNull();
});

test("both roads report at t = k·lr, also where until is no multiple", () => {
  const found = compareRoads(quadraticObjective(), { optimizer: "adam", lrs: [0.3], theta0: [1], until: 1 });
  const [one, two] = found.rows[0]!.trajectories;
  expect(Array.from(one.times)).toEqual([0, 0.3, 0.6, 3 * 0.3]);
  expect(Array.from(two.times)).toEqual(Array.from(one.times));
});

test("a run that ends early is left out of the order and says so", () => {
  const options = { optimizer: "rmsprop", beta2: 0, lrs: [0.1, 0.05], theta0: [1], until: 0.5 };
  const cancelled = compareRoads(quadraticObjective(), { ...options, isCancelled: () => true });
  expect(cancelled.rows).toHaveLength(1);
  expect(cancelled.rows[0]!.status).toContain("interrupted");
  expect(cancelled.rows[0]!.theta!.final).toBeNaN();
  expect(cancelled.order.theta).toBeNull();
});

test("progress grows to 1", () => {
  const seen: number[] = [];
  const onProgress = (fraction: number): void => {
    seen.push(fraction);
  };
  compareRoads(powerObjective(4), { optimizer: "adam", lrs: [0.1, 0.05], theta0: [1], until: 1, onProgress });
  expect(seen.every((fraction, k) => fraction >= (seen[k - 1] ?? 0) && fraction <= 1)).toBe(true);
});

test("refuses what cannot be compared", () => {
  const options = { optimizer: "adam", lrs: [0.1], theta0: [1], until: 1 };
  const compare = (changed: object) => () => compareRoads(quadraticObjective(), { ...options, ...changed });
  expect(compare({ optimizer: "sgd" })).toThrow("adagrad, rmsprop, adam");
  expect(compare({ models: ["discrete", "discrete"] })).toThrow("two different");
  expect(compare({ models: ["discrete", "nonlocl"] })).toThrow("nonlocal");
  expect(compare({ lrs: [] })).toThrow("empty");
  expect(compare({ lrs: [0.1, 0] })).toThrow("current value is 0");
  expect(compare({ until: Number.NaN })).toThrow("current value is NaN");
});

test("every road names options for each of its optimizers, and defaults only among them", () => {
  for (const { name } of roads) {
    const road = findRoad(name);
    for (const optimizer of road.optimizers) {
      const options = road.options({ optimizer });
      expect(options.includes("lr"), name).toBe(road.hasLr);
      for (const key of Object.keys(road.defaults({ optimizer })))
        expect(options, `${name} ${optimizer}`).toContain(key);
    }
  }
});
