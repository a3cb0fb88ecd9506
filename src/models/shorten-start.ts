import type { Objective } from "../objectives/objective.js";

/** A start by expansion, whose time is to be found. */
export interface StartExpansion {
  /** As long as it is used at most, unit time. */
  readonly longest: number;
  /** The gradient at the start. */
  readonly before: Float64Array;
  /** Writes θ(t) by the expansion into `theta`. */
  move(t: number): void;
  readonly theta: Float64Array;
  /** Receives the gradient there. */
  readonly after: Float64Array;
}

/** By which share components of the gradient may change, so that what is left out is that share squared. */
const SHARE = 1e-8;
/** Numbers this small are near the end of their range. */
const SHORTEST = 1e-80;

/**
 * How long an expansion with the gradient of the start may be used: beside a maximum it changes by its own size while θ
 * hardly moves.
 */
export function shortenStart(objective: Objective, { longest, before, move, theta, after }: StartExpansion): number {
  for (let t = longest; ; t *= 1e-4) {
    move(t);
    objective.gradient(theta, after);
    const isSteady = before.every((g, i) => g === 0 || !(Math.abs(after[i]! - g) > SHARE * Math.abs(g)));
    if (isSteady || t <= SHORTEST) return t;
  }
}
