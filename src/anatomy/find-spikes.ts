import type { Objective } from "../objectives/index.js";
import { closing } from "../regimes/closing.js";
import type { Spike } from "../regimes/diagnosis.js";
import { risesOf } from "../regimes/rises.js";
import { logSeries } from "../regimes/scale.js";
import { spikeOfRise } from "../regimes/spike-of-rise.js";
import type { Trajectory } from "../trajectory/index.js";

/** Least rise of a spike, as ln: a power of ten. */
const LEAST_RISE = Math.LN10;

interface FindSpikesInput {
  /** First and last row that is looked at. */
  readonly first: number;
  readonly last: number;
  /** Number of updates at row 0. */
  readonly offset: number;
  /** Steps that the first moment remembers. */
  readonly reach: number;
}

/**
 * The rises of the loss by a power of ten or more, on the log scale and with its dips filled: an iterate that swings through
 * the minimum has a small loss for a moment, in at most twice the memory of the first moment.
 *
 * What counts as a regime of spikes is stricter: a rise is one here whether or not it is undone, or undone often.
 */
export function findSpikes(objective: Objective, trajectory: Trajectory, input: FindSpikesInput): Spike[] {
  const series = seriesOf(objective, trajectory, input);
  if (series.y.length === 0) return [];
  const top = closing(series.y, 2 * input.reach + 1);
  return risesOf(top, LEAST_RISE).map((rise) => spikeOfRise(rise, { series, top }));
}

function seriesOf({ constants }: Objective, { loss, logLoss }: Trajectory, { first, last, offset }: FindSpikesInput) {
  const values = (logLoss ?? loss).subarray(first, last + 1);
  return logSeries(values, {
    logarithmic: logLoss !== undefined,
    ...(constants?.minimum !== undefined && logLoss === undefined && { minimum: constants.minimum }),
    steps: values.map((_, k) => offset + first + k),
  });
}
