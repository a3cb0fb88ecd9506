import { describe, expect, it } from "vitest";
import type { Objective } from "../objectives/index.js";
import { randomQuadraticObjective, rosenbrockObjective } from "../objectives/index.js";
import { adamOptimizer, run } from "../optimizers/index.js";
import { largestStep, stepFactor } from "./largest-step.js";
import { createMethod, type MethodSettings } from "./method.js";
import { createProfile } from "./profile.js";
import { resolveConstants } from "./resolve-constants.js";

const pairs = [
  [0.9, 0.999],
  [0.9, 0.95],
  [0.9, 0.9],
  [0, 0.99],
  [0, 0],
  [0.9, 0.81],
  [0.99, 0.9],
  [0.5, 0],
] as const;

/** The step of update k on given gradients, in units of the learning rate. */
function stepOn(gradients: readonly number[], beta1: number, beta2: number): number {
  const optimizer = adamOptimizer({ lr: 1, beta1, beta2, epsilon: 0 });
  const [state, theta] = [optimizer.init(1), new Float64Array(1)];
  let before = 0;
  for (const g of gradients) {
    before = theta[0]!;
    optimizer.update(Float64Array.of(g), state, theta);
  }
  return Math.abs(theta[0]! - before);
}

function certificateOf(settings: MethodSettings, objective: Objective, theta0: number[]) {
  const method = createMethod({ ...settings, discrete: true });
  const { lr, beta1, beta2, epsilon, norm } = method;
  const trajectory = run(objective, adamOptimizer({ lr, beta1, beta2, epsilon, norm }), { theta0, steps: 400 });
  const profile = createProfile(objective, trajectory, method);
  return largestStep.certify({ method, objective, constants: resolveConstants(objective), profile });
}

describe("the largest step", () => {
  it.each([
    [0.9, 0.999, 7.27],
    [0.9, 0.95, 1.165],
    [0.95, 0.95, 1],
    [0, 0, 1],
  ])("of Adam with β = (%d, %d) is %d learning rates", (beta1, beta2, factor) => {
    // as many digits as the tables give
    expect(stepFactor(Infinity, { beta1, beta2 })).toBeCloseTo(factor, factor > 2 ? 2 : 3);
  });

  it.each(pairs)("is attained by the gradients of Cauchy's equality, β = (%d, %d)", (beta1, beta2) => {
    for (const k of [1, 2, 3, 10, 40]) {
      const bound = stepFactor(k, { beta1, beta2 });
      if (bound === Infinity) continue;
      // g_j ∝ w_j/u_j, j updates ago; without memory of gradients only the last one counts
      const gradients = Array.from({ length: k }, (_, i) =>
        beta1 === 0 ? Number(i === k - 1) : (beta1 / beta2) ** (k - 1 - i),
      );
      // sums of k rounded terms
      expect(stepOn(gradients, beta1, beta2) / bound).toBeCloseTo(1, 11);
    }
  });

  it.each(pairs)("is not exceeded by any other gradients, β = (%d, %d)", (beta1, beta2) => {
    for (let trial = 0; trial < 50; trial++) {
      const k = 1 + (trial % 12);
      const gradients = Array.from({ length: k }, (_, i) => Math.sin(17 * trial + 5 * i) ** 3);
      expect(stepOn(gradients, beta1, beta2)).toBeLessThanOrEqual(stepFactor(k, { beta1, beta2 }) * (1 + 1e-12));
    }
  });

  it.each(pairs)("never exceeds its supremum over k, β = (%d, %d)", (beta1, beta2) => {
    const supremum = stepFactor(Infinity, { beta1, beta2 });
    for (let k = 1; k < 2000; k++) expect(stepFactor(k, { beta1, beta2 })).toBeLessThanOrEqual(supremum * (1 + 1e-12));
  });

  it("is kept along runs, each memory and the norm variant", () => {
    for (const norm of [false, true]) {
      const runs = [
        certificateOf({ optimizer: "adam", lr: 0.02, norm }, rosenbrockObjective(), [-1.2, 1]),
        certificateOf(
          { optimizer: "adam", lr: 0.3, beta2: 0.9, epsilon: 0, norm },
          randomQuadraticObjective(3, 7),
          [1, 1, 1],
        ),
      ];
      for (const { verdict, promises, margin } of runs) {
        expect(verdict).toBe("certified");
        // every step is looked at
        expect(promises[0]!.bound.every(Number.isFinite)).toBe(true);
        expect(margin!.worst).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("has no bound for β1² ≥ β2", () => {
    const certificate = certificateOf(
      { optimizer: "adam", lr: 0.01, beta1: 0.99, beta2: 0.9 },
      rosenbrockObjective(),
      [0, 0],
    );
    expect(certificate).toMatchObject({
      verdict: "not-certified",
      constants: { growth: { value: 0.99 / Math.sqrt(0.9) } },
    });
    expect(certificate.margin!.worst).toBeGreaterThanOrEqual(0);
  });

  it("needs no problem", () => {
    const method = createMethod({ optimizer: "adam", lr: 0.001 });
    const certificate = largestStep.certify({
      method,
      objective: null,
      constants: resolveConstants(null),
      profile: null,
    });
    expect(certificate.verdict).toBe("certified");
    expect(certificate.constants.step_bound!.value).toBeCloseTo(0.00727, 5);
  });
});
