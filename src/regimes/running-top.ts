import { closing } from "./closing.js";
import { medianOf, quantile } from "./order-statistics.js";
import { isQuickening } from "./quickening.js";
import { turningPoints } from "./turning-points.js";
import { numberRoom } from "./workspace.js";

/** The loss with the dips of its fast oscillation filled, and the noise of that. */
export interface RunningTop {
  readonly top: Float64Array;
  /** Usual distance in samples between the maxima of the oscillation whose dips were filled; 0 where none were. */
  readonly distance: number;
  /** Usual depth of those dips, as ln; 0 where nothing was filled. */
  readonly swing: number;
  /** Whether the loss is near `top` most of the time, as one that passes zero is on a log scale: `top` is then its level. */
  readonly isLevel: boolean;
  /** Whether those maxima come ever faster over the second half. */
  readonly quickens: boolean;
  /** Standard deviation of the noise of `top`, in stretches of equal length. */
  readonly noise: Float64Array;
}

/** Turns of ln(loss) smaller than this, 22 %, are not filled: they are small beside any spike. */
const SMALL_TURN = 0.2;
/** Stretches in which noise is measured, at most; each is this many times as long as the filled width, at least. */
const mostStretches = 10;
const WIDTHS = 12;
/** σ over the lower quartile of |x| of a normal distribution. */
const QUARTILE = 3.138;

/**
 * Dips of up to this many standard deviations from sample to sample may be noise, whose maxima are 3 samples apart; deeper
 * ones are its extremes if there are this many small maxima between them.
 */
const NOISE_DEPTH = 5;
const EXTREME_DEPTH = 8;
const NOISE_DISTANCE = 3;
const SMALL_MAXIMA = 3;
/** Maxima at most this many samples apart are too fast to tell dips from peaks. */
const FAST = 12;

/** Fills the dips of the oscillation and measures the noise of what is left. */
export function runningTop(y: Float64Array): RunningTop {
  const dips = findDips(y);
  const width = dips === null ? 1 : Math.max(3, Math.min(Math.round(1.5 * dips.distance), y.length >> 3));
  const top = closing(y, width);
  const { distance, swing, isBrief, quickens } = dips ?? noDips;
  return { top, distance, swing, isLevel: isBrief, quickens, noise: noiseOf(top, { lag: width, most: mostStretches }) };
}

/**
 * The lower quartile of |second differences|/√6 as a standard deviation, at a distance at which samples are independent: 0 on
 * straight lines, and not moved by spikes in up to three quarters of the differences.
 */
function noiseOf(top: Float64Array, { lag, most }: { readonly lag: number; readonly most: number }): Float64Array {
  const stretches = Math.max(1, Math.min(most, Math.floor(top.length / (WIDTHS * lag))));
  const scratch = numberRoom("bends", Math.ceil(top.length / stretches) + 1);
  return Float64Array.from({ length: stretches }, (_, j) => {
    const first = Math.floor((j * top.length) / stretches);
    const end = Math.floor(((j + 1) * top.length) / stretches) - 2 * lag;
    let count = 0;
    for (let i = first; i < end; i++) scratch[count++] = Math.abs(top[i]! - 2 * top[i + lag]! + top[i + 2 * lag]!);
    return count === 0 ? 0 : (QUARTILE / Math.sqrt(6)) * quantile(scratch, 0.25, count);
  });
}

/** Dips of an oscillation: their usual distance in samples and depth. */
interface Dips {
  readonly distance: number;
  readonly swing: number;
  /** Whether they take less than half of the time. */
  readonly isBrief: boolean;
  readonly quickens: boolean;
}

const noDips: Dips = { distance: 0, swing: 0, isBrief: false, quickens: false };

/**
 * The dips, where most of the time is spent high (a loss that passes zero, on a log scale) or the turns are too fast to tell
 * (noise, cycles of a few samples); null where there are none.
 */
function findDips(y: Float64Array): Dips | null {
  const { index, startsLow } = turningPoints(y, SMALL_TURN);
  const distances: number[] = [];
  const late: number[] = [];
  const low: number[] = [];
  const depths: number[] = [];
  for (let i = startsLow ? 1 : 0; i + 2 < index.length; i += 2) {
    const [first, trough, second] = [index[i]!, index[i + 1]!, index[i + 2]!];
    // beneath the line from maximum to maximum: the level may fall
    const slope = (y[second]! - y[first]!) / (second - first);
    const depth = y[first]! + slope * (trough - first) - y[trough]!;
    const middle = y[first]! - 0.5 * depth;
    let below = 0;
    for (let k = first; k < second; k++) if (y[k]! - slope * (k - first) < middle) below++;
    distances.push(second - first);
    if (2 * first >= y.length) late.push(second - first);
    low.push(below / (second - first));
    depths.push(depth);
  }
  if (distances.length < 3) return null;
  const distance = medianOf(distances);
  // the first ones may still be on the way down
  const share = medianOf(low.slice(low.length >> 1));
  const swing = medianOf(depths);
  // turns of white noise that are large enough to be seen may be far apart; those in between are there all the same
  const [single] = noiseOf(y, { lag: 1, most: 1 });
  const isRough = countMaxima(y) >= SMALL_MAXIMA * distances.length;
  if (swing <= (isRough ? EXTREME_DEPTH : NOISE_DEPTH) * single!)
    return { distance: Math.min(distance, NOISE_DISTANCE), swing, isBrief: false, quickens: false };
  const isBrief = share < 0.4;
  const isDip = isBrief || (distance <= FAST && share <= 0.6) || distance <= 4;
  return isDip ? { distance, swing, isBrief, quickens: isQuickening(late) } : null;
}

function countMaxima(y: Float64Array): number {
  let count = 0;
  for (let k = 1; k + 1 < y.length; k++) if (y[k]! > y[k - 1]! && y[k]! >= y[k + 1]!) count++;
  return count;
}
