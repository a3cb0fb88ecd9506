import { fourierTransform } from "../numeric/index.js";
import { quantile } from "./order-statistics.js";
import { numberRoom } from "./workspace.js";

/** The rhythm of a series. */
export interface Rhythm {
  /** In samples. */
  readonly period: number;
  /** Autocorrelation at the period, up to 1. */
  readonly strength: number;
}

/** Least autocorrelation at a period. */
const LEAST_STRENGTH = 0.3;
/** The same in standard errors of white noise, 1/√n. */
const ERRORS = 6;
/** Longest transform. */
const LONGEST = 8192;

/**
 * The period of a series, by the first great maximum of its autocorrelation after a minimum; null where there is none.
 *
 * Values further than three standard deviations (by the MAD) from the median are taken as if they were there: a logarithm
 * near a zero would drown all else.
 */
export function findRhythm(values: Float64Array): Rhythm | null {
  // three quarters of a transform leave room for lags of up to a third of the series; what is more is left out at its start
  let length = 8;
  while (1.06 * length < values.length && length < LONGEST) length *= 2;
  const series = tame(values.subarray(Math.max(0, values.length - 0.75 * length)));
  if (series === null) return null;
  const count = series.length;
  const { re, im } = buffersOf(length);
  re.fill(0);
  im.fill(0);
  re.set(series);
  const transform = fourierTransform(length);
  transform.forward(re, im);
  for (let k = 0; k < length; k++) {
    re[k] = re[k]! * re[k]! + im[k]! * im[k]!;
    im[k] = 0;
  }
  const power = numberRoom("power", length / 2 + 1);
  power.set(re.subarray(0, length / 2 + 1));
  transform.forward(re, im);
  const total = re[0]!;
  if (!(total > 0)) return null;
  // at least three periods
  const most = Math.floor(count / 3);
  const correlation = re.subarray(0, most + 1);
  for (let lag = 0; lag <= most; lag++) correlation[lag] = ((correlation[lag]! / total) * count) / (count - lag);
  const lag = firstPeak(correlation);
  const strength = lag === 0 ? 0 : correlation[lag]!;
  if (!(strength >= Math.max(LEAST_STRENGTH, ERRORS / Math.sqrt(count)))) return null;
  return { period: refine({ correlation, lag, power, length }), strength };
}

const buffers = new Map<number, { readonly re: Float64Array; readonly im: Float64Array }>();

/** Room to work in, kept per length: allocating it costs as much as the transform. */
function buffersOf(length: number): { readonly re: Float64Array; readonly im: Float64Array } {
  const known = buffers.get(length);
  if (known) return known;
  const made = { re: new Float64Array(length), im: new Float64Array(length) };
  buffers.set(length, made);
  return made;
}

/** Without its mean and its outliers; null if nothing is left. */
function tame(values: Float64Array): Float64Array | null {
  const count = values.length;
  const scratch = numberRoom("tame", count);
  scratch.set(values);
  const centre = quantile(scratch, 0.5);
  for (let k = 0; k < count; k++) scratch[k] = Math.abs(values[k]! - centre);
  const reach = 3 * 1.4826 * quantile(scratch, 0.5) || Infinity;
  let mean = 0;
  for (let k = 0; k < count; k++) {
    scratch[k] = Math.max(centre - reach, Math.min(centre + reach, values[k]!));
    mean += scratch[k]! / count;
  }
  for (let k = 0; k < count; k++) scratch[k]! -= mean;
  return count >= 8 ? scratch : null;
}

/** The first local maximum after a negative stretch that is nearly as great as the greatest; 0 if there is none. */
function firstPeak(correlation: Float64Array): number {
  const most = correlation.length - 1;
  let start = 1;
  while (start <= most && correlation[start]! > 0) start++;
  let greatest = 0;
  for (let lag = start; lag <= most; lag++) greatest = Math.max(greatest, correlation[lag]!);
  for (let lag = start + 1; lag < most; lag++) {
    const value = correlation[lag]!;
    const isPeak = value >= correlation[lag - 1]! && value >= correlation[lag + 1]!;
    if (isPeak && value > 0.85 * greatest) return lag;
  }
  return 0;
}

interface Found {
  readonly correlation: Float64Array;
  readonly lag: number;
  readonly power: Float64Array;
  readonly length: number;
}

/** The period to a fraction of a sample, from peaks at multiples of it. */
function refine({ correlation, lag, power, length }: Found): number {
  const most = correlation.length - 1;
  const reach = Math.max(2, Math.round(length / most));
  const strength = (frequency: number) => {
    const k = Math.round(frequency * length);
    let sum = 0;
    for (let i = Math.max(1, k - reach); i <= Math.min(power.length - 1, k + reach); i++) sum += power[i]!;
    return sum;
  };
  // a period of 2.5 samples has its first peak at 5
  let part = 1;
  for (const candidate of [2, 3]) {
    const isFaster = lag / candidate >= 2 && strength(candidate / lag) > 10 * strength(1 / lag);
    if (isFaster) part = candidate;
  }
  let period = lag / part;
  for (let multiple = 2 * part; ; multiple *= 2) {
    const near = Math.round(period * multiple);
    const width = Math.max(1, Math.floor(0.25 * period));
    if (near + width >= most) break;
    let best = near - width;
    for (let k = near - width; k <= near + width; k++) if (correlation[k]! > correlation[best]!) best = k;
    if (correlation[best]! < 0.5 * correlation[lag]!) break;
    period = best / multiple;
  }
  return period;
}
