import { expect, it } from "vitest";
import { initialState, type LabState } from "./lab-state.js";
import { protocolOf } from "./protocol.js";

const line = (patch: Partial<LabState>) => protocolOf({ ...initialState, ...patch }, { theta0: [0.1] });

it("names objective, start, algorithm, budget and seed", () => {
  expect(line({})).toBe(
    "f = doubleWell, θ₀ = 0.1; adam, α = 0.01, β₁ = 0.9, β₂ = 0.999, ε = 1e-8; 1000 steps, T = 10; deterministic, no seed",
  );
});

it.each([
  [{ optimizer: "rmsprop" }, "rmsprop, α = 0.01, β₂ = 0.999, ε = 1e-8;"],
  [{ optimizer: "adagrad", norm: true }, "adagrad, α = 0.01, ε = 1e-8, norm variant;"],
  [{ optimizer: "sgd" }, "sgd, α = 0.01, μ = 0.9;"],
  [{ optimizer: "gd", weightDecay: 0.1, norm: true }, "gd, α = 0.01, w = 0.1;"],
  [{ optimizer: "general", weightDecay: 0.1 }, "general, α = 0.01, K₁ = none, K₂ = power:0.5, ε = 1e-8;"],
  [
    { optimizer: "general", kernel1: "exp:2", kernel2: "constant:20" },
    "general, α = 0.01, K₁ = exp:2, K₂ = constant:20,",
  ],
  [{ roads: ["inertial"], velocity0: 1.5 }, "adam, α = 0.01, β₁ = 0.9, β₂ = 0.999, ε = 1e-8, u₀ = 1.5;"],
  [{ roads: ["inertial"], velocity0: 1.5, view: "certificates" }, "adam, α = 0.01, β₁ = 0.9, β₂ = 0.999, ε = 1e-8;"],
] as const)("%j: what the algorithm knows, and nothing else", (patch, method) => {
  expect(line(patch)).toContain(`; ${method}`);
});

it("names the seed of what is not the objective of the state, and cuts long starts", () => {
  const subject = { name: "a network", start: "drawn", seed: 7 };
  expect(protocolOf(initialState, { theta0: [], subject })).toMatch(/^f = a network, θ₀ = drawn; .*; seed 7$/);
  expect(protocolOf(initialState, { theta0: [1, 2, 3, 4, 5, 6, 7] })).toContain("θ₀ = 1, 2, 3, 4, 5, 6, …;");
});
