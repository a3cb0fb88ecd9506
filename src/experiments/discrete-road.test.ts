import { expect, test } from "vitest";
import { powerObjective, quadraticObjective } from "../objectives/index.js";
import { discreteRoad } from "./discrete-road.js";

const settings = { optimizer: "gd", lr: 0.1 };
const values = (data: Float64Array) => Array.from(data, (value) => Number(value.toPrecision(12)));

test("rows come in the order of the times, as many times as asked for", () => {
  const run = (times: number[]) =>
    discreteRoad.run(quadraticObjective(), settings, { theta0: [1], until: 0.1, times: Float64Array.from(times) });
  // θ − 4 shrinks by 1 − 2·lr
  const back = run([0.1, 0]);
  expect([...back.times]).toEqual([0.1, 0]);
  expect(values(back.theta)).toEqual([1.6, 1]);
  expect(values(back.loss)).toEqual([5.76, 9]);
  expect(values(run([0, 0.1, 0]).theta)).toEqual([1, 1.6, 1]);
});

test("after a divergence the rows that are left keep their own times", () => {
  const run = (times: Float64Array) =>
    discreteRoad.run(powerObjective(4), { ...settings, lr: 1 }, { theta0: [3], until: 20, times });
  const forward = run(Float64Array.from({ length: 21 }, (_, k) => k));
  const backward = run(Float64Array.from({ length: 21 }, (_, k) => 20 - k));
  expect(forward.status).toBe("diverged");
  expect(forward.times.length).toBeLessThan(21);
  expect([...backward.times].reverse()).toEqual([...forward.times]);
  expect([...backward.theta].reverse()).toEqual([...forward.theta]);
});
