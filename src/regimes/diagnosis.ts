import type { Regime } from "./regime.js";
import type { ScaleKind } from "./scale.js";

/** Steps are those of the log (`steps`), sizes are on the log scale: natural logarithms, or decades where the name says so. */

/** The fast initial fall. */
export interface FastStart {
  /** First and last step of the fall. */
  readonly from: number;
  readonly to: number;
  /** How far it falls. */
  readonly decades: number;
  /** Mean fall of ln(loss) per step. */
  readonly rate: number;
  /** Whether it grows steeper on the log scale: faster than any exponential. */
  readonly superlinear: boolean;
  readonly confidence: number;
}

/** A persistent oscillation about a level. */
export interface Oscillation {
  /** Period in steps; null where there is no fixed one. */
  readonly period: number | null;
  /** Half the distance from the 5th to the 95th percentile of ln(loss). */
  readonly amplitude: number;
  /** ln of the level it swings about. */
  readonly level: number;
  /** Step from which it is seen. */
  readonly from: number;
  /** `parameters`: seen in θ, the loss itself may be constant. */
  readonly source: "loss" | "parameters";
  readonly confidence: number;
}

/** A sudden rise and what became of it. */
export interface Spike {
  /** Step at which the rise begins, of its greatest value, and at which half of it is undone; null if it never is. */
  readonly onset: number;
  readonly peak: number;
  readonly recovery: number | null;
  /** How far it rises; Infinity if it passed through infinity. */
  readonly decades: number;
}

/** All spikes of a run. */
export interface Spikes {
  /** In order of time, at most 1000 of them. */
  readonly list: readonly Spike[];
  /** How many there are. */
  readonly count: number;
  /** Median distance between peaks in steps; null for a single spike. */
  readonly interval: number | null;
  /** Median rise. */
  readonly decades: number;
  /** Whether the last one recovered before the end. */
  readonly lastRecovered: boolean;
  readonly confidence: number;
}

/** A loss that is large or not finite at the end. */
export interface Divergence {
  /** `non-finite`: NaN or infinity at the end; `growth`: rises on trend; `large`: back at its start or above, and unstable. */
  readonly kind: "non-finite" | "growth" | "large";
  /** Step from which on. */
  readonly from: number;
  /** Rise of the level from its lowest to the end; null where it cannot be measured. */
  readonly decades: number | null;
  readonly confidence: number;
}

/** A loss that falls to the end, or has come to rest. */
export interface Convergence {
  /** `linear`: exponential in steps; `sublinear`: a power of the step; `superlinear`: ever faster; `rest`: nothing moves. */
  readonly kind: "linear" | "sublinear" | "superlinear" | "rest";
  /** Mean fall of ln(loss) per step over the second half, positive where it falls; 0 at rest. */
  readonly rate: number;
  /** For `sublinear`: p of loss ∝ step^(−p); else null. */
  readonly power: number | null;
  /** ln of the loss at the end. */
  readonly level: number;
  /** Half the distance from the 10th to the 90th percentile of ln(loss) about the trend. */
  readonly scatter: number;
  /** Step from which it falls so, or rests. */
  readonly from: number;
  readonly confidence: number;
}

/** What a run does, and what that is read from. A feature that is not there is null. */
export interface Diagnosis {
  readonly regime: Regime;
  /** How sure, 0..1: a judgement by stated rules, not a probability. */
  readonly confidence: number;
  /** Sentences with numbers, the decisive one first. */
  readonly evidence: readonly string[];
  /** What these numbers cannot tell. */
  readonly unknown: readonly string[];
  readonly fastStart: FastStart | null;
  readonly oscillation: Oscillation | null;
  readonly spikes: Spikes | null;
  readonly divergence: Divergence | null;
  readonly convergence: Convergence | null;
  /** What the logarithm is taken of, and what is taken from the loss before. */
  readonly scale: ScaleKind;
  readonly offset: number;
  /** The running level: ln of it in stretches of equal length, each at the step in its middle. */
  readonly level: { readonly steps: readonly number[]; readonly logs: readonly number[] };
  /** Number of values, and of those that are not finite. */
  readonly samples: number;
  readonly nonFinite: number;
}
