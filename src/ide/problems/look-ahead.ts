import { globalMethods, type ProblemEntry } from "./entry.js";

const reversed: ProblemEntry<number> = {
  name: "reversed-limits",
  description: "y' = y + x(e − eˣ) + ∫ x y ds from 1 down to x, y = eˣ",
  problem: {
    local: (x, y) => y + x * (Math.E - Math.exp(x)),
    kernel: (x) => x,
    lower: () => 1,
    upper: (x) => x,
    start: 0,
    end: 1,
    initial: 1,
  },
  exact: Math.exp,
  methods: globalMethods,
};

const ahead = (x: number) => Math.min(2, x + 0.3);

const lookAhead: ProblemEntry<number> = {
  name: "look-ahead-window",
  description: "y' = −y − ½(e^(−x) − e^(−u)) + ½∫ y ds from x to u = min(2, x+0.3), y = e^(−x)",
  problem: {
    local: (x, y) => -y - 0.5 * (Math.exp(-x) - Math.exp(-ahead(x))),
    scale: () => 0.5,
    kernel: () => 1,
    lower: (x) => x,
    upper: ahead,
    start: 0,
    end: 2,
    initial: 1,
  },
  exact: (x) => Math.exp(-x),
  methods: globalMethods,
  kinks: [1.7],
};

const aroundLower = (x: number) => Math.max(0, x - 0.5);
const aroundUpper = (x: number) => Math.min(3, x + 0.5);

const around: ProblemEntry<number> = {
  name: "look-around-kink",
  description: "y' = c(x) + ½∫ |x−s| y ds from max(0, x−½) to min(3, x+½), y = x²",
  problem: {
    local: (x) => {
      const a = x - aroundLower(x);
      const b = aroundUpper(x) - x;
      return 2 * x - (x * x * (a * a + b * b)) / 4 - (x * (b ** 3 - a ** 3)) / 3 - (a ** 4 + b ** 4) / 8;
    },
    scale: () => 0.5,
    kernel: (x, s) => Math.abs(x - s),
    lower: aroundLower,
    upper: aroundUpper,
    start: 0,
    end: 3,
    initial: 0,
  },
  exact: (x) => x * x,
  methods: globalMethods,
  kinks: [0.5, 2.5],
};

/** Problems whose limits move and are ahead of x. */
export const lookingAhead: readonly ProblemEntry[] = [reversed, lookAhead, around];
