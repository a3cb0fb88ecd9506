import { nearestNames } from "../numeric/nearest.js";
import { parseNumber, type TextValue, usageError } from "../numeric/number-text.js";
import { constantKernel } from "./constant.js";
import { exponentialKernel } from "./exponential.js";
import type { Kernel } from "./kernel.js";
import { powerLawKernel } from "./power-law.js";
import { secondOrderKernel } from "./second-order.js";
import { sumOfExponentialsKernel } from "./sum-of-exponentials.js";

/** A kernel as plain data, as a text spells it: weights and rates in 1/time. */
export type KernelSpec =
  | { readonly family: "constant"; readonly weight: number }
  | { readonly family: "exp"; readonly rate: number }
  | { readonly family: "sum"; readonly terms: readonly KernelTerm[] }
  | { readonly family: "power"; readonly gamma: number }
  | { readonly family: "second-order"; readonly beta: number };

/** One exponential of a sum, `weight·e^(−rate·age)`. */
export interface KernelTerm {
  readonly weight: number;
  readonly rate: number;
}

/** How one family of kernels is spelled. */
export interface KernelSyntax {
  readonly name: KernelSpec["family"];
  readonly syntax: string;
  readonly formula: string;
  readonly description: string;
}

/** What a kernel is made for. */
export interface KernelContext {
  /** Learning rate of the run, finite and > 0. */
  readonly lr: number;
}

/** What refusals say: `Cannot ${action} as ${name} must be …`. */
export interface KernelTextOptions {
  /** Default `make a kernel`. */
  readonly action?: string;
  /** Default `text`. */
  readonly name?: string;
}

interface KernelFamily<Spec extends KernelSpec> extends KernelSyntax {
  /** Reads and writes what follows the colon. */
  read(value: TextValue): Spec;
  write(spec: Spec): string;
  create(spec: Spec, context: KernelContext): Kernel;
}

const families: { readonly [F in KernelSpec["family"]]: KernelFamily<Extract<KernelSpec, { family: F }>> } = {
  constant: {
    name: "constant",
    syntax: "constant:w",
    formula: "K(age) = w",
    description: "nothing is forgotten; AdaGrad has w = 1/lr",
    read: (value) => ({ family: "constant", weight: parseNumber(value, "positive") }),
    write: ({ weight }) => String(weight),
    create: constantKernel,
  },
  exp: {
    name: "exp",
    syntax: "exp:rate",
    formula: "K(age) = rate·exp(−rate·age)",
    description: "fading memory; RMSProp and Adam have rate = (1 − beta)/lr",
    read: (value) => ({ family: "exp", rate: parseNumber(value, "positive") }),
    write: ({ rate }) => String(rate),
    create: exponentialKernel,
  },
  sum: {
    name: "sum",
    syntax: "sum:w@s,…",
    formula: "K(age) = Σ w·exp(−s·age)",
    description: "any discrete measure: weights w > 0 at rates s ≥ 0",
    read: (value) => ({ family: "sum", terms: readTerms(value) }),
    write: ({ terms }) => terms.map(({ weight, rate }) => `${weight}@${rate}`).join(","),
    create: ({ terms }) =>
      sumOfExponentialsKernel({ weights: terms.map(({ weight }) => weight), rates: terms.map(({ rate }) => rate) }),
  },
  power: {
    name: "power",
    syntax: "power:gamma",
    formula: "K(age) = age^(−gamma)",
    description: "long memory, 0 < gamma < 1, by a sum of exponentials",
    read: (value) => ({ family: "power", gamma: parseNumber(value, "share") }),
    write: ({ gamma }) => String(gamma),
    create: powerLawKernel,
  },
  "second-order": {
    name: "second-order",
    syntax: "second-order:beta",
    formula: "lr²/2·K″ + lr·K′ + (1 − beta)·K = 0, K(0) = 0, K′(0) = 2(1 − beta)/lr²",
    description: "memory with inertia, at the run's lr; changes its sign for beta < ½",
    read: (value) => ({ family: "second-order", beta: parseNumber(value, "factor") }),
    write: ({ beta }) => String(beta),
    create: ({ beta }, { lr }) => secondOrderKernel({ lr, beta }),
  },
};

/** Every kernel that has a spelling. */
export const kernelSyntaxes: readonly KernelSyntax[] = Object.values(families);

/**
 * What a text like `exp:2`, `sum:1@2,0.5@0.1`, `power:0.5`, `constant:10` or `second-order:0.9` says of a kernel.
 *
 * @throws {RangeError} if it spells none; the message names the nearest spelling.
 * @example
 * readKernelText("power:0.5"); // { family: "power", gamma: 0.5 }
 */
export function readKernelText(text: string, options: KernelTextOptions = {}): KernelSpec {
  const { action = "make a kernel", name: asked = "text" } = options;
  const value = { action, name: asked, text };
  const colon = text.indexOf(":");
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  const found = kernelSyntaxes.find((syntax) => syntax.name === name);
  if (found === undefined || colon < 0) {
    const names = kernelSyntaxes.map((syntax) => syntax.name);
    const near: readonly string[] = found === undefined ? nearestNames(name, names) : [name];
    const spellings = kernelSyntaxes.filter((syntax) => near.includes(syntax.name)).map(({ syntax }) => syntax);
    throw usageError(value, `a kernel such as ${spellings.join(", ")}`);
  }
  return families[found.name].read({ ...value, text: text.slice(colon + 1) });
}

/**
 * The text that spells a kernel; {@link readKernelText} reads it back to the last digit.
 *
 * @example
 * kernelText({ family: "sum", terms: [{ weight: 1, rate: 2 }, { weight: 0.5, rate: 0 }] }); // "sum:1@2,0.5@0"
 */
export function kernelText(spec: KernelSpec): string {
  return `${spec.family}:${families[spec.family].write(spec as never)}`;
}

/**
 * The kernel of a text.
 *
 * @param options `lr`, which `second-order` is made for, and what a refusal says.
 * @throws {RangeError} if the text spells none.
 * @example
 * parseKernel("exp:2", { lr: 0.1 }).weight(0); // 2
 */
export function parseKernel(text: string, options: KernelContext & KernelTextOptions): Kernel {
  const spec = readKernelText(text, options);
  return families[spec.family].create(spec as never, options);
}

function readTerms(value: TextValue): readonly KernelTerm[] {
  return value.text.split(",").map((item) => {
    const [weight, rate, ...rest] = item.split("@");
    if (weight === undefined || rate === undefined || rest.length > 0) {
      throw usageError({ ...value, text: `sum:${value.text}` }, "sum:w@s,… with a weight and a rate in each item");
    }
    return {
      weight: parseNumber({ ...value, text: weight }, "positive"),
      rate: parseNumber({ ...value, text: rate }, "nonnegative"),
    };
  });
}
