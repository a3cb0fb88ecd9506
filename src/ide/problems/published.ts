import { exponentialKernel, type Kernel } from "../../kernels/index.js";
import type { Complex } from "../problem.js";
import { everyMethod, globalMethods, type ProblemEntry } from "./entry.js";

const source = "C. A. Gelmi, H. Jorquera, IDSOLVER, Comput. Phys. Commun. 185 (2014) 392";

const logarithm: ProblemEntry<number> = {
  name: "fredholm-logarithm",
  description: "y' = y − x/2 + 1/(1+x) − ln(1+x) + 1/ln²2 ∫₀¹ x/(1+s) y ds, y = ln(1+x)",
  source,
  problem: {
    local: (x, y) => y - x / 2 + 1 / (1 + x) - Math.log1p(x),
    scale: () => 1 / Math.LN2 ** 2,
    kernel: (x, s) => x / (1 + s),
    lower: () => 0,
    upper: () => 1,
    start: 0,
    end: 1,
    initial: 0,
  },
  exact: Math.log1p,
  methods: globalMethods,
};

const cosine: ProblemEntry<number> = {
  name: "fredholm-cosine",
  description: "y' = y − cos 2πx − 2π sin 2πx − ½ sin 4πx + ∫₀¹ sin(2π(2x+s)) y ds, y = cos 2πx",
  source,
  problem: {
    local: (x, y) => {
      const phase = 2 * Math.PI * x;
      return y - Math.cos(phase) - 2 * Math.PI * Math.sin(phase) - Math.sin(2 * phase) / 2;
    },
    kernel: (x, s) => Math.sin(2 * Math.PI * (2 * x + s)),
    lower: () => 0,
    upper: () => 1,
    start: 0,
    end: 1,
    initial: 1,
  },
  exact: (x) => Math.cos(2 * Math.PI * x),
  methods: globalMethods,
};

const square: ProblemEntry<number> = {
  name: "fredholm-square",
  description: "y' = 1 − 29x/60 + ∫₀¹ x s y² ds, y = 1 + x + x²; 1 + x + 28x²/5 solves it too",
  source,
  problem: {
    local: (x) => 1 - (29 / 60) * x,
    kernel: (x, s) => x * s,
    integrand: (y) => y * y,
    lower: () => 0,
    upper: () => 1,
    start: 0,
    end: 1,
    initial: 1,
  },
  exact: (x) => 1 + x + x * x,
  methods: globalMethods,
};

const root: ProblemEntry<number> = {
  name: "look-ahead-root",
  description: "y' = x(1+√x)e^(−√x) − (x²+x+1)e^(−x) + ∫ x s y ds from x to √x, y = e^(−x)",
  source,
  problem: {
    local: (x) => x * (1 + Math.sqrt(x)) * Math.exp(-Math.sqrt(x)) - (x * x + x + 1) * Math.exp(-x),
    kernel: (x, s) => x * s,
    lower: (x) => x,
    upper: Math.sqrt,
    start: 0,
    end: 1,
    initial: 1,
  },
  exact: (x) => Math.exp(-x),
  methods: globalMethods,
};

const sineCosine: ProblemEntry<readonly number[]> = {
  name: "system-sine-cosine",
  description: "y₀' = (y₁+1)/2 − ½∫₀ˣ y₀ ds, y₁' = −y₀/2 − ½∫₀ˣ y₁ ds, y = (sin x, cos x)",
  problem: {
    local: (_x, y) => [(y[1]! + 1) / 2, -y[0]! / 2],
    scale: () => -0.5,
    kernel: () => 1,
    lower: () => 0,
    upper: (x) => x,
    start: 0,
    end: 7,
    initial: [0, 1],
  },
  exact: (x) => [Math.sin(x), Math.cos(x)],
  methods: everyMethod,
};

/** √(25 − 12i). */
const rootRe = Math.sqrt((Math.sqrt(769) + 25) / 2);
const rootIm = -6 / rootRe;

const complexGrowth: ProblemEntry<Complex> = {
  name: "complex-growth",
  description: "y' = 5y + 1 − 3i∫₀ˣ y ds, y = 2 e^(5x/2) sinh(wx/2)/w with w = √(25−12i)",
  problem: {
    local: (_x, y) => ({ re: 5 * y.re + 1, im: 5 * y.im }),
    scale: () => ({ re: 0, im: -3 }),
    kernel: () => 1,
    lower: () => 0,
    upper: (x) => x,
    start: 0,
    end: 1,
    initial: { re: 0, im: 0 },
  },
  exact: (x) => {
    const re = Math.sinh((rootRe * x) / 2) * Math.cos((rootIm * x) / 2);
    const im = Math.cosh((rootRe * x) / 2) * Math.sin((rootIm * x) / 2);
    const factor = (2 * Math.exp(2.5 * x)) / Math.sqrt(769);
    return { re: factor * (re * rootRe + im * rootIm), im: factor * (im * rootRe - re * rootIm) };
  },
  methods: everyMethod,
};

const weightFunction = (rate: number) => (x: number, s: number) => rate * Math.exp(-rate * (x - s));

/** `y'' + λy' + λy = 0`, `y(0) = 1`, `y'(0) = 0`. */
function fadingOscillator(rate: number): (x: number) => number {
  const discriminant = (rate * rate) / 4 - rate;
  if (discriminant < 0) {
    const frequency = Math.sqrt(-discriminant);
    return (x) =>
      Math.exp((-rate * x) / 2) * (Math.cos(frequency * x) + (rate / 2 / frequency) * Math.sin(frequency * x));
  }
  const fast = -rate / 2 - Math.sqrt(discriminant);
  const slow = rate / fast; // the product of the roots is λ
  return (x) => (slow * Math.exp(fast * x) - fast * Math.exp(slow * x)) / (slow - fast);
}

function exponentialMemory(name: string, rate: number, kernel: Kernel | ((x: number, s: number) => number)) {
  const entry: ProblemEntry<number> = {
    name,
    description: `y' = −λ∫₀ˣ e^(−λ(x−s)) y ds with λ = ${rate}, y'' + λy' + λy = 0${typeof kernel === "function" ? "" : "; declared as a kernel"}`,
    problem: {
      local: () => 0,
      scale: () => -1,
      kernel,
      lower: () => 0,
      upper: (x) => x,
      start: 0,
      end: 1,
      initial: 1,
    },
    exact: fadingOscillator(rate),
    methods: everyMethod,
  };
  return entry;
}

const stepResponse: ProblemEntry<number> = {
  name: "step-response",
  description: "u' = 1 − 2u − 5∫₀ˣ u ds, u = ½ e^(−x) sin 2x",
  problem: {
    local: (_x, u) => 1 - 2 * u,
    scale: () => -5,
    kernel: () => 1,
    lower: () => 0,
    upper: (x) => x,
    start: 0,
    end: 3,
    initial: 0,
  },
  exact: (x) => 0.5 * Math.exp(-x) * Math.sin(2 * x),
  methods: everyMethod,
};

/** Problems that other solvers are tested on. */
export const published: readonly ProblemEntry[] = [
  logarithm,
  cosine,
  square,
  root,
  sineCosine,
  complexGrowth,
  exponentialMemory("exponential-memory", 1, weightFunction(1)),
  exponentialMemory("exponential-memory-kernel", 1, exponentialKernel({ rate: 1 })),
  exponentialMemory("fast-exponential-memory", 100, weightFunction(100)),
  exponentialMemory("fast-exponential-memory-kernel", 100, exponentialKernel({ rate: 100 })),
  stepResponse,
];
