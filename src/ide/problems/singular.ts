import { exponentialKernel } from "../../kernels/index.js";
import { gamma as gammaFunction } from "../../numeric/index.js";
import type { Complex } from "../problem.js";
import type { ProblemEntry } from "./entry.js";
import { mittagLeffler } from "./mittag-leffler.js";

const causal = { lower: () => 0, upper: (x: number) => x, start: 0 };
/** Only marching takes a singularity; solutions that start like x^(2−γ) are met to fewer digits than smooth ones. */
const marched: Pick<ProblemEntry, "methods" | "tolerance"> = { methods: ["marching"], tolerance: 1e-7 };
const shrinking = (x: number) => 1 / (1 + x);

/** `∫₀ˣ (x−s)^(−γ) (1 + s) ds`. */
function singularMoments(gamma: number, x: number): number {
  return (x ** (1 - gamma) / (1 - gamma)) * (1 + x / (2 - gamma));
}

function smooth(gamma: number): ProblemEntry<number> {
  return {
    name: `singular-smooth-${gamma}`,
    description: `y' = −y² − (1 + x/(2−γ)) x^(1−γ)/(1−γ) + ∫₀ˣ (x−s)^(−γ)/y ds with γ = ${gamma}, y = 1/(1+x)`,
    problem: {
      ...causal,
      local: (x, y) => -y * y - singularMoments(gamma, x),
      kernel: () => 1,
      integrand: (y) => 1 / y,
      singularity: gamma,
      end: 2,
      initial: 1,
    },
    exact: shrinking,
    ...marched,
  };
}

/** `y' = −d∫₀ˣ (x−s)^(−γ) y ds` has `y = E_{2−γ}(−dΓ(1−γ) x^(2−γ))`. */
function genuine(gamma: number, end: number): ProblemEntry<number> {
  return {
    name: `singular-genuine-${gamma}`,
    description: `y' = −1/Γ(1−γ) ∫₀ˣ (x−s)^(−γ) y ds with γ = ${gamma}, y = E_{2−γ}(−x^(2−γ))`,
    problem: {
      ...causal,
      local: () => 0,
      scale: () => -1 / gammaFunction(1 - gamma),
      kernel: () => 1,
      singularity: gamma,
      end,
      initial: 1,
    },
    exact: (x) => mittagLeffler(-(x ** (2 - gamma)), 2 - gamma),
    ...marched,
  };
}

const unscaled: ProblemEntry<number> = {
  name: "singular-genuine-unscaled",
  description: "y' = −∫₀ˣ (x−s)^(−½) y ds, y = E_{3/2}(−√π x^(3/2))",
  problem: {
    ...causal,
    local: () => 0,
    scale: () => -1,
    kernel: () => 1,
    singularity: 0.5,
    end: 2,
    initial: 1,
  },
  exact: (x) => mittagLeffler(-Math.sqrt(Math.PI) * x ** 1.5, 1.5),
  ...marched,
};

const fading: ProblemEntry<number> = {
  name: "singular-exponential",
  description: "y' = −(1 + 2√x)y + ∫₀ˣ (x−s)^(−½) e^(−(x−s)) y ds, y = e^(−x); declared as a kernel",
  problem: {
    ...causal,
    local: (x, y) => -(1 + 2 * Math.sqrt(x)) * y,
    kernel: exponentialKernel({ rate: 1 }),
    singularity: 0.5,
    end: 3,
    initial: 1,
  },
  exact: (x) => Math.exp(-x),
  ...marched,
};

const nonlinear: ProblemEntry<number> = {
  name: "singular-nonlinear-kernel",
  description: "y' = 1/(2y) + 2√x(1 + 2x/3) − ∫₀ˣ (x−s)^(−½) y² ds, y = √(1+x)",
  problem: {
    ...causal,
    local: (x, y) => 0.5 / y + singularMoments(0.5, x),
    scale: () => -1,
    nonlinearKernel: (_x, _s, y) => y * y,
    singularity: 0.5,
    end: 3,
    initial: 1,
  },
  exact: (x) => Math.sqrt(1 + x),
  ...marched,
};

const turn = (angle: number): Complex => ({ re: Math.cos(angle), im: Math.sin(angle) });

const complexSingular: ProblemEntry<Complex> = {
  name: "singular-complex",
  description: "y' = (i − 2√x)y + ∫₀ˣ (x−s)^(−½) e^(i(x−s)) y ds, y = e^(ix)",
  problem: {
    ...causal,
    local: (x, y) => ({ re: -2 * Math.sqrt(x) * y.re - y.im, im: y.re - 2 * Math.sqrt(x) * y.im }),
    kernel: (x, s) => turn(x - s),
    singularity: 0.5,
    end: 3,
    initial: { re: 1, im: 0 },
  },
  exact: turn,
  ...marched,
};

/** `∫ t^(−½) (1 + x − t) dt` up to an age. */
const upToAge = (x: number, age: number) => Math.sqrt(age) * (2 * (1 + x) - (2 / 3) * age);

const half: ProblemEntry<number> = {
  name: "singular-half-limit",
  description: "y' = −y² − c(x) + ∫ (x−s)^(−½)/y ds from 0 to x/2, c the same of 1 + s, y = 1/(1+x)",
  problem: {
    ...causal,
    local: (x, y) => -y * y - (upToAge(x, x) - upToAge(x, x / 2)),
    kernel: () => 1,
    integrand: (y) => 1 / y,
    singularity: 0.5,
    upper: (x) => x / 2,
    end: 2,
    initial: 1,
  },
  exact: shrinking,
  ...marched,
};

const delay: ProblemEntry<number> = {
  name: "singular-delay",
  description: "y' = −y² − c(x) + ∫ (x−s)^(−½)/y ds from max(0, x−1) to x, c the same of 1 + s, y = 1/(1+x)",
  problem: {
    ...causal,
    local: (x, y) => -y * y - upToAge(x, Math.min(x, 1)),
    kernel: () => 1,
    integrand: (y) => 1 / y,
    singularity: 0.5,
    lower: (x) => Math.max(0, x - 1),
    end: 3,
    initial: 1,
  },
  exact: shrinking,
  ...marched,
  kinks: [1],
};

const logarithm: ProblemEntry<number> = {
  name: "singular-logarithm",
  description: "y' = −y² − (x + x²/2) ln x + x + ¾x² + ∫₀ˣ ln(x−s)/y ds, y = 1/(1+x); the singularity is not declared",
  problem: {
    ...causal,
    local: (x, y) => -y * y + x + 0.75 * x * x - (x > 0 ? (x + 0.5 * x * x) * Math.log(x) : 0),
    kernel: (x, s) => Math.log(x - s),
    integrand: (y) => 1 / y,
    end: 2,
    initial: 1,
  },
  exact: shrinking,
  methods: ["marching"],
  tolerance: 1e-7,
};

/** Problems with a kernel that is infinite at s = x. */
export const singular: readonly ProblemEntry[] = [
  smooth(0.25),
  smooth(0.5),
  smooth(0.9),
  genuine(0.25, 2),
  genuine(0.5, 3),
  genuine(0.9, 2),
  unscaled,
  fading,
  nonlinear,
  complexSingular,
  half,
  delay,
  logarithm,
];
