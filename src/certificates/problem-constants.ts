import type { Constant } from "./certificate.js";

/** A constant of an objective that statements may need. */
export type ConstantName = "smoothness" | "strongConvexity" | "pl" | "minimum";

/** Constants that the caller vouches for. */
export type GivenConstants = Readonly<Partial<Record<ConstantName, number>>>;

/** Whether sublevel sets of the objective are compact, and how that is known. */
export interface Coercivity {
  readonly holds: boolean;
  readonly source: Constant["source"];
  readonly how: string;
}

/** ‖∇f‖ ≥ constant·(f − limit)^exponent. */
export interface GradientInequality {
  readonly exponent: Constant;
  readonly constant: Constant;
  readonly limit: Constant;
}

/** A minimiser, and where it comes from. */
export interface Minimiser {
  readonly theta: Float64Array;
  /** How far it may be off beyond rounding, unit of θ. */
  readonly error: number;
  readonly source: Constant["source"];
  readonly how: string;
}

/** What is known of a problem; null means unknown. */
export interface ProblemConstants {
  readonly smoothness: Constant | null;
  readonly strongConvexity: Constant | null;
  readonly pl: Constant | null;
  readonly minimum: Constant | null;
  readonly minimiser: Minimiser | null;
  readonly coercive: Coercivity | null;
  /** The Kurdyka–Łojasiewicz inequality towards where the trajectory goes. */
  readonly kl: GradientInequality | null;
}
