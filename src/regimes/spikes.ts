import type { Spike, Spikes } from "./diagnosis.js";
import { medianOf } from "./order-statistics.js";
import { firstAtLeast, type Rise, risesOf } from "./rises.js";
import type { RunningTop } from "./running-top.js";
import type { LogSeries } from "./scale.js";
import { RECOVERED, spikeOfRise } from "./spike-of-rise.js";

/** Least rise of a spike: a factor of 2. */
const LEAST_RISE = Math.LN2;
/**
 * Least rise in standard deviations of the noise of the running top. From lowest to highest, normal noise goes 7 σ in
 * thousands of samples; where dips are filled the top scatters by a third of what is beneath it, and reaches as far.
 */
const NOISE_FACTOR = 8;
const FILLED_NOISE_FACTOR = 14;
/** A rise is sudden if it takes at most this share of the distance between peaks. */
const SUDDEN = 0.28;
/** Spikes are this many times as far apart as the maxima of the oscillation beneath them, at least. */
const FAR_APART = 4;
/** A rise of a single sample amid noise has to be this many times as high as the noise swings. */
const LONE_FACTOR = 8;
/** Rises of at least this share of another one's height are like it. */
const LIKE = 0.6;
/** A single rise is held against this share of the log. */
const LONE_SHARE = 0.25;
/** Of the time from one onset to the next, a spike is in its upper half for at most this share. */
const DUTY = 0.7;
/** The same for its upper fifth: it does not stay at its top. */
const TOP_DUTY = 0.4;
/** A lower rise that begins within this many samples after a peak, or twice the time of its rise, belongs to it. */
const ECHO_SAMPLES = 3;
const mostListed = 1000;

/** Sudden rises of a series, by whether they were undone. */
export interface SuddenRises {
  /** Null if there are none. */
  readonly spikes: Spikes | null;
  /** Those that were not undone, the last one if it is too late to tell: no spikes, unless there are others. */
  readonly jumps: readonly Spike[];
}

/** Finds the spikes of a series, and what looks like one and is none. */
export function findSpikes(series: LogSeries, running: RunningTop): SuddenRises {
  const { top, noise, distance, swing } = running;
  const factor = distance > 0 ? FILLED_NOISE_FACTOR : NOISE_FACTOR;
  // higher than the swing beneath it
  const threshold = Math.max(LEAST_RISE, swing, factor * medianOf(noise));
  const rises = risesOf(top, threshold);
  const minor = risesOf(top, LIKE * threshold);
  const noiseAt = (k: number) => noise[Math.min(noise.length - 1, Math.floor((k * noise.length) / top.length))]!;
  const sudden = rises.filter((rise, i) => {
    const isClear = rise.height >= factor * Math.max(noiseAt(rise.trough), noiseAt(rise.peak));
    if (distance > 0 && rise.height < LONE_FACTOR * swing && isLone(rise, series.y)) return false;
    return isClear && isSudden(rise, { minor, count: top.length, distance }) && isBrief(rises, i, top);
  });
  return sortRises(
    sudden.filter((rise, i) => !isEcho(rise, sudden[i - 1])),
    { rises, series, top, threshold },
  );
}

interface Found {
  /** All rises, sudden or not. */
  readonly rises: readonly Rise[];
  readonly series: LogSeries;
  readonly top: Float64Array;
  readonly threshold: number;
}

/** Tells spikes from humps and from jumps that stay. */
function sortRises(sudden: readonly Rise[], { rises, series, top, threshold }: Found): SuddenRises {
  if (sudden.length === 0) return { spikes: null, jumps: [] };
  const typical = sudden.length >= 3 ? medianOf(sudden.map(({ height }) => height)) : Infinity;
  const atEnd = rises.at(-1);
  const isUndone = (rise: Rise) => rise.fall >= RECOVERED * Math.min(rise.height, typical);
  const counted = sudden.filter((rise) =>
    isUndone(rise) ? !isHump(rise, top) : rise === atEnd && isUnfinished(rise, top.length),
  );
  const recovered = counted.filter(isUndone);
  const tell = (rise: Rise) => spikeOfRise(rise, { series, top, typical });
  const jumps = sudden.filter((rise) => !isUndone(rise)).map(tell);
  if (recovered.length === 0) return { spikes: null, jumps };
  const list = counted.map(tell);
  const peaks = list.map(({ peak }) => peak);
  const decades = medianOf(list.map((spike) => spike.decades));
  const spikes = {
    list: list.slice(0, mostListed),
    count: list.length,
    interval: list.length < 2 ? null : medianOf(peaks.slice(1).map((peak, i) => peak - peaks[i]!)),
    decades,
    lastRecovered: recovered.at(-1) === counted.at(-1),
    confidence: confidenceOf(recovered, threshold),
  };
  return { spikes, jumps };
}

