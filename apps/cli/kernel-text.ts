import type { Kernel } from "../../src/kernels/index.js";
import {
  constantKernel,
  exponentialKernel,
  powerLawKernel,
  secondOrderKernel,
  sumOfExponentialsKernel,
} from "../../src/kernels/index.js";
import { nearestNames } from "../../src/numeric/nearest.js";
import { parseNumber, type TextValue, usageError } from "./values.js";

/** A kernel as the command line writes it. */
export interface KernelSyntax {
  readonly name: string;
  readonly syntax: string;
  readonly formula: string;
  readonly description: string;
  /** `text` is what follows the colon. */
  parse(value: TextValue, context: KernelContext): Kernel;
}

interface KernelContext {
  /** Learning rate of the run. */
  readonly lr: number;
}

/** Every kernel that has a spelling. */
export const kernelSyntaxes: readonly KernelSyntax[] = [
  {
    name: "constant",
    syntax: "constant:w",
    formula: "K(age) = w",
    description: "nothing is forgotten; AdaGrad has w = 1/lr",
    parse: (value) => constantKernel({ weight: parseNumber(value, "positive") }),
  },
  {
    name: "exp",
    syntax: "exp:rate",
    formula: "K(age) = rate·exp(−rate·age)",
    description: "fading memory; RMSProp and Adam have rate = (1 − beta)/lr",
    parse: (value) => exponentialKernel({ rate: parseNumber(value, "positive") }),
  },
  {
    name: "sum",
    syntax: "sum:w@s,…",
    formula: "K(age) = Σ w·exp(−s·age)",
    description: "any discrete measure: weights w > 0 at rates s ≥ 0",
    parse: parseSum,
  },
  {
    name: "power",
    syntax: "power:gamma",
    formula: "K(age) = age^(−gamma)",
    description: "long memory, 0 < gamma < 1, by a sum of exponentials",
    parse: (value) => powerLawKernel({ gamma: parseNumber(value, "share") }),
  },
  {
    name: "second-order",
    syntax: "second-order:beta",
    formula: "lr²/2·K″ + lr·K′ + (1 − beta)·K = 0, K(0) = 0, K′(0) = 2(1 − beta)/lr²",
    description: "memory with inertia, at the run's lr; changes its sign for beta < ½",
    parse: (value, { lr }) => secondOrderKernel({ lr, beta: parseNumber(value, "factor") }),
  },
];

/** The kernel that a text like `exp:2` means. */
export function parseKernel(value: TextValue, context: KernelContext): Kernel {
  const colon = value.text.indexOf(":");
  const name = (colon < 0 ? value.text : value.text.slice(0, colon)).trim();
  const found = kernelSyntaxes.find((syntax) => syntax.name === name);
  if (found === undefined || colon < 0) {
    const names = kernelSyntaxes.map((syntax) => syntax.name);
    const near = found === undefined ? nearestNames(name, names) : [name];
    const spellings = kernelSyntaxes.filter((syntax) => near.includes(syntax.name)).map(({ syntax }) => syntax);
    throw usageError(value, `a kernel such as ${spellings.join(", ")}`);
  }
  return found.parse({ ...value, text: value.text.slice(colon + 1) }, context);
}

function parseSum(value: TextValue): Kernel {
  const weights: number[] = [];
  const rates: number[] = [];
  for (const item of value.text.split(",")) {
    const [weight, rate, ...rest] = item.split("@");
    if (weight === undefined || rate === undefined || rest.length > 0) {
      throw usageError({ ...value, text: `sum:${value.text}` }, "sum:w@s,… with a weight and a rate in each item");
    }
    weights.push(parseNumber({ ...value, text: weight }, "positive"));
    rates.push(parseNumber({ ...value, text: rate }, "nonnegative"));
  }
  return sumOfExponentialsKernel({ weights, rates });
}
