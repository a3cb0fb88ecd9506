import type { BlowUpEntry } from "./entry.js";

const causal = { lower: () => 0, upper: (x: number) => x, start: 0, end: 2 };

const local: BlowUpEntry<number> = {
  name: "blow-up-local",
  description: "y' = y² + ∫₀⁰ y ds, y = 1/(1−x)",
  problem: { ...causal, local: (_x, y) => y * y, kernel: () => 1, upper: () => 0, initial: 1 },
  exact: (x) => 1 / (1 - x),
  blowUpAt: 1,
};

const square: BlowUpEntry<number> = {
  name: "blow-up-square",
  description: "y' = 12 + ∫₀ˣ y² ds, y = 6/(1−x)²",
  problem: { ...causal, local: () => 12, kernel: () => 1, integrand: (y) => y * y, initial: 6 },
  exact: (x) => 6 / (1 - x) ** 2,
  blowUpAt: 1,
};

const cubic: BlowUpEntry<number> = {
  name: "blow-up-cubic-kernel",
  description: "y' = 1 + ∫₀ˣ 2y³ ds, y = 1/(1−x)",
  problem: { ...causal, local: () => 1, nonlinearKernel: (_x, _s, y) => 2 * y ** 3, initial: 1 },
  exact: (x) => 1 / (1 - x),
  blowUpAt: 1,
};

const field: BlowUpEntry<number> = {
  name: "blow-up-field",
  description: "y' = 2yI with I = ∫₀ˣ y ds, y = 1/cos²x",
  problem: { ...causal, kernel: () => 1, field: (_x, y, integral: number) => 2 * y * integral, initial: 1 },
  exact: (x) => 1 / Math.cos(x) ** 2,
  blowUpAt: Math.PI / 2,
};

const system: BlowUpEntry<readonly number[]> = {
  name: "blow-up-of-one-component",
  description: "y₀' = −∫₀ˣ y₀ ds, y₁' = 1 + ∫₀ˣ 2y₁³ ds, y = (cos x, 1/(1−x))",
  problem: {
    ...causal,
    local: () => [0, 1],
    scale: () => [-1, 2],
    kernel: () => 1,
    integrand: (y) => [y[0]!, y[1]! ** 3],
    initial: [1, 1],
  },
  exact: (x) => [Math.cos(x), 1 / (1 - x)],
  blowUpAt: 1,
};

/** Problems whose solutions end inside their intervals. */
export const blowUps: readonly BlowUpEntry[] = [local, square, cubic, field, system];
