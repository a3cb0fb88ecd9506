import { expect, test } from "vitest";
import { expressionObjective } from "../objectives/expression/index.js";
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

test.each([
  { optimizer: "adam", beta1: 0.9, beta2: 0.93 },
  { optimizer: "rmsprop", beta2: 0.93 },
])("at ε = 0 a monomial goes on below the range of doubles: $optimizer", (method) => {
  const until = 40;
  const ask = { theta0: [1], until, times: Float64Array.of(39.999, 40) };
  for (const objective of [powerObjective(4), expressionObjective("x^4/4")]) {
    const { status, logLoss, loss, theta } = discreteRoad.run(objective, { ...method, lr: 1e-3, epsilon: 0 }, ask);
    expect([status, loss[1]]).toEqual(["completed", 0]);
    // linear convergence: x_{t+1}/x_t = β2^(1/4), to the rounding of θ and of ln f ≈ −2800
    expect(theta[1]! / theta[0]!).toBeCloseTo(0.93 ** 0.25, 12);
    expect(logLoss![1]! - logLoss![0]!).toBeCloseTo(Math.log(0.93), 11);
  }
});

test("what a monomial is not carried with goes the ordinary way", () => {
  const ask = { theta0: [1], until: 0.3, times: Float64Array.of(0.1, 0.3) };
  const rows = (settings: object) =>
    discreteRoad.run(powerObjective(4), { optimizer: "adam", lr: 0.1, ...settings }, ask).logLoss;
  expect(rows({ epsilon: 0 })!.length).toBe(2);
  expect(rows({ epsilon: 0, weightDecay: 0.1 })).toBeUndefined();
  expect(rows({ epsilon: 0, optimizer: "adamw" })).toBeUndefined();
  expect(rows({ epsilon: 1e-8 })).toBeUndefined();
});
