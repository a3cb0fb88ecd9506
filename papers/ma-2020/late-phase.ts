import type { Spike } from "../../src/regimes/index.js";
import { medianOf } from "../../src/regimes/order-statistics.js";

/** A step raises the loss if it does so by more than this share: losses in float32 are sure to a thousandth. */
const leastRise = 0.01;
/** A loss so many times the least one before is high. */
const high = 10;

/** The second half of a run. */
export interface LatePhase {
  /** Its first step. */
  readonly from: number;
  /** Spikes whose peak is in it. */
  readonly spikes: readonly Spike[];
  /** How many of them are in the third and in the last quarter of the run. */
  readonly quarters: readonly [third: number, last: number];
  /** Median of their rises, in decades; 0 for none. */
  readonly decades: number;
  /** Share of its steps that raise the loss by more than 1 %. */
  readonly rising: number;
  /** Share of its steps after which the loss is ten times or more the least one until there. */
  readonly tenfold: number;
  /** Largest loss in it over the least one until there; Infinity where one is not finite. */
  readonly worst: number;
}

/** Looks at the late phase of a run that was to make `steps` updates; of one that ended before, at what there is of it. */
export function latePhase(
  loss: Float64Array,
  { spikes, steps }: { readonly spikes: readonly Spike[]; readonly steps: number },
): LatePhase {
  const from = Math.ceil(steps / 2);
  const own = spikes.filter(({ peak }) => peak >= from);
  const third = own.filter(({ peak }) => peak < 0.75 * steps).length;
  let [least, rising, tenfold, worst, count] = [Infinity, 0, 0, 1, 0];
  for (let k = 0; k < loss.length; k++) {
    const value = loss[k]!;
    if (value < least) least = value;
    if (k < from) continue;
    count++;
    if (k > 0 && value > (1 + leastRise) * loss[k - 1]!) rising++;
    if (!(value < high * least)) tenfold++;
    worst = Math.max(worst, Number.isFinite(value) ? value / least : Infinity);
  }
  return {
    from,
    spikes: own,
    quarters: [third, own.length - third],
    decades: own.length > 0 ? medianOf(own.map(({ decades }) => decades)) : 0,
    rising: rising / Math.max(1, count),
    tenfold: tenfold / Math.max(1, count),
    worst,
  };
}