/** Whether it is a turn in the oscillating recovery of the spike before: right after it, and much lower. */
function isEcho({ onset, height }: Rise, before: Rise | undefined): boolean {
  if (before === undefined) return false;
  const reach = Math.max(ECHO_SAMPLES, 2 * (before.peak - before.onset));
  return onset - before.peak <= reach && height < 0.5 * before.height;
}

/** Several spikes, and higher ones, are surer. */
function confidenceOf(recovered: readonly Rise[], threshold: number): number {
  const excess = medianOf(recovered.map(({ height }) => height / threshold));
  return Math.min(0.99, 0.55 + 0.15 * Math.min(2, excess - 1) + 0.1 * Math.min(3, recovered.length - 1));
}

/** Whether a single sample makes all of it. */
function isLone({ onset, peak, after, height }: Rise, y: Float64Array): boolean {
  const middle = y[peak]! - 0.5 * height;
  let above = 0;
  for (let k = onset; k <= after && k - peak <= peak - onset + 2; k++) if (y[k]! > middle) above++;
  return above <= 1;
}

interface Neighbourhood {
  /** Rises down to a smaller threshold. */
  readonly minor: readonly Rise[];
  readonly count: number;
  readonly distance: number;
}

/** Whether it takes a small part of the time between peaks like it, where a sine takes half, and these are far apart. */
function isSudden({ onset, peak, height }: Rise, { minor, count, distance }: Neighbourhood): boolean {
  const lone = LONE_SHARE * count;
  const isLike = (other: Rise) => other.height >= LIKE * height;
  let j = firstAtLeast(minor, onset);
  let before = -1;
  for (let i = j - 1; i >= 0 && before < 0; i--) if (isLike(minor[i]!)) before = minor[i]!.peak;
  let after = -1;
  for (; j < minor.length && after < 0; j++) if (minor[j]!.peak > peak && isLike(minor[j]!)) after = minor[j]!.peak;
  const gaps = [before < 0 ? 0 : peak - before, after < 0 ? 0 : after - peak];
  const gap = before < 0 && after < 0 ? lone : Math.min(lone, Math.max(...gaps));
  return peak - onset <= SUDDEN * gap && gap >= FAR_APART * distance;
}

/** Whether it is in its upper half for a part of the time only; |cos| on a log scale is there for nearly all of it. */
function isBrief(rises: readonly Rise[], i: number, top: Float64Array): boolean {
  const { onset, peak, trough, after } = rises[i]!;
  const end = i + 1 < rises.length ? rises[i + 1]!.onset : top.length;
  const base = Math.max(top[trough]!, top[after]!);
  if (base >= top[peak]!) return true;
  const depth = top[peak]! - base;
  let [above, near] = [0, 0];
  for (let k = onset; k < end; k++) {
    if (top[k]! > top[peak]! - 0.5 * depth) above++;
    if (top[k]! > top[peak]! - 0.2 * depth) near++;
  }
  return above <= DUTY * (end - onset) + 1 && near <= TOP_DUTY * (end - onset) + 1;
}

/** Whether it begins sooner after the start than it takes to be over: a hump of the start, no spike. */
function isHump({ onset, peak, height }: Rise, top: Float64Array): boolean {
  let end = peak;
  while (end < top.length && top[end]! > top[peak]! - RECOVERED * height) end++;
  return onset < end - onset;
}

/** Whether it is too late to have recovered. */
function isUnfinished({ peak }: Rise, count: number): boolean {
  return count - peak <= 0.1 * count;
}
