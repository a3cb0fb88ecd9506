import { everyMethod, type ProblemEntry } from "./entry.js";

const causal = { kernel: () => 1, lower: () => 0, upper: (x: number) => x, start: 0 };

const saturating: ProblemEntry<number> = {
  name: "field-saturating",
  description: "y' = −I/(1+I²) − sin³x/(1+sin²x) with I = ∫₀ˣ y ds, y = cos x",
  problem: {
    ...causal,
    field: (x, _y, integral: number) =>
      -integral / (1 + integral * integral) - Math.sin(x) ** 3 / (1 + Math.sin(x) ** 2),
    end: 4,
    initial: 1,
  },
  exact: Math.cos,
  methods: everyMethod,
};

const soliton: ProblemEntry<number> = {
  name: "field-soliton",
  description: "y' = −2yI with I = ∫₀ˣ y ds, y = sech²x",
  problem: { ...causal, field: (_x, y, integral: number) => -2 * y * integral, end: 5, initial: 1 },
  exact: (x) => 1 / Math.cosh(x) ** 2,
  methods: everyMethod,
};

/** Where the population is largest. */
const peak = Math.SQRT2 * Math.atanh(Math.SQRT1_2);

const population: ProblemEntry<number> = {
  name: "field-population",
  description: "Volterra's population in its own waste: y' = y(1 − ∫₀ˣ y ds), y(0) = ½, y = sech²((x−p)/√2)",
  problem: { ...causal, field: (_x, y, integral: number) => y * (1 - integral), end: 10, initial: 0.5 },
  exact: (x) => 1 / Math.cosh((x - peak) / Math.SQRT2) ** 2,
  methods: everyMethod,
};

const energy: ProblemEntry<readonly number[]> = {
  name: "field-with-short-integral",
  description: "y' = (1 + I − x)·(−y₁, y₀) with one I = ∫₀ˣ |y|² ds, y = (cos x, sin x)",
  problem: {
    ...causal,
    integrand: (y) => [y[0]! ** 2 + y[1]! ** 2],
    field: (x, y, integral: readonly number[]) => {
      const speed = 1 + integral[0]! - x;
      return [-speed * y[1]!, speed * y[0]!];
    },
    end: 5,
    initial: [1, 0],
  },
  exact: (x) => [Math.cos(x), Math.sin(x)],
  methods: everyMethod,
};

const fredholmField: ProblemEntry<number> = {
  name: "field-fredholm",
  description: "y' = −y + ½ I² − ½(1 − e⁻¹)² with I = ∫₀¹ y ds, y = e^(−x)",
  problem: {
    kernel: () => 1,
    field: (_x, y, integral: number) => -y + 0.5 * integral ** 2 - 0.5 * Math.expm1(-1) ** 2,
    lower: () => 0,
    upper: () => 1,
    start: 0,
    end: 1,
    initial: 1,
  },
  exact: (x) => Math.exp(-x),
  methods: ["spectral", "relaxation"],
};

/** Problems that are not linear in the integral. */
export const nonlinearField: readonly ProblemEntry[] = [saturating, soliton, population, energy, fredholmField];
