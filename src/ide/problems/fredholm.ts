import { globalMethods, type ProblemEntry } from "./entry.js";

const unit = { lower: () => 0, upper: () => 1, start: 0, end: 1 };

const green: ProblemEntry<number> = {
  name: "fredholm-green-function",
  description: "y' = y + eˣ − 1 − (e−1)x + ∫₀¹ G y ds with G = s(1−x) for s ≤ x and x(1−s) for s ≥ x, y = eˣ",
  problem: {
    ...unit,
    local: (x, y) => y + Math.expm1(x) - (Math.E - 1) * x,
    kernel: (x, s) => (s <= x ? s * (1 - x) : x * (1 - s)),
    initial: 1,
  },
  exact: Math.exp,
  methods: globalMethods,
};

const jump: ProblemEntry<number> = {
  name: "fredholm-jump",
  description: "y' = y − ¼(2eˣ − 1 − e) + ¼∫₀¹ sign(x−s) y ds, y = eˣ; the kernel jumps at s = x",
  problem: {
    ...unit,
    local: (x, y) => y - 0.25 * (2 * Math.exp(x) - 1 - Math.E),
    scale: () => 0.25,
    kernel: (x, s) => Math.sign(x - s),
    initial: 1,
  },
  exact: Math.exp,
  methods: globalMethods,
};

const decaying: ProblemEntry<number> = {
  name: "fredholm-exponential-of-solution",
  description: "y' = 1/(1+x) − x ln 2 + ∫₀¹ x e^(−y) ds, y = ln(1+x)",
  problem: {
    ...unit,
    local: (x) => 1 / (1 + x) - x * Math.LN2,
    nonlinearKernel: (x, _s, y) => x * Math.exp(-y),
    initial: 0,
  },
  exact: Math.log1p,
  methods: globalMethods,
};

const phase: ProblemEntry<number> = {
  name: "fredholm-phase",
  description: "y' = 1 − cos x + cos(x+1) + ∫₀¹ sin(x+y) ds, y = x; x and y do not separate",
  problem: {
    ...unit,
    local: (x) => 1 - Math.cos(x) + Math.cos(x + 1),
    nonlinearKernel: (x, _s, y) => Math.sin(x + y),
    initial: 0,
  },
  exact: (x) => x,
  methods: globalMethods,
};

const exponential: ProblemEntry<number> = {
  name: "fredholm-exponential-kernel",
  description: "y' = y − ¼(e^(x+1) − 1)/(x+1) + ¼∫₀¹ e^(x s) y ds, y = eˣ",
  problem: {
    ...unit,
    local: (x, y) => y - (0.25 * Math.expm1(x + 1)) / (x + 1),
    scale: () => 0.25,
    kernel: (x, s) => Math.exp(x * s),
    initial: 1,
  },
  exact: Math.exp,
  methods: globalMethods,
};

const firstMoment = Math.sin(40) / 40 + (Math.cos(40) - 1) / 1600;

const rapid: ProblemEntry<number> = {
  name: "fredholm-rapid-oscillation",
  description: "y' = −40 sin 40x − x·∫₀¹ s cos 40s ds + ∫₀¹ x s y ds, y = cos 40x",
  problem: {
    ...unit,
    local: (x) => -40 * Math.sin(40 * x) - firstMoment * x,
    kernel: (x, s) => x * s,
    initial: 1,
  },
  exact: (x) => Math.cos(40 * x),
  methods: globalMethods,
};

const narrow: ProblemEntry<number> = {
  name: "fredholm-narrow-kernel",
  description: "y' = 1 + x/4 − y + c(x) + ½∫₋₁¹ 20 e^(−40|x−s|) y ds, c what the ends cut off, y = 1 + x/2",
  problem: {
    local: (x, y) => {
      // over all s the integral of 1 + s/2 is 1 + x/2; this is what the ends cut off
      const cut = Math.exp(-40 * (x + 1)) * (0.25 - 1 / 160) + Math.exp(-40 * (1 - x)) * (0.75 + 1 / 160);
      return 1 + x / 4 - y + 0.5 * cut;
    },
    scale: () => 0.5,
    kernel: (x, s) => 20 * Math.exp(-40 * Math.abs(x - s)),
    lower: () => -1,
    upper: () => 1,
    start: -1,
    end: 1,
    initial: 0.5,
  },
  exact: (x) => 1 + x / 2,
  methods: globalMethods,
};

/** Problems with fixed limits that see the whole interval. */
export const fredholm: readonly ProblemEntry[] = [green, jump, decaying, phase, exponential, rapid, narrow];
