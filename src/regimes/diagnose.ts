import { cutBlocks } from "./blocks.js";
import { checkDiagnosis } from "./check-options.js";
import { findConvergence } from "./convergence.js";
import type { Diagnosis, Divergence, Oscillation } from "./diagnosis.js";
import { findDivergence } from "./divergence.js";
import { endsExactly } from "./exact-minimum.js";
import { findFastStart } from "./fast-start.js";
import type { Findings } from "./findings.js";
import type { DiagnoseOptions } from "./options.js";
import { findOscillation } from "./oscillation.js";
import { isCycle, type ParameterMotion, parameterMotion } from "./parameter-cycle.js";
import { runningTop } from "./running-top.js";
import { type LogSeries, logSeries } from "./scale.js";
import { findSettled } from "./settled.js";
import type { SeriesShape } from "./shape.js";
import { findSpikes, type SuddenRises } from "./spikes.js";
import { findTrend } from "./trend.js";
import { concludeRegime } from "./verdict.js";

/** Most that the loss may scatter about the level of a cycle that is seen in θ, as ln: a factor of 6. */
const MOST_SPREAD = 1.8;
/** Fewest finite values that anything but a divergence is read from. */
const fewestValues = 12;

/**
 * What a run does, from its losses: whether it converges, spikes, oscillates or diverges, with the numbers behind it.
 *
 * Everything is read on a logarithmic scale: `ln(loss − minimum)` if the minimum is given, else `ln(loss)` if no loss is
 * negative, else the logarithm of the loss above its smallest value. Of several that apply, a divergence is named first, then
 * spikes, an oscillation, convergence. NaN and infinities are evidence. Medians and quantiles throughout; O(n log n).
 *
 * @param loss n losses, or their logarithms, in order of time.
 * @throws {RangeError} if `steps` or `theta` do not fit the losses, steps do not increase or the minimum is not finite.
 * @see arXiv 2009.06125, sections 3 and 4; docs/theory/regimes.md.
 * @example
 * const found = diagnose(Float64Array.from({ length: 400 }, (_, k) => Math.exp(-0.1 * k)));
 * found.regime; // "converged"
 * found.convergence.rate; // 0.1
 */
export function diagnose(loss: ArrayLike<number>, options: DiagnoseOptions = {}): Diagnosis {
  checkDiagnosis(loss, options);
  const series = logSeries(loss, options);
  const { theta, dimension = 1 } = options;
  const motion = theta === undefined ? null : parameterMotion({ theta, dimension });
  return concludeRegime(findAll(series, motion));
}

function findAll(series: LogSeries, motion: ParameterMotion | null): Findings {
  const { y } = series;
  if (y.length < fewestValues) {
    const nothing = { shape: null, oscillation: null, convergence: null, fastStart: null, motion };
    return { series, ...nothing, rises: { spikes: null, jumps: [] }, divergence: shortDivergence(series) };
  }
  const top = runningTop(y);
  const level = top.isLevel ? top.top : y;
  const blocks = cutBlocks(level);
  const shape: SeriesShape = {
    series,
    top,
    blocks,
    settled: findSettled(blocks),
    trend: findTrend({ ...series, y: level }, blocks),
  };
  const found = findSpikes(series, top);
  const cycle = findCycle(shape, motion);
  // a cycle of the parameters is the oscillation; another one would matter only to tell spikes from it
  const seen = cycle !== null && found.spikes === null ? null : findOscillation(shape);
  const rises = notOf(seen, found);
  // what has no period beside spikes is the spikes
  const isOver = (rises.spikes !== null && seen?.period === null) || endsExactly(series);
  const oscillation = isOver ? null : seen;
  const divergence = findDivergence(shape, rises.spikes);
  return {
    ...{ series, shape, rises, divergence, motion },
    oscillation: cycle ?? oscillation,
    convergence: divergence === null ? findConvergence(shape) : null,
    fastStart: findFastStart(series, top.top),
  };
}

/** Spikes higher than the oscillation and farther apart than its period; those that are its own rhythm stay. */
function notOf(oscillation: Oscillation | null, rises: SuddenRises): SuddenRises {
  const { spikes } = rises;
  if (spikes === null || oscillation === null || oscillation.period === null || oscillation.confidence < 0.7)
    return rises;
  const { period, amplitude } = oscillation;
  const interval = spikes.interval ?? Infinity;
  if (interval < 1.4 * period) return rises;
  const isHigh = spikes.decades * Math.LN10 >= 1.3 * 2 * amplitude;
  return isHigh && interval >= 4 * period ? rises : { spikes: null, jumps: rises.jumps };
}

/** An oscillation of the parameters at a level of the loss that stays. */
function findCycle({ series: { steps }, settled }: SeriesShape, motion: ParameterMotion | null): Oscillation | null {
  if (motion === null || !isCycle(motion)) return null;
  if (settled.blocks < 2 || !(settled.spread <= MOST_SPREAD)) return null;
  const stride = (steps[steps.length - 1]! - steps[0]!) / (steps.length - 1);
  return {
    ...{ period: 2 * stride, amplitude: 0.5 * settled.spread, level: settled.level, from: steps[settled.start]! },
    source: "parameters",
    confidence: Math.min(0.98, -motion.cosine),
  };
}

/** Of a few values: the end is not finite, or each is larger than the one before and the last a thousand times the first. */
function shortDivergence({ y, steps, lost }: LogSeries): Divergence | null {
  if (lost !== null) return { kind: "non-finite", from: lost.step, decades: null, confidence: 0.9 };
  const count = y.length;
  if (count < 4) return null;
  for (let k = 1; k < count; k++) if (!(y[k]! > y[k - 1]!)) return null;
  const rise = y[count - 1]! - y[0]!;
  if (!(rise >= 3 * Math.LN10)) return null;
  return { kind: "growth", from: steps[0]!, decades: rise / Math.LN10, confidence: 0.9 };
}
