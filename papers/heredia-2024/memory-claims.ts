import { judge, percent, percentBy, type Results, short, stepText } from "../../src/experiments/index.js";
import { crossing, largestReversal, peak } from "../../src/trajectory/measure.js";
import {
  type ClaimOptions,
  examine,
  examineOrder,
  examinePairs,
  type HerediaClaim,
  lrsOf,
  type PairsOptions,
  type SelectedRun,
  selectRuns,
} from "./claim.js";

interface BumpOptions extends ClaimOptions {
  /** How far v has come down at the end of the horizon: to 5 % of its maximum, or, for the shape of a bell, to half of it. */
  readonly end: "near 0" | "half";
}

/** One rise, one fall: v has an interior maximum and goes down from there. */
export function bumpThenDecay(options: BumpOptions): HerediaClaim {
  const most = options.end === "near 0" ? 0.05 : 0.5;
  const meaning = options.end === "near 0" ? "decay towards 0" : "a bump has two sides";
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: the maximum lies inside the horizon, v does not rise again after it by more than 1 % of it, and ends at no more than ${percent(most)} of it (${meaning}).`,
    expected: `interior maximum; no second rise > 1 %; end ≤ ${percent(most)} of the maximum`,
    measure: (results) =>
      judge(
        examine(results, options, ({ run }) => {
          const top = peak(run.values);
          const fall = run.values.subarray(top.index);
          const rise = largestReversal(fall) / top.value;
          const left = run.values.at(-1)! / top.value;
          const isInterior = top.index > 0 && top.index < run.values.length - 1;
          return {
            value: `maximum ${short(top.value)} at ${stepText(run.stepOf(top.index))}, later rise ${percent(rise)}, ends at ${percent(left)} of it`,
            holds: isInterior && rise <= 0.01 && left <= most,
          };
        }),
        tooShortNote(results, { options, most }),
      ),
  };
}

/** Where no v could come down to `most` of its maximum in time, even without any gradient: v' ≥ −λv. */
function tooShortNote(results: Results, { options, most }: { options: ClaimOptions; most: number }): string {
  const short = selectRuns(results, options).flatMap((item) => {
    const { run, road, what } = item;
    const beta2 = run.setting.case.beta2 ?? 0;
    const steps = run.setting.steps - run.stepOf(peak(run.values).index);
    const kept = road === "discrete" ? beta2 ** steps : Math.exp(-(1 - beta2) * steps);
    return kept > most ? [`${percent(kept)} (${what})`] : [];
  });
  if (short.length === 0) return "";
  return `The horizon is too short for this where the memory itself, which forgets at most at the rate λ = (1 − β2)/lr, keeps more from the maximum to the end, e^(−λT) of it over the time T left: ${short.join(", ")}`;
}

type PairOptions = ClaimOptions & PairsOptions;

/** Steps from the maximum down to 90 % of it; Infinity where the horizon ends before. */
function decaySteps({ run }: SelectedRun): { size: number; text: string } {
  const top = peak(run.values);
  const end = crossing(run.values, 0.9 * top.value, { from: top.index });
  const steps = end < 0 ? Infinity : run.stepOf(end - top.index);
  const left = run.values.at(-1)! / top.value;
  return { size: steps, text: end < 0 ? `not on this horizon (${percent(left)} left)` : `${short(steps)} steps` };
}

/** How long v stays near its maximum. */
export function slowerDecay(options: PairOptions): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: v takes more steps to fall from its maximum to 90 % of it.`,
    expected: options.pairs.map(([fast, slow]) => `${slow} slower than ${fast}`).join("; "),
    measure: (results) =>
      judge(
        options.pairs.flatMap((labels) => examineOrder(results, { labels, selection: lrsOf(options) }, decaySteps)),
      ),
  };
}

/** Whose maximum is higher. */
export function peakOrder(options: PairOptions): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: by the maximum of v on the horizon.`,
    expected: options.pairs.map(([low, high]) => `${high} higher than ${low}`).join("; "),
    measure: (results) =>
      judge(
        options.pairs.flatMap((labels) =>
          examineOrder(results, { labels, selection: lrsOf(options) }, ({ run }) => {
            const top = peak(run.values).value;
            return { size: top, text: short(top) };
          }),
        ),
      ),
  };
}

/** Higher at the smaller learning rate. */
export function peakGrows(options: ClaimOptions): HerediaClaim {
  return {
    id: options.id,
    text: `${options.says} Defined: the maximum of v is larger at lr 0.01.`,
    expected: "max at lr 0.01 > max at lr 0.1",
    measure(results) {
      const small = selectRuns(results, { lrs: [0.01] });
      return judge(
        examine(results, { ...options, lrs: [0.1] }, (item) => {
          const other = small.find(({ road, label }) => road === item.road && label === item.label)!;
          const [low, high] = [peak(item.run.values).value, peak(other.run.values).value];
          return { value: `${short(low)}, at lr 0.01 ${short(high)}`, holds: high > low };
        }),
      );
    },
  };
}

/** The equation's maximum exceeds the algorithm's. */
export function higherThanDiscrete(options: ClaimOptions): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: the maximum of the continuous v exceeds that of the discrete one.`,
    expected: "continuous max > discrete max",
    measure: (results) =>
      judge(
        examinePairs(results, options, ({ discrete, nonlocal }) => {
          const [low, high] = [peak(discrete.run.values).value, peak(nonlocal.run.values).value];
          return {
            value: `${short(high)} against ${short(low)}, ${percentBy(high / low - 1, ["higher", "lower"])}`,
            holds: high > low,
          };
        }),
      ),
  };
}
