import { directMethods, everyMethod, globalMethods, type ProblemEntry } from "./entry.js";

const causal = { lower: () => 0, upper: (x: number) => x, start: 0 };
const circle = (x: number) => [Math.cos(x), Math.sin(x)];

const rotation: ProblemEntry<readonly number[]> = {
  name: "system-rotation-kernel",
  description: "y' = (J − x)y + ∫₀ˣ R(x−s) y ds with the rotation R and J = R(π/2), y = (cos x, sin x)",
  problem: {
    ...causal,
    local: (x, y) => [-y[1]! - x * y[0]!, y[0]! - x * y[1]!],
    kernel: (x, s) => {
      const [c, d] = [Math.cos(x - s), Math.sin(x - s)];
      return [
        [c, -d],
        [d, c],
      ];
    },
    end: 4,
    initial: [1, 0],
  },
  exact: circle,
  methods: everyMethod,
};

const nonSquare: ProblemEntry<readonly number[]> = {
  name: "system-non-square-kernel",
  description: "y' = Jy + c(x) − ∫₀ˣ M(x, s)·(y₀², y₀y₁, y₁²) ds with rows (1, x, s), (0, −x, 1), y = (cos x, sin x)",
  problem: {
    ...causal,
    local: (x, y) => {
      const [sine, wave] = [Math.sin(x) ** 2, Math.sin(2 * x)];
      const product = (x * sine) / 2;
      const moment = (x * x - x * wave + sine) / 4;
      return [-y[1]! + x / 2 + wave / 4 + product + moment, y[0]! - product + x / 2 - wave / 4];
    },
    scale: () => -1,
    kernel: (x, s) => [
      [1, x, s],
      [0, -x, 1],
    ],
    integrand: (y) => [y[0]! ** 2, y[0]! * y[1]!, y[1]! ** 2],
    end: 3,
    initial: [1, 0],
  },
  exact: circle,
  methods: everyMethod,
};

const componentScale: ProblemEntry<readonly number[]> = {
  name: "system-scale-by-component",
  description:
    "y₀' = −x y₀ + x(e^(−x²/2) − 1) + x∫₀ˣ s y₀ ds, y₁' = y₁ − x³ + 3∫₀ˣ (ln² y₁ + y₀ − e^(−s²/2)) ds, y = (e^(−x²/2), eˣ)",
  problem: {
    ...causal,
    local: (x, y) => [-x * y[0]! + x * Math.expm1((-x * x) / 2), y[1]! - x ** 3],
    scale: (x) => [x, 3],
    nonlinearKernel: (_x, s, y) => [s * y[0]!, Math.log(y[1]!) ** 2 + y[0]! - Math.exp((-s * s) / 2)],
    end: 2,
    initial: [1, 1],
  },
  exact: (x) => [Math.exp((-x * x) / 2), Math.exp(x)],
  methods: everyMethod,
};

const separable: ProblemEntry<readonly number[]> = {
  name: "system-fredholm-separable",
  description: "y' = c(x, y) + ½∫₀¹ M(x, s) y ds with rows (x, s), (s², x s), y = (sin πx, x)",
  problem: {
    local: (x, y) => [
      Math.PI * Math.cos(Math.PI * x) + y[1]! - x - x / Math.PI - 1 / 6,
      1 - 0.5 * (1 / Math.PI - 4 / Math.PI ** 3) - x / 6,
    ],
    scale: () => 0.5,
    kernel: (x, s) => [
      [x, s],
      [s * s, x * s],
    ],
    lower: () => 0,
    upper: () => 1,
    start: 0,
    end: 1,
    initial: [0, 0],
  },
  exact: (x) => [Math.sin(Math.PI * x), x],
  methods: globalMethods,
};

const many: ProblemEntry<readonly number[]> = {
  name: "system-of-twelve",
  description: "y_j' = −j²∫₀ˣ y_j ds for j = 1 … 12, y_j = cos jx",
  problem: {
    ...causal,
    local: (_x, y) => y.map(() => 0),
    scale: () => Array.from({ length: 12 }, (_, j) => -((j + 1) ** 2)),
    kernel: () => 1,
    end: 3,
    initial: new Array<number>(12).fill(1),
  },
  exact: (x) => Array.from({ length: 12 }, (_, j) => Math.cos((j + 1) * x)),
  methods: directMethods,
};

/** Systems of real equations. */
export const systems: readonly ProblemEntry[] = [rotation, nonSquare, componentScale, separable, many];
