import { directMethods, everyMethod, type ProblemEntry } from "./entry.js";

const oneBack = (x: number) => Math.max(0, x - 1);

/** `w'' + w` is the previous term a unit earlier; all start from 0 with slope 0. */
function delayed(x: number): number {
  const u = x - 1;
  const v = x - 2;
  const second = u > 0 ? 0.5 * u * Math.sin(u) : 0;
  const third = v > 0 ? 0.125 * v * (Math.sin(v) - v * Math.cos(v)) : 0;
  return Math.cos(x) + second + third;
}

const delay: ProblemEntry<number> = {
  name: "delay-window",
  description: "y' = −∫ y ds from max(0, x−1) to x, y = cos x + ½u sin u + ⅛v(sin v − v cos v), u = (x−1)₊, v = (x−2)₊",
  problem: {
    local: () => 0,
    scale: () => -1,
    kernel: () => 1,
    lower: oneBack,
    upper: (x) => x,
    start: 0,
    end: 3,
    initial: 1,
  },
  exact: delayed,
  methods: ["marching"],
  kinks: [1, 2],
};

const smoothDelay: ProblemEntry<number> = {
  name: "delay-window-smooth",
  description: "y' = cos x + ∫ sin² − ∫ y² ds, both from max(0, x−1) to x, y = sin x",
  problem: {
    local: (x) => {
      const from = oneBack(x);
      return Math.cos(x) + (x - from) / 2 - (Math.sin(2 * x) - Math.sin(2 * from)) / 4;
    },
    scale: () => -1,
    kernel: () => 1,
    integrand: (y) => y * y,
    lower: oneBack,
    upper: (x) => x,
    start: 0,
    end: 6,
    initial: 0,
  },
  exact: Math.sin,
  methods: directMethods,
  kinks: [1],
};

const lagged: ProblemEntry<number> = {
  name: "delay-lagged-end",
  description: "y' = −y − 1 + e^(−u) + ∫ y ds from 0 to u = max(0, x−1), y = e^(−x)",
  problem: {
    local: (x, y) => -y + Math.expm1(-oneBack(x)),
    kernel: () => 1,
    lower: () => 0,
    upper: oneBack,
    start: 0,
    end: 4,
    initial: 1,
  },
  exact: (x) => Math.exp(-x),
  methods: everyMethod,
  kinks: [1],
};

/** `Σ c_j x^(2j)` with `c_(j+1) = c_j / ((2j+1)(2j+2) 2^(2j+1))`: all terms are positive. */
function halvedSeries(x: number): number {
  let term = 1;
  let sum = 1;
  for (let j = 0; term > 1e-18 * sum; j++) {
    term *= (x * x) / ((2 * j + 1) * (2 * j + 2) * 2 ** (2 * j + 1));
    sum += term;
  }
  return sum;
}

const pantograph: ProblemEntry<number> = {
  name: "pantograph",
  description: "y' = ∫ y ds from 0 to x/2, y'' = ½ y(x/2), y by its power series",
  problem: {
    local: () => 0,
    kernel: () => 1,
    lower: () => 0,
    upper: (x) => x / 2,
    start: 0,
    end: 4,
    initial: 1,
  },
  exact: halvedSeries,
  methods: everyMethod,
};

const window: ProblemEntry<number> = {
  name: "widening-window",
  description: "y' = cos x − cos(x/3) + cos(x/2) + ∫ y ds from x/3 to x/2, y = sin x",
  problem: {
    local: (x) => Math.cos(x) - Math.cos(x / 3) + Math.cos(x / 2),
    kernel: () => 1,
    lower: (x) => x / 3,
    upper: (x) => x / 2,
    start: 0,
    end: 10,
    initial: 0,
  },
  exact: Math.sin,
  methods: everyMethod,
};

const reversedCausal: ProblemEntry<number> = {
  name: "reversed-causal-limits",
  description: "y' = −sin(x/2) + ∫ y ds from x down to x/2, y = cos x",
  problem: {
    local: (x) => -Math.sin(x / 2),
    kernel: () => 1,
    lower: (x) => x,
    upper: (x) => x / 2,
    start: 0,
    end: 5,
    initial: 1,
  },
  exact: Math.cos,
  methods: everyMethod,
};

/** Problems whose limits are never ahead of x, but other than from start to x. */
export const movingLimits: readonly ProblemEntry[] = [delay, smoothDelay, lagged, pantograph, window, reversedCausal];
