import type { DerivativeGap } from "./functional.js";

/** How a constant came to be known. What is derived from several is as good as the weakest of them. */
export type ConstantSource = "exact" | "given" | "estimated";

/** A number with where it comes from. */
export interface Constant {
  readonly value: number;
  /** `exact`: known of the objective or the method; `given`: by the caller; `estimated`: from samples or a trajectory. */
  readonly source: ConstantSource;
  /** How it was obtained, as part of a sentence. */
  readonly how: string;
}

/** One hypothesis of a statement, checked. */
export interface Hypothesis {
  /** Short name in kebab case, such as `shift-defect`. */
  readonly name: string;
  readonly status: "holds" | "fails" | "unknown";
  /** The number that was looked at, null where there is none. */
  readonly value: number | null;
  /** What it is held against, null where there is nothing. */
  readonly bound: number | null;
  /** Time at which `value` was found, unit time; null for what has no time. */
  readonly at: number | null;
  /** How it is known, where that is not a matter of the numbers. */
  readonly source?: ConstantSource;
  /** What the numbers mean, as a sentence. */
  readonly note: string;
}

/** What a statement promises along a trajectory: `value ≤ bound` at every moment. */
export interface Promised {
  /** Short name in kebab case, such as `distance`. */
  readonly name: string;
  /** The inequality in plain text. */
  readonly statement: string;
  /** What `times` are; default the time t. */
  readonly over?: string;
  /** Moments, or whatever the promise is a function of, row by row. */
  readonly times: Float64Array;
  /** What is not finite promises nothing. */
  readonly bound: Float64Array;
  readonly value: Float64Array;
  /** Sizes below which neither side is resolved by the trajectory, ≥ 0. */
  readonly resolution: Float64Array;
}

/** The tightest moment of a promise. */
export interface Margin {
  /**
   * The smallest `(bound + resolution − value)/(max(|bound|, |value|) + resolution)`: 0 where the bound is attained,
   * 1 where the value is nothing beside it, negative where the promise is broken.
   */
  readonly worst: number;
  /** Where that is, unit time. */
  readonly at: number;
}

/** A promise after it was held against a trajectory. */
export interface CheckedPromise extends Promised {
  readonly margin: Margin;
  /** The margin at the last moment: many bounds start as equalities, and say something only later. */
  readonly end: number;
}

/**
 * `certified`: all hypotheses hold and the promise was kept. `not-certified`: a hypothesis fails or is unknown.
 * `not-applicable`: the statement is about something else. `violated`: all hypotheses hold and the promise was broken,
 * which means an error in the theory, the constants or the numbers.
 */
export type Verdict = "certified" | "not-certified" | "not-applicable" | "violated";

/** A theorem, applied to a problem and held against its trajectory. */
export interface Certificate {
  /** Name of the statement, such as `h1-theorem-2`. */
  readonly theorem: string;
  /** arXiv number of the paper. */
  readonly paper: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly constants: Readonly<Record<string, Constant>>;
  readonly promises: readonly CheckedPromise[];
  /** The worst margin of all promises; null where nothing was held against a trajectory. */
  readonly margin: Margin | null;
  readonly verdict: Verdict;
  /** The statement's Lyapunov functional, and how far its derivative by the formula is from that of its values. */
  readonly functional?: DerivativeGap & {
    readonly name: string;
    /** How far it rises above an earlier value at most; where that was looked for. */
    readonly rise?: { readonly size: number; readonly at: number };
  };
  /** Why the verdict is what it is, and what else was seen: sentences. */
  readonly notes: readonly string[];
}
