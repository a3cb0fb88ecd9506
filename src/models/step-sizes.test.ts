import { describe, expect, it } from "vitest";
import { quadraticObjective } from "../objectives/index.js";
import { adamOptimizer, createPreconditioner, gdOptimizer, run } from "../optimizers/index.js";
import { createGains } from "./bias-correction.js";
import { stepSizes } from "./step-sizes.js";

const objective = quadraticObjective();
const [lr, beta1, beta2, epsilon] = [0.1, 0.9, 0.99, 0.3];
const gains = createGains({ rate1: -Math.log(beta1) / lr, rate2: -Math.log(beta2) / lr });
const trajectory = run(objective, adamOptimizer({ lr, beta1, beta2, epsilon }), { theta0: [1], steps: 30 });
const { theta, m, v } = trajectory;

describe("stepSizes", () => {
  const { step, root, gain } = stepSizes(trajectory, { lr, epsilon, gains })!;

  it("is what Adam multiplies m by", () => {
    for (let k = 1; k < theta.length; k++) expect(theta[k - 1]! - theta[k]!).toBeCloseTo(step[k]! * m![k]!, 13);
  });

  it("is the preconditioner's inverse, but for its factor of m", () => {
    const { writeInverse, secondGain } = createPreconditioner("adam", { lr, beta1, beta2, epsilon })!;
    const out = new Float64Array(1);
    for (const k of [1, 7, 30]) {
      writeInverse(v!.subarray(k, k + 1), k, out);
      expect(step[k]! / lr / ((out[0]! * (1 + beta1)) / (1 - beta1))).toBeCloseTo(1, 12);
      expect(root[k]! / (Math.sqrt(v![k]!) / secondGain(k))).toBeCloseTo(1, 12);
      expect(gain[k]! / (Math.sqrt(1 - beta2 ** k) / (1 - beta1 ** k))).toBeCloseTo(1, 12);
    }
  });

  it("has no step that led to the start", () => {
    expect([step[0], root[0], gain[0]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it("is null without a second moment", () => {
    expect(stepSizes(run(objective, gdOptimizer({ lr }), { theta0: [1], steps: 3 }), { lr })).toBeNull();
  });

  it("takes the root of a negative v to be 0", () => {
    const sizes = stepSizes({ times: Float64Array.of(1), v: Float64Array.of(-1) }, { lr, epsilon });
    expect(sizes?.step[0]).toBe(lr / epsilon);
  });

  it("names what is out of its range", () => {
    expect(() => stepSizes(trajectory, { lr: 0 })).toThrow(/as lr must be finite and > 0: current value is 0$/);
    expect(() => stepSizes(trajectory, { lr, epsilon: Number.NaN })).toThrow(/as epsilon must be/);
  });
});
