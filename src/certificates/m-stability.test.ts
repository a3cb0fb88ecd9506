import { describe, expect, it } from "vitest";
import type { Objective } from "../objectives/index.js";
import { adamOptimizer, rmspropOptimizer, run } from "../optimizers/index.js";
import { mStability } from "./m-stability.js";
import { createMethod, type MethodSettings } from "./method.js";
import { resolveConstants } from "./resolve-constants.js";

/** ½hx². */
function parabola(h: number): Objective {
  return {
    dimension: 1,
    value: ([x]) => (h * x! * x!) / 2,
    gradient: ([x], out) => {
      out[0] = h * x!;
    },
  };
}

function certificateOf(settings: MethodSettings, smoothness: number) {
  const constants = resolveConstants(null, { given: { smoothness } });
  return mStability.certify({ method: createMethod(settings), objective: null, constants, profile: null });
}

describe("stability of stationary points", () => {
  it.each([
    [0.1, 1, 1e-8],
    [0.5, 3, 1e-3],
    [0.9, 0.2, 2e-4],
    [0.99, 3, 1e-3],
  ])("RMSProp with β = %d on ½·%d·x², ε = %d, ends in the 2-cycle of the certificate", (beta2, h, epsilon) => {
    const lr = 0.01;
    const { theta } = run(parabola(h), rmspropOptimizer({ lr, beta2, epsilon }), { theta0: [0.3], steps: 20_000 });
    const { verdict, constants } = certificateOf({ optimizer: "rmsprop", lr, beta2, epsilon }, h);
    const [last, before] = [theta.at(-1)!, theta.at(-2)!];
    expect(verdict).toBe("not-certified");
    expect(constants.cycle).toMatchObject({ value: lr / 2 - epsilon / h, source: "given" });
    // it is reached like β2^k: to rounding after 20 000 steps
    expect(Math.abs(last)).toBeCloseTo(constants.cycle!.value, 14);
    expect(last + before).toBeCloseTo(0, 14);
  });

  it.each([0, 0.5, 0.9, 0.95])("Adam with β1 = %d leaves its stationary point beyond the threshold only", (beta1) => {
    const [h, epsilon, beta2] = [2, 0.1, 0.99];
    const { threshold } = certificateOf({ optimizer: "adam", lr: 1, beta1, epsilon }, h).constants;
    expect(threshold!.value).toBeCloseTo((((2 + 2 * beta1) / (1 - beta1)) * epsilon) / h, 12);
    const sizeAfter = (lr: number) => {
      const optimizer = adamOptimizer({ lr, beta1, beta2, epsilon });
      // so near that |g| stays far below ε, and v with it
      const { theta } = run(parabola(h), optimizer, { theta0: [1e-30], steps: 4000 });
      return Math.abs(theta.at(-1)!) / 1e-30;
    };
    // the slower of two multipliers at 2 % from the threshold is about 1 ∓ 0.02(1 − β1)
    expect(sizeAfter(0.98 * threshold!.value)).toBeLessThan(0.1);
    expect(sizeAfter(1.02 * threshold!.value)).toBeGreaterThan(100);
  });

  it("RMSProp below 2ε/L is stable", () => {
    const certificate = certificateOf({ optimizer: "rmsprop", lr: 1e-3, epsilon: 1e-2 }, 10);
    expect(certificate.verdict).toBe("certified");
    expect(certificate.constants.threshold!.value).toBeCloseTo(2e-3, 15);
    expect(certificate.constants.cycle).toBeUndefined();
  });

  it("speaks of RMSProp and Adam as they are", () => {
    expect(mStability.excludes(createMethod({ optimizer: "adagrad", lr: 0.1 }), 1)).not.toBeNull();
    expect(mStability.excludes(createMethod({ optimizer: "adam", lr: 0.1, weightDecay: 0.1 }), 1)).toMatch(
      "weight decay",
    );
    expect(mStability.excludes(createMethod({ optimizer: "adam", lr: 0.1 }), 1)).toBeNull();
  });
});
