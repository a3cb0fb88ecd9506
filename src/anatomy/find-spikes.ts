import type { Objective } from "../objectives/index.js";
import { closing } from "../regimes/closing.js";
import { logSeries } from "../regimes/scale.js";
import { turningPoints } from "../regimes/turning-points.js";
import type { Trajectory } from "../trajectory/index.js";
import type { SpikeSpan } from "./spike-span.js";

/** Least rise of a spike, as ln: a power of ten. */
const LEAST_RISE = Math.LN10;
/** Up to this share of the rise it has not begun, and this share undone is its end; as regimes has it. */
const BEGUN = 0.1;
const RECOVERED = 0.5;

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
export function findSpikes(objective: Objective, trajectory: Trajectory, input: FindSpikesInput): SpikeSpan[] {
  const { y, steps, infinite } = seriesOf(objective, trajectory, input);
  if (y.length === 0) return [];
  const top = closing(y, 2 * input.reach + 1);
  const { index, startsLow } = turningPoints(top, LEAST_RISE);
  const found: SpikeSpan[] = [];
  for (let i = startsLow ? 0 : 1; i + 1 < index.length; i += 2) {
    const [trough, peak, next] = [index[i]!, index[i + 1]!, index[i + 2] ?? top.length - 1];
    const height = top[peak]! - top[trough]!;
    const begun = top[trough]! + BEGUN * height;
    let onset = peak;
    while (onset > trough && !(top[onset]! <= begun)) onset--;
    let back = peak;
    while (back < next && top[back]! > top[peak]! - RECOVERED * height) back++;
    const isOver = top[back]! <= top[peak]! - RECOVERED * height;
    found.push({
      onset: steps[onset]!,
      peak: steps[peak]!,
      recovery: isOver ? steps[back]! : null,
      decades: infinite.has(peak) ? Infinity : height / Math.LN10,
    });
  }
  return found;
}

function seriesOf({ constants }: Objective, { loss, logLoss }: Trajectory, { first, last, offset }: FindSpikesInput) {
  const values = (logLoss ?? loss).subarray(first, last + 1);
  return logSeries(values, {
    logarithmic: logLoss !== undefined,
    ...(constants?.minimum !== undefined && logLoss === undefined && { minimum: constants.minimum }),
    steps: values.map((_, k) => offset + first + k),
  });
}
