import type { Spike } from "../regimes/diagnosis.js";
import type { AnatomySeries, SpikeStage, StageName } from "./anatomy.js";

/** Below this ratio of g² to v the second moment decays within a tenth of its own rate: 1 − v′/v = (1 − β2)(1 − g²/v). */
export const DECOUPLED = 0.1;

interface StageInput {
  readonly series: AnatomySeries;
  readonly spike: Spike;
  /** Where the spike before was over, or the first step. */
  readonly start: number;
  /** Start of the alarm that goes with the spike. */
  readonly crossing: number | null;
  readonly settled: number | null;
  /** Steps that the first moment remembers. */
  readonly reach: number;
}

/** The five stages of a spike, each with its steps or the reason why it does not occur. */
export function spikeStages(input: StageInput): SpikeStage[] {
  const { spike, crossing } = input;
  const begin = Math.min(crossing ?? spike.onset, spike.onset);
  const decoupled = decoupling(input, crossing ?? begin);
  const growing = instability(input, decoupled);
  return [
    decrease(input, decoupled ?? begin),
    decouplingStage(input, decoupled),
    growing,
    rise(input, growing.to ?? begin),
    recovery(input),
  ];
}

/** The first step from which g² stays below a tenth of v up to `end`; null if it is not below there. */
function decoupling({ series, start }: StageInput, end: number): number | null {
  const { steps, ratio } = series;
  let first: number | null = null;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i]!;
    if (step > end || Number.isNaN(ratio[i]!)) continue;
    if (step < start || !(ratio[i]! < DECOUPLED)) break;
    first = step;
  }
  return first;
}

function decrease({ series, start, reach }: StageInput, end: number): SpikeStage {
  const { gradient, rootSecond } = series;
  const first = largestNear(rootSecond, { series, from: start, to: start + reach });
  if (!(end > start)) return absent("decrease", `g² is below ${DECOUPLED} v from step ${start} on`);
  const last = largestNear(rootSecond, { series, from: end, to: end });
  if (!(last < first)) return absent("decrease", `v does not fall from step ${start} to step ${end}`);
  const before = largestNear(gradient, { series, from: start, to: start + reach });
  const after = largestNear(gradient, { series, from: end - reach, to: end });
  if (!(after < before)) return absent("decrease", `g² does not fall from step ${start} to step ${end}`);
  return stage("decrease", start, end);
}

const noCrossing = "q does not stay above 2/lr before the peak";

function decouplingStage({ crossing }: StageInput, decoupled: number | null): SpikeStage {
  if (crossing === null) return absent("decoupling", noCrossing);
  if (decoupled === null) return absent("decoupling", coupledAt(crossing));
  return stage("decoupling", decoupled, crossing);
}

/** Until v begins to respond, or the peak where it does not. */
function instability({ series, crossing, spike }: StageInput, decoupled: number | null): SpikeStage {
  if (crossing === null) return absent("instability", noCrossing);
  if (decoupled === null) return absent("instability", coupledAt(crossing));
  const { steps, ratio } = series;
  const responding = steps.find((step, i) => step > crossing && step <= spike.peak && ratio[i]! >= DECOUPLED);
  return stage("instability", crossing, responding ?? spike.peak);
}

function rise({ spike }: StageInput, from: number): SpikeStage {
  return from < spike.peak
    ? stage("spike", from, spike.peak)
    : absent("spike", `g² stays below ${DECOUPLED} v up to the peak`);
}

function coupledAt(step: number): string {
  return `g² is not below ${DECOUPLED} v at step ${step}, where q crosses 2/lr`;
}

function recovery({ spike, settled }: StageInput): SpikeStage {
  if (spike.recovery === null) return absent("recovery", "half of the rise is not undone by the last step");
  if (settled === null) return absent("recovery", "q is above 2/lr to the last step");
  return stage("recovery", spike.peak, Math.max(spike.recovery, settled));
}

function stage(name: StageName, from: number, to: number): SpikeStage {
  return { name, from, to, reason: null };
}

function absent(name: StageName, reason: string): SpikeStage {
  return { name, from: null, to: null, reason };
}

/** The largest known value at steps from `from` to `to`; −∞ if there is none. */
function largestNear(
  values: Float64Array,
  { series, from, to }: { readonly series: AnatomySeries; readonly from: number; readonly to: number },
): number {
  const { steps } = series;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < steps.length; i++) {
    if (steps[i]! >= from && steps[i]! <= to && values[i]! > most) most = values[i]!;
  }
  return most;
}
