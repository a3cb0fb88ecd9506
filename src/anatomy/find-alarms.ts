import type { Spike } from "../regimes/diagnosis.js";
import type { Alarm } from "./anatomy.js";
import type { AnatomyMethod } from "./anatomy-method.js";

/** Steps of one period of the oscillation with which a step too long begins: a gap that long is part of a stretch. */
const PERIOD = 2;
/** An alarm that is older than this times 1/(1 − β2) and has brought no spike is a false one: by then √v has fallen e²-fold. */
const PATIENCE = 4;

interface AlarmInput {
  readonly steps: Float64Array;
  readonly method: AnatomyMethod;
  readonly spikes: readonly Spike[];
}

/**
 * The lasting stretches of `curvature` above the threshold.
 *
 * A step too long makes θ oscillate with period 2, and the gradient may lose the direction for one period: gaps of two steps
 * are part of a stretch. It is lasting if it is longer than a period.
 */
export function findAlarms(curvature: Float64Array, { steps, method, spikes }: AlarmInput): Alarm[] {
  const { threshold, reach, beta2 } = method;
  const known = Array.from(steps.keys()).filter((i) => !Number.isNaN(curvature[i]!));
  const stretches: { from: number; to: number; excess: number }[] = [];
  for (const [place, i] of known.entries()) {
    if (!(curvature[i]! > threshold)) continue;
    const step = steps[i]!;
    // what is not looked at between two steps that are above is above
    const previous = known[place - 1];
    const isNext = previous !== undefined && curvature[previous]! > threshold;
    const excess = curvature[i]! / threshold;
    const current = stretches.at(-1);
    if (current && (isNext || step - current.to <= PERIOD + 1)) {
      current.to = step;
      current.excess = Math.max(current.excess, excess);
    } else {
      stretches.push({ from: step, to: step, excess });
    }
  }
  const end = known.length === 0 ? 0 : steps[known.at(-1)!]!;
  const spacing = known.length < 2 ? 1 : steps[known[1]!]! - steps[known[0]!]!;
  return stretches
    .filter(({ from, to }) => to - from + spacing > PERIOD)
    .map(({ from, to, excess }) => {
      const isHit = spikes.some((spike) => meets({ from, to }, spike, reach));
      const isOpen = to + reach >= end && to - from < PATIENCE / (1 - beta2);
      return { from, to, excess, outcome: isHit ? "spike" : isOpen ? "open" : "none" };
    });
}

/** The alarm that goes with a spike: the first that lasts into its rise. */
export function alarmOf(spike: Spike, alarms: readonly Alarm[], reach: number): Alarm | null {
  return alarms.find((alarm) => meets(alarm, spike, reach)) ?? null;
}

function meets({ from, to }: Pick<Alarm, "from" | "to">, { onset, peak }: Spike, reach: number): boolean {
  return from <= peak && to + reach >= onset;
}
