import type { Diagnosis, Spike } from "../../src/regimes/index.js";
import type { LossSummary } from "./loss-summary.js";

/** What a setting stands for: the default factors, a ≈ b, or a > b. */
export type ContestKind = "default" | "even" | "reversed";

/** Rates of the two moments, with the name that figures give them. */
export interface ContestCase {
  readonly label: string;
  readonly kind: ContestKind;
  readonly a: number;
  readonly b: number;
}

/** A setting with its training curve: losses at steps or epochs 0, 1, 2, … */
export interface Contestant {
  readonly item: ContestCase;
  readonly loss: Float64Array;
  readonly summary: LossSummary;
}

/** Settings that start from the same parameters on the same data. */
export interface Contest {
  readonly what: string;
  readonly contestants: readonly Contestant[];
}

/** First place at which a curve is at a level or below it; −1 for never. */
export function arrivalAt(loss: Float64Array, level: number): number {
  return loss.findIndex((value) => value <= level);
}

/** The spikes whose peaks lie in the second half of a curve of `count` values. */
export function lateSpikes({ spikes }: Pick<Diagnosis, "spikes">, count: number): readonly Spike[] {
  return (spikes?.list ?? []).filter(({ peak }) => peak >= count / 2);
}

/** The contestant with the default factors, which every contest has. */
export function defaultOf({ contestants }: Contest): Contestant {
  return contestants.find(({ item }) => item.kind === "default")!;
}
