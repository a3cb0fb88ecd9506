import { directMethods, everyMethod, type ProblemEntry } from "./entry.js";

const causal = { lower: () => 0, upper: (x: number) => x, start: 0 };

const local: ProblemEntry<number> = {
  name: "stiff-local",
  description: "y' = −1000(y − cos x) − sin x − ½(cos x + sin x − e^(−x)) + ∫₀ˣ e^(−(x−s)) y ds, y = cos x",
  problem: {
    ...causal,
    local: (x, y) => {
      const memory = 0.5 * (Math.cos(x) + Math.sin(x) - Math.exp(-x));
      return -1000 * (y - Math.cos(x)) - Math.sin(x) - memory;
    },
    kernel: (x, s) => Math.exp(s - x),
    end: 2,
    initial: 1,
  },
  exact: Math.cos,
  methods: everyMethod,
};

/** Widths of the layers. */
const width = 1e-3;

const layer: ProblemEntry<number> = {
  name: "stiff-boundary-layer",
  description: "y' = −(y − cos x)/ε − 2 sin x − ε(1 − e^(−x/ε)) + ∫₀ˣ y ds with ε = 0.001, y = cos x + e^(−x/ε)",
  problem: {
    ...causal,
    local: (x, y) => -(y - Math.cos(x)) / width - 2 * Math.sin(x) + width * Math.expm1(-x / width),
    kernel: () => 1,
    end: 1,
    initial: 2,
  },
  exact: (x) => Math.cos(x) + Math.exp(-x / width),
  methods: everyMethod,
};

const cubic: ProblemEntry<number> = {
  name: "stiff-cubic",
  description: "y' = −100y(y² − 1/(1+x)) − ½y/(1+x) − ln(1+x) + ∫₀ˣ y² ds, y = 1/√(1+x)",
  problem: {
    ...causal,
    local: (x, y) => -100 * y * (y * y - 1 / (1 + x)) - (0.5 * y) / (1 + x) - Math.log1p(x),
    kernel: () => 1,
    integrand: (y) => y * y,
    end: 5,
    initial: 1,
  },
  exact: (x) => 1 / Math.sqrt(1 + x),
  methods: everyMethod,
};

const memory: ProblemEntry<number> = {
  name: "stiff-memory",
  description: "y' = −10⁴∫₀ˣ y ds, y = cos 100x over 32 periods",
  problem: { ...causal, local: () => 0, scale: () => -1e4, kernel: () => 1, end: 2, initial: 1 },
  exact: (x) => Math.cos(100 * x),
  methods: directMethods,
};

/** `y' + 2000y + 10⁶∫y = 0` has the characteristic polynomial (s + 1000)². */
const critical: ProblemEntry<number> = {
  name: "stiff-critically-damped",
  description: "y' = −2000y − 10⁶∫₀ˣ y ds, y = (1 − 1000x) e^(−1000x)",
  problem: { ...causal, local: (_x, y) => -2000 * y, scale: () => -1e6, kernel: () => 1, end: 1, initial: 1 },
  exact: (x) => (1 - 1000 * x) * Math.exp(-1000 * x),
  methods: directMethods,
};

/** Problems with scales far apart. */
export const stiff: readonly ProblemEntry[] = [local, layer, cubic, memory, critical];
