import { describe, expect, it } from "vitest";
import { memoryGap } from "./memory-gap.js";
import { createMethod } from "./method.js";
import { resolveConstants } from "./resolve-constants.js";

function gapOf(beta1: number, beta2: number): number {
  const method = createMethod({ optimizer: "adam", lr: 0.01, beta1, beta2 });
  const { constants } = memoryGap.certify({
    method,
    objective: null,
    constants: resolveConstants(null),
    profile: null,
  });
  return constants.gap!.value;
}

describe("the memory gap", () => {
  it.each([
    [0.9, 0.999, 990],
    [0.9, 0.95, 10],
    [0.95, 0.95, 0],
    [0, 0, 0],
  ])("of β = (%d, %d) is %d", (beta1, beta2, gap) => {
    // 1 − β is a difference of rounded numbers
    expect(gapOf(beta1, beta2)).toBeCloseTo(gap, 9);
  });

  it.each([
    [0.9, 0.999],
    [0.9, 0.95],
    [0.99, 0.9],
  ])("is how m/√v answers to gradients e^(δt), β = (%d, %d)", (beta1, beta2) => {
    const settled = (delta: number) => {
      const m = (1 - beta1) / (1 - beta1 * Math.exp(-delta));
      const v = (1 - beta2) / (1 - beta2 * Math.exp(-2 * delta));
      return m / Math.sqrt(v);
    };
    const delta = 1e-6;
    // central difference: what is left is O(δ²τ³) and roundings over δ
    expect((settled(delta) - settled(-delta)) / (2 * delta)).toBeCloseTo(gapOf(beta1, beta2), 2);
  });

  it("belongs to Adam", () => {
    expect(memoryGap.excludes(createMethod({ optimizer: "rmsprop", lr: 0.1 }), 1)).not.toBeNull();
  });
});
