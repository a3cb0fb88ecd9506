import { fitLine } from "./measure.js";

/** Options of {@link floorFit}; times in the unit of the samples. */
export interface FloorFitOptions {
  /** The envelope at t is the maximum over [t − window, t]; finite and > 0. Default 0.1. */
  readonly window?: number;
  /** The floor is read over the last `tail`, which the fit leaves out; finite and > 0. Default 1.7. */
  readonly tail?: number;
  /** Where the bound begins. Default 1. */
  readonly from?: number;
}

/** A bound `value(t) ≤ A e^(−ω(t − from)) + B` as it was fitted and checked; NaN where the values are not finite. */
export interface FloorFit {
  /** A; 0 where no sample of the fit lies above the floor. */
  readonly amplitude: number;
  /** ω, 1/time; NaN where fewer than two samples of the fit lie above the floor. */
  readonly rate: number;
  /** B. */
  readonly floor: number;
  /** Share of the variance of `ln(envelope − B)` that the straight line explains: 1 for an exponential. */
  readonly r2: number;
  /** Least envelope over the tail as a share of B: 1 where it is level, small where it still falls or swings; NaN where B is 0. */
  readonly level: number;
  /** Samples that were held against the bound, and those of them whose envelope is above it. */
  readonly checked: number;
  readonly violations: number;
}

/** A bound that is attained is not broken by rounding. */
const ROUNDING = 1e-12;

/**
 * Fits exponential decay to a floor, `A e^(−ω(t − from)) + B`, to the envelope of a series, and counts where it fails.
 *
 * The envelope is the running maximum over `window`. Of every second sample: B is its maximum over the last `tail`, ω the
 * least-squares slope of `ln(envelope − B)` over t on [from, end − tail], where that is above B, and A the least amplitude
 * for which the bound holds at those samples. It holds there by construction, so it is counted at the other samples, from
 * `from` to the end. Oscillations of a period of two samples are seen as long as `window` holds two.
 *
 * @param times increasing, length n
 * @param values length n, such as f − f* along a trajectory
 * @throws {RangeError} if the lengths differ, an option is out of its range or `from` is not before the tail.
 * @see arXiv 2602.09101, decay under the Polyak–Łojasiewicz condition; docs/theory/h2-floor.md.
 * @example
 * const times = Float64Array.from({ length: 2001 }, (_, k) => k / 100);
 * const values = times.map((t) => Math.exp(-2 * t) + 0.01);
 * floorFit(times, values).floor; // 0.01
 */
export function floorFit(times: Float64Array, values: Float64Array, options: FloorFitOptions = {}): FloorFit {
  const { window = 0.1, tail = 1.7, from = 1 } = options;
  checkInput(times, values, { window, tail, from });
  if (!values.every(Number.isFinite)) return { ...unknown };
  const envelope = runningMaximum(times, values, window);
  const tailStart = times[times.length - 1]! - tail;
  const late = (k: number) => times[k]! >= tailStart;
  const even = Array.from(times.keys()).filter((k) => k % 2 === 0);
  const inTail = even.filter(late);
  const floor = inTail.reduce((most, k) => Math.max(most, envelope[k]!), -Infinity);
  const fitted = even.filter((k) => times[k]! >= from && !late(k) && envelope[k]! > floor);
  const logs = fitted.map((k) => Math.log(envelope[k]! - floor));
  const { slope, r2 } = fitLine(
    fitted.map((k) => times[k]! - from),
    logs,
  );
  // the logarithm of the amplitude: the exponential alone may overflow
  const height = fitted.reduce((most, k, i) => Math.max(most, logs[i]! - slope * (times[k]! - from)), -Infinity);
  const bound = (t: number) => (fitted.length === 0 ? 0 : Math.exp(height + slope * (t - from))) + floor;
  const others = Array.from(times.keys()).filter((k) => k % 2 === 1 && times[k]! >= from);
  return {
    amplitude: fitted.length === 0 ? 0 : Math.exp(height),
    rate: -slope,
    floor,
    r2: fitted.length < 2 ? Number.NaN : r2,
    level: inTail.reduce((least, k) => Math.min(least, envelope[k]!), Infinity) / floor,
    checked: others.length,
    violations: others.filter((k) => envelope[k]! > bound(times[k]!) * (1 + ROUNDING)).length,
  };
}

const nan = Number.NaN;
const unknown: FloorFit = { amplitude: nan, rate: nan, floor: nan, r2: nan, level: nan, checked: nan, violations: nan };

function checkInput(times: Float64Array, values: Float64Array, options: Required<FloorFitOptions>): void {
  if (times.length !== values.length) {
    throw new RangeError(
      `Cannot fit a floor as values must have length ${times.length}: current value is ${values.length}`,
    );
  }
  if (times.some((time, k) => k > 0 && !(time > times[k - 1]!))) {
    throw new RangeError("Cannot fit a floor as times must increase: current value is another order");
  }
  for (const name of ["window", "tail"] as const) {
    if (!(options[name] > 0 && options[name] < Infinity)) {
      throw new RangeError(`Cannot fit a floor as ${name} must be finite and > 0: current value is ${options[name]}`);
    }
  }
  const latest = (times[times.length - 1] ?? Number.NaN) - options.tail;
  if (!(options.from < latest)) {
    throw new RangeError(
      `Cannot fit a floor as from must be before the tail, which begins at ${latest}: current value is ${options.from}`,
    );
  }
}

/** Maximum over [t − window, t] at each t, by a queue of falling values. */
export function runningMaximum(times: Float64Array, values: Float64Array, window: number): Float64Array {
  const queue = new Uint32Array(times.length);
  let [head, end] = [0, 0];
  return values.map((value, k) => {
    while (end > head && values[queue[end - 1]!]! <= value) end--;
    queue[end++] = k;
    // a sample exactly one window ago belongs to it, though both times are rounded
    while (times[queue[head]!]! < times[k]! - window * (1 + 1e-9)) head++;
    return values[queue[head]!]!;
  });
}
