import type { Complex } from "../problem.js";
import { everyMethod, globalMethods, type ProblemEntry } from "./entry.js";

const causal = { lower: () => 0, upper: (x: number) => x, start: 0 };
const turn = (angle: number): Complex => ({ re: Math.cos(angle), im: Math.sin(angle) });

const modulus: ProblemEntry<Complex> = {
  name: "complex-modulus",
  description: "y' = i(2y − 1) + ∫₀ˣ |y|²y ds, y = e^(ix); the integrand is not analytic",
  problem: {
    ...causal,
    local: (_x, y) => ({ re: -2 * y.im, im: 2 * y.re - 1 }),
    kernel: () => 1,
    integrand: (y) => {
      const size = y.re ** 2 + y.im ** 2;
      return { re: size * y.re, im: size * y.im };
    },
    end: 3,
    initial: { re: 1, im: 0 },
  },
  exact: turn,
  methods: everyMethod,
};

const vector: ProblemEntry<readonly Complex[]> = {
  name: "complex-vector",
  description: "y₀' = (i − x)y₀ + I₀, y₁' = i(3y₁ − y₀) + I₁, I = ∫₀ˣ e^(i(x−s)) y ds, y = (e^(ix), e^(2ix))",
  problem: {
    ...causal,
    local: (x, y) => {
      const [a, b] = [y[0]!, y[1]!];
      return [
        { re: -a.im - x * a.re, im: a.re - x * a.im },
        { re: -3 * b.im + a.im, im: 3 * b.re - a.re },
      ];
    },
    kernel: (x, s) => turn(x - s),
    end: 3,
    initial: [
      { re: 1, im: 0 },
      { re: 1, im: 0 },
    ],
  },
  exact: (x) => [turn(x), turn(2 * x)],
  methods: everyMethod,
};

const matrix: ProblemEntry<readonly Complex[]> = {
  name: "complex-fredholm-matrix",
  description: "y' = c(x, y) + ½∫₀¹ M(x, s) y ds with rows (i, x), (s, 1), y = (e^(iπx), x)",
  problem: {
    local: (x, y) => [
      { re: -Math.PI * y[0]!.im + 1 / Math.PI - x / 4, im: Math.PI * y[0]!.re },
      { re: 0.75 + 1 / Math.PI ** 2, im: -0.5 / Math.PI },
    ],
    scale: () => 0.5,
    kernel: (x, s) => [
      [{ re: 0, im: 1 }, x],
      [s, 1],
    ],
    lower: () => 0,
    upper: () => 1,
    start: 0,
    end: 1,
    initial: [
      { re: 1, im: 0 },
      { re: 0, im: 0 },
    ],
  },
  exact: (x) => [turn(Math.PI * x), { re: x, im: 0 }],
  methods: globalMethods,
};

const real: ProblemEntry<Complex> = {
  name: "complex-real-data",
  description: "y' = −∫₀ˣ y ds given by real functions, y(0) = 1 + i, y = (1 + i) cos x",
  problem: {
    ...causal,
    local: () => 0,
    scale: () => -1,
    kernel: () => 1,
    end: 4,
    initial: { re: 1, im: 1 },
  },
  exact: (x) => ({ re: Math.cos(x), im: Math.cos(x) }),
  methods: everyMethod,
};

/** Equations with complex solutions. */
export const complex: readonly ProblemEntry[] = [modulus, vector, matrix, real];
