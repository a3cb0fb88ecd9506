import {
  constantKernel,
  customKernel,
  exponentialKernel,
  type Kernel,
  powerLawKernel,
  sumOfExponentialsKernel,
} from "../../kernels/index.js";
import { directMethods, everyMethod, type ProblemEntry } from "./entry.js";
import { mittagLeffler } from "./mittag-leffler.js";

const causal = { lower: () => 0, upper: (x: number) => x, start: 0 };

/** `∫₀ˣ e^(−r(x−s)) cos s ds`. */
const fadingCosine = (rate: number, x: number) =>
  (rate * (Math.cos(x) - Math.exp(-rate * x)) + Math.sin(x)) / (1 + rate * rate);
/** `∫₀ˣ e^(−r(x−s)) sin s ds`. */
const fadingSine = (rate: number, x: number) =>
  (rate * Math.sin(x) - Math.cos(x) + Math.exp(-rate * x)) / (1 + rate * rate);

const algebraic: ProblemEntry<number> = {
  name: "kernel-algebraic",
  description: "y' = 1/(2y) + x/(1+x) + x − ln(1+x) − ∫₀ˣ (1+x−s)⁻² y² ds, y = √(1+x); no realization",
  problem: {
    ...causal,
    local: (x, y) => 0.5 / y + x / (1 + x) + x - Math.log1p(x),
    scale: () => -1,
    kernel: customKernel({ weight: (age) => (1 + age) ** -2 }),
    integrand: (y) => y * y,
    end: 20,
    initial: 1,
  },
  exact: (x) => Math.sqrt(1 + x),
  methods: directMethods,
};

function cosineMemory(name: string, kernel: Kernel): ProblemEntry<number> {
  return {
    name,
    description: `y' = −∫₀ˣ cos(x−s) y ds, y = ½(1 + cos √2x); ${kernel.realization ? "one block of order 2" : "no realization"}`,
    problem: { ...causal, local: () => 0, scale: () => -1, kernel, end: 20, initial: 1 },
    exact: (x) => 0.5 + 0.5 * Math.cos(Math.SQRT2 * x),
    methods: directMethods,
  };
}

const rotating = customKernel({
  weight: Math.cos,
  realization: [{ order: 2, A: Float64Array.of(0, 1, -1, 0), b: Float64Array.of(1, 0), c: Float64Array.of(1, 0) }],
});

const constant: ProblemEntry<number> = {
  name: "kernel-constant-long",
  description: "y' = −∫₀ˣ 4y ds, y = cos 2x over 16 periods; relaxation sweeps grow to about e¹⁰⁰",
  problem: {
    ...causal,
    local: () => 0,
    scale: () => -1,
    kernel: constantKernel({ weight: 4 }),
    end: 50,
    initial: 1,
  },
  exact: (x) => Math.cos(2 * x),
  methods: directMethods,
};

const sum: ProblemEntry<number> = {
  name: "kernel-sum-of-exponentials",
  description: "y' = −y + cos x − sin x + M(x) − ∫₀ˣ (2e^(−age) + 30e^(−50 age)) y ds, M the same of cos, y = cos x",
  problem: {
    ...causal,
    local: (x, y) => -y + Math.cos(x) - Math.sin(x) + 2 * fadingCosine(1, x) + 30 * fadingCosine(50, x),
    scale: () => -1,
    kernel: sumOfExponentialsKernel({ weights: [2, 30], rates: [1, 50] }),
    end: 10,
    initial: 1,
  },
  exact: Math.cos,
  methods: everyMethod,
};

const pair: ProblemEntry<readonly number[]> = {
  name: "kernel-for-each-component",
  description: "y' = Jy + M(x) − (∫₀ˣ e^(−age) y₀ ds, ∫₀ˣ 3e^(−3 age) y₁ ds), M the same of y = (cos x, sin x)",
  problem: {
    ...causal,
    local: (x, y) => [-y[1]! + fadingCosine(1, x), y[0]! + 3 * fadingSine(3, x)],
    scale: () => -1,
    kernel: [exponentialKernel({ rate: 1 }), exponentialKernel({ rate: 3 })],
    end: 10,
    initial: [1, 0],
  },
  exact: (x) => [Math.cos(x), Math.sin(x)],
  methods: everyMethod,
};

const window: ProblemEntry<number> = {
  name: "kernel-window",
  description:
    "y' = −2(y − cos x) − sin x + M(x) − ∫ e^(−(x−s)) y ds from max(0, x−1) to x, M the same of cos, y = cos x",
  problem: {
    ...causal,
    local: (x, y) => {
      const from = Math.max(0, x - 1);
      const old = Math.exp(from - x) * fadingCosine(1, from);
      return -2 * (y - Math.cos(x)) - Math.sin(x) + fadingCosine(1, x) - old;
    },
    scale: () => -1,
    kernel: exponentialKernel({ rate: 1 }),
    lower: (x) => Math.max(0, x - 1),
    end: 6,
    initial: 1,
  },
  exact: Math.cos,
  methods: everyMethod,
  kinks: [1],
};

const powerLaw: ProblemEntry<number> = {
  name: "kernel-power-law",
  description: "y' = −∫₀ˣ (x−s)^(−½) y ds as a power-law kernel, y = E_{3/2}(−√π x^(3/2))",
  problem: {
    ...causal,
    local: () => 0,
    scale: () => -1,
    kernel: powerLawKernel({ gamma: 0.5 }),
    end: 2,
    initial: 1,
  },
  exact: (x) => mittagLeffler(-Math.sqrt(Math.PI) * x ** 1.5, 1.5),
  methods: ["marching"],
  tolerance: 1e-7,
};

/** Problems whose kernels are declared as convolutions. */
export const convolution: readonly ProblemEntry[] = [
  algebraic,
  cosineMemory("kernel-cosine", customKernel({ weight: Math.cos })),
  cosineMemory("kernel-cosine-realized", rotating),
  constant,
  sum,
  pair,
  window,
  powerLaw,
];
