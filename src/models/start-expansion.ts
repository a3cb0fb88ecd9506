import type { Objective } from "../objectives/objective.js";
import type { Model } from "./model.js";

/** The start of a flow with the gradient as it is there. */
export interface StartExpansion {
  /** As long as it is used at most, unit time. */
  readonly longest: number;
  /** How far parameter i, whose gradient g is not 0, has moved at t from the state y at the start. */
  shift(at: { readonly y: Float64Array; readonly i: number; readonly g: number; readonly t: number }): number;
  /** Writes the moments of parameter i at t into y, from its gradients at the start and at t. */
  remember(at: {
    readonly y: Float64Array;
    readonly i: number;
    readonly from: number;
    readonly to: number;
    readonly t: number;
  }): void;
}

/** By which share components of the gradient may change, so that what is left out is that share squared. */
const SHARE = 1e-8;
/** Numbers this small are near the end of their range. */
const SHORTEST = 1e-80;

/**
 * Creates the `start` of a model from its expansion, which is used for a shorter time where the gradient changes faster: beside a
 * maximum it changes by its own size while θ hardly moves.
 */
export function createStart(
  objective: Objective,
  { longest, shift, remember }: StartExpansion,
): NonNullable<Model["start"]> {
  const d = objective.dimension;
  const [before, after] = [new Float64Array(d), new Float64Array(d)];
  return (y) => {
    const theta = y.slice(0, d);
    objective.gradient(theta, before);
    const isSteady = (): boolean => before.every((g, i) => g === 0 || !(Math.abs(after[i]! - g) > SHARE * Math.abs(g)));
    let t = longest;
    for (; ; t *= 1e-4) {
      for (let i = 0; i < d; i++) {
        const g = before[i]!;
        if (g !== 0) theta[i] = y[i]! - shift({ y, i, g, t });
      }
      objective.gradient(theta, after);
      if (isSteady() || t <= SHORTEST) break;
    }
    y.set(theta);
    for (let i = 0; i < d; i++) remember({ y, i, from: before[i]!, to: after[i]!, t });
    return t;
  };
}
