import { type KernelSpec, kernelText, readKernelText } from "../../../src/kernels/index.js";
import type { FormulaName } from "../formulas/formulas.js";
import type { NumberField } from "./field.js";
import type { LabState } from "./lab-state.js";

/** Which of the two kernels of the general model. */
export type KernelField = "kernel1" | "kernel2";

/** A family of kernels, or no memory at all, which only the numerator can do without. */
export type KernelFamilyName = KernelSpec["family"] | "none";

/** What families are called, and their formulas. */
export const kernelFamilies: Readonly<Record<KernelFamilyName, { title: string; formula: FormulaName | null }>> = {
  none: { title: "none: the gradient itself", formula: null },
  exp: { title: "exponential", formula: "kernelExp" },
  sum: { title: "sum of exponentials", formula: "kernelSum" },
  power: { title: "power law", formula: "kernelPower" },
  constant: { title: "constant", formula: "kernelConstant" },
  "second-order": { title: "second order", formula: "kernelSecondOrder" },
};

/** A kernel as the state spells it: plain data (null: none), or the sentence why the text spells none. */
export type KernelDesign =
  | { readonly spec: KernelSpec | null; readonly problem: null }
  | { readonly spec: null; readonly problem: string };

/** Reads the text of a kernel; only the numerator's may be empty. */
export function readDesign(field: KernelField, text: string): KernelDesign {
  if (field === "kernel1" && text.trim() === "") return { spec: null, problem: null };
  try {
    return { spec: readKernelText(text, { action: "solve", name: field }), problem: null };
  } catch (error) {
    return { spec: null, problem: (error as Error).message };
  }
}

/** The text of a kernel; none is empty. */
export function designText(spec: KernelSpec | null): string {
  return spec === null ? "" : kernelText(spec);
}

/** What a family begins with: a memory of ten steps, and what the kernel before it can lend. */
export function familyStart(
  family: KernelFamilyName,
  { lr, before }: { readonly lr: number; readonly before: KernelSpec | null },
): KernelSpec | null {
  const perStep = (share: number) => short(share / lr);
  const rate = before?.family === "exp" ? before.rate : perStep(0.1);
  switch (family) {
    case "none":
      return null;
    case "exp":
      return { family, rate: before?.family === "sum" ? before.terms[0]!.rate || rate : rate };
    case "sum":
      return { family, terms: [term(rate), term(short(rate / 10))] };
    case "power":
      return { family, gamma: 0.5 };
    case "constant":
      return { family, weight: perStep(1) };
    case "second-order":
      return { family, beta: 0.9 };
  }
}

/** A number of a kernel, as a slider shows it. */
export interface KernelNumber {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly field: NumberField;
  /** Which exponential of a sum it belongs to, from 0. */
  readonly term: number;
  /** The kernel with another number here. */
  with(value: number): KernelSpec;
}

/** The numbers of a kernel; ranges of sliders are those that matter at this learning rate. */
export function kernelNumbers(spec: KernelSpec, lr: number): readonly KernelNumber[] {
  const log = (share: readonly [from: number, to: number], allowsZero = false): NumberField => {
    const [min, max] = share.map((each) => short(each / lr)) as [number, number];
    return { kind: "number", initial: min, min, max, scale: "log", allowsZero };
  };
  const one = (label: string, unit: string) => ({ label, unit, term: 0 });
  switch (spec.family) {
    case "exp":
      return [
        { ...one("rate λ", "1/time"), value: spec.rate, field: log([1e-5, 10]), with: (rate) => ({ ...spec, rate }) },
      ];
    case "constant":
      return [
        {
          ...one("weight w", "1/time"),
          value: spec.weight,
          field: log([1e-4, 1e3]),
          with: (weight) => ({ ...spec, weight }),
        },
      ];
    case "power":
      return [{ ...one("exponent γ", ""), value: spec.gamma, field: share, with: (gamma) => ({ ...spec, gamma }) }];
    case "second-order":
      return [{ ...one("factor β", ""), value: spec.beta, field: factor, with: (beta) => ({ ...spec, beta }) }];
    case "sum":
      return spec.terms.flatMap((each, place) => {
        const put = (key: "weight" | "rate") => (value: number) => ({
          ...spec,
          terms: spec.terms.map((other, k) => (k === place ? { ...other, [key]: value } : other)),
        });
        const name = (symbol: string) => ({ label: `${symbol} ${place + 1}`, unit: "1/time", term: place });
        return [
          { ...name("weight w"), value: each.weight, field: log([1e-5, 10]), with: put("weight") },
          { ...name("rate s"), value: each.rate, field: log([1e-5, 10], true), with: put("rate") },
        ];
      });
  }
}

const share: NumberField = { kind: "number", initial: 0.5, min: 0.01, max: 0.99, scale: "linear" };
const factor: NumberField = { kind: "number", initial: 0.9, min: 0, max: 0.99999, scale: "complement" };

/** Exponentials that a sum can have. */
export const mostTerms = 6;

/** A sum with one more exponential, ten times as slow as the last, or without one of them. */
export function addTerm(spec: Extract<KernelSpec, { family: "sum" }>): KernelSpec {
  const last = spec.terms.at(-1)!;
  return { ...spec, terms: [...spec.terms, term(short((last.rate || last.weight) / 10))] };
}

export function removeTerm(spec: Extract<KernelSpec, { family: "sum" }>, place: number): KernelSpec {
  return { ...spec, terms: spec.terms.filter((_, k) => k !== place) };
}

/** The general model with the memories that an algorithm has, to be changed from there. */
export function designLike(state: LabState): Partial<LabState> {
  const { optimizer, lr, beta1, beta2 } = state;
  const fading = (beta: number) => `exp:${Number(((1 - beta) / lr).toPrecision(12))}`;
  const isAdam = optimizer === "adam" || optimizer === "adamw";
  return {
    optimizer: "general",
    kernel1: isAdam ? fading(beta1) : "",
    kernel2: optimizer === "adagrad" ? `constant:${1 / lr}` : fading(beta2),
    biasCorrection: isAdam,
  };
}

/** An exponential of mean 1: its weight is its rate. */
function term(rate: number) {
  return { weight: rate, rate };
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
