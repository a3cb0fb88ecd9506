import { directMethods, everyMethod, type ProblemEntry } from "./entry.js";

const causal = { lower: () => 0, upper: (x: number) => x, start: 0 };

const exponentialSquare: ProblemEntry<number> = {
  name: "volterra-exponential-square",
  description: "y' = −y − (eˣ − e^(−2x))/3 + ∫₀ˣ e^(x−s) y² ds, y = e^(−x)",
  problem: {
    ...causal,
    local: (x, y) => -y - (Math.exp(x) - Math.exp(-2 * x)) / 3,
    nonlinearKernel: (x, s, y) => Math.exp(x - s) * y * y,
    end: 2,
    initial: 1,
  },
  exact: (x) => Math.exp(-x),
  methods: everyMethod,
};

const rational: ProblemEntry<number> = {
  name: "volterra-rational",
  description: "y' = 1 − ½x ln(1+x²) + ∫₀ˣ x s/(1+y²) ds, y = x",
  problem: {
    ...causal,
    local: (x) => 1 - 0.5 * x * Math.log1p(x * x),
    nonlinearKernel: (x, s, y) => (x * s) / (1 + y * y),
    end: 2,
    initial: 0,
  },
  exact: (x) => x,
  methods: everyMethod,
};

const phase: ProblemEntry<number> = {
  name: "volterra-sine-of-solution",
  description: "y' = 2x − sin²(x²/2) + ∫₀ˣ s sin y ds, y = x²; the integrand oscillates ever faster",
  problem: {
    ...causal,
    local: (x) => 2 * x - Math.sin((x * x) / 2) ** 2,
    nonlinearKernel: (_x, s, y) => s * Math.sin(y),
    end: 3,
    initial: 0,
  },
  exact: (x) => x * x,
  methods: everyMethod,
};

const growth: ProblemEntry<number> = {
  name: "volterra-growth",
  description: "y' = 10 + 100∫₀ˣ y ds, y = e^(10x), which grows to 5e8",
  problem: { ...causal, local: () => 10, scale: () => 100, kernel: () => 1, end: 2, initial: 1 },
  exact: (x) => Math.exp(10 * x),
  methods: directMethods,
};

const resonantGrowth: ProblemEntry<number> = {
  name: "volterra-growing-kernel",
  description: "y' = (10 − x)y + ∫₀ˣ e^(10(x−s)) y ds, y = e^(10x)",
  problem: {
    ...causal,
    local: (x, y) => (10 - x) * y,
    kernel: (x, s) => Math.exp(10 * (x - s)),
    end: 1,
    initial: 1,
  },
  exact: (x) => Math.exp(10 * x),
  methods: everyMethod,
};

const bell: ProblemEntry<number> = {
  name: "volterra-from-minus-two",
  description: "y' = −2xy² − atan x − atan 2 + ∫₋₂ˣ y ds, y = 1/(1+x²)",
  problem: {
    local: (x, y) => -2 * x * y * y - Math.atan(x) - Math.atan(2),
    kernel: () => 1,
    lower: () => -2,
    upper: (x) => x,
    start: -2,
    end: 3,
    initial: 0.2,
  },
  exact: (x) => 1 / (1 + x * x),
  methods: directMethods,
};

const constant: ProblemEntry<number> = {
  name: "volterra-constant-solution",
  description: "y' = −y + 2e^(−x) + ∫₀ˣ e^(−(x−s)) y ds, y = 2",
  problem: {
    ...causal,
    local: (x, y) => -y + 2 * Math.exp(-x),
    kernel: (x, s) => Math.exp(s - x),
    end: 10,
    initial: 2,
  },
  exact: () => 2,
  methods: everyMethod,
};

const gaussian = (x: number) => Math.exp(-x * x);

const empty: ProblemEntry<number> = {
  name: "no-integral-equal-limits",
  description: "y' = −2xy + ∫₀⁰ y ds, y = e^(−x²)",
  problem: {
    local: (x, y) => -2 * x * y,
    kernel: () => 1,
    lower: () => 0,
    upper: () => 0,
    start: 0,
    end: 2,
    initial: 1,
  },
  exact: gaussian,
  methods: everyMethod,
};

const unscaled: ProblemEntry<number> = {
  name: "no-integral-zero-scale",
  description: "y' = −2xy + 0·∫₀ˣ e^(x s) y ds, y = e^(−x²)",
  problem: {
    ...causal,
    local: (x, y) => -2 * x * y,
    scale: () => 0,
    kernel: (x, s) => Math.exp(x * s),
    end: 2,
    initial: 1,
  },
  exact: gaussian,
  methods: everyMethod,
};

const longOscillation: ProblemEntry<number> = {
  name: "volterra-long-oscillation",
  description: "y' = −∫₀ˣ y ds, y = cos x over eight periods; relaxation sweeps grow to about e⁵⁰",
  problem: { ...causal, local: () => 0, scale: () => -1, kernel: () => 1, end: 50, initial: 1 },
  exact: Math.cos,
  methods: directMethods,
};

const polynomialKernel: ProblemEntry<number> = {
  name: "volterra-moment-kernel",
  description: "y' = y − x³/6 + ∫₀ˣ (x−s) ln y ds, y = eˣ",
  problem: {
    ...causal,
    local: (x, y) => y - x ** 3 / 6,
    kernel: (x, s) => x - s,
    integrand: Math.log,
    end: 2,
    initial: 1,
  },
  exact: Math.exp,
  methods: everyMethod,
};

/** Problems with limits start and x and an integral in closed form. */
export const volterra: readonly ProblemEntry[] = [
  exponentialSquare,
  rational,
  phase,
  growth,
  resonantGrowth,
  bell,
  constant,
  empty,
  unscaled,
  longOscillation,
  polynomialKernel,
];
