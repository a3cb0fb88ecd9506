import type { Spike } from "./diagnosis.js";
import type { Rise } from "./rises.js";
import type { LogSeries } from "./scale.js";

/** Share of a rise that has to be undone. */
export const RECOVERED = 0.5;

/** What a rise is one of. */
export interface RiseSurroundings {
  readonly series: Pick<LogSeries, "steps" | "infinite">;
  readonly top: Float64Array;
  /** Height of the rises about it, as ln: of a higher one only so much has to be undone. Default its own. */
  readonly typical?: number;
}

/** A rise of the running top in the steps of its series. */
export function spikeOfRise(
  { onset, peak, after, height }: Rise,
  { series: { steps, infinite }, top, typical = Infinity }: RiseSurroundings,
): Spike {
  const goal = top[peak]! - RECOVERED * Math.min(height, typical);
  let back = peak;
  while (back < after && top[back]! > goal) back++;
  return {
    onset: steps[onset]!,
    peak: steps[peak]!,
    recovery: top[back]! <= goal ? steps[back]! : null,
    decades: infinite.has(peak) ? Infinity : height / Math.LN10,
  };
}
