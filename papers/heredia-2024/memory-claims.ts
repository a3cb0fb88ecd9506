import { judge, percent, percentBy, type RoadName, short, stepText } from "../../src/experiments/index.js";
import { crossing, largestReversal, peak } from "../../src/trajectory/measure.js";
import { examine, examineOrder, examinePairs, type HerediaClaim, type SelectedRun, selectRuns } from "./claim.js";

interface Options {
  readonly roads?: readonly RoadName[];
  readonly id: string;
  readonly says: string;
  readonly lrs?: readonly number[];
  readonly labels?: readonly string[];
}

function scope({ lrs, labels, roads }: Options) {
  return {
    ...(roads === undefined ? {} : { roads }),
    ...(lrs === undefined ? {} : { lrs }),
    ...(labels === undefined ? {} : { labels }),
  };
}

function lrsOf({ lrs }: Options): { lrs?: readonly number[] } {
  return lrs === undefined ? {} : { lrs };
}

/** One rise, one fall: v has an interior maximum and goes down from there. */
export function bumpThenDecay(options: Options): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: the maximum lies inside the horizon, v does not rise again after it by more than 1 % of it, and ends below 90 % of it.`,
    expected: "interior maximum; no second rise > 1 %; end < 90 % of the maximum",
    measure: (results) =>
      judge(
        examine(results, scope(options), ({ run }) => {
          const top = peak(run.values);
          const fall = run.values.subarray(top.index);
          const rise = largestReversal(fall) / top.value;
          const left = run.values.at(-1)! / top.value;
          const isInterior = top.index > 0 && top.index < run.values.length - 1;
          return {
            value: `maximum ${short(top.value)} at ${stepText(run.stepOf(top.index))}, later rise ${percent(rise)}, ends at ${percent(left)} of it`,
            holds: isInterior && rise <= 0.01 && left < 0.9,
          };
        }),
      ),
  };
}

interface PairOptions extends Options {
  /** Each pair: the label with the smaller number first. */
  readonly pairs: readonly (readonly [smaller: string, larger: string])[];
}

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
export function peakGrows(options: Options): HerediaClaim {
  return {
    id: options.id,
    text: `${options.says} Defined: the maximum of v is larger at lr 0.01.`,
    expected: "max at lr 0.01 > max at lr 0.1",
    measure(results) {
      const small = selectRuns(results, { lrs: [0.01] });
      return judge(
        examine(results, { ...scope(options), lrs: [0.1] }, (item) => {
          const other = small.find(({ road, label }) => road === item.road && label === item.label)!;
          const [low, high] = [peak(item.run.values).value, peak(other.run.values).value];
          return { value: `${short(low)}, at lr 0.01 ${short(high)}`, holds: high > low };
        }),
      );
    },
  };
}

/** The equation's maximum exceeds the algorithm's. */
export function higherThanDiscrete(options: Options): HerediaClaim {
  return {
    id: options.id,
    ...lrsOf(options),
    text: `${options.says} Defined: the maximum of the continuous v exceeds that of the discrete one.`,
    expected: "continuous max > discrete max",
    measure: (results) =>
      judge(
        examinePairs(results, scope(options), ({ discrete, nonlocal }) => {
          const [low, high] = [peak(discrete.run.values).value, peak(nonlocal.run.values).value];
          return {
            value: `${short(high)} against ${short(low)}, ${percentBy(high / low - 1, ["higher", "lower"])}`,
            holds: high > low,
          };
        }),
      ),
  };
}
