import { judge, percent, percentBy, short, stepText } from "../../src/experiments/index.js";
import { crossing, largestReversal } from "../../src/trajectory/measure.js";
import { examine, examinePairs, type HerediaClaim, type RateClaimOptions, type SelectedRun } from "./claim.js";

/** Step at which G reaches a share of its value at the end of the horizon. */
function saturationStep({ run }: SelectedRun, share: number): number {
  return run.stepOf(crossing(run.values, share * run.values.at(-1)!));
}

/** G is nondecreasing and tends to a finite limit. */
export function accumulates(): HerediaClaim {
  return {
    id: "limit",
    text: "G is nondecreasing and tends to a finite limit. Defined: no step back by more than 1e-12 of its end value (rounding), and the last tenth of the horizon adds at most 1 % to it (every computed value is finite: it is the latter that speaks for a limit).",
    expected: "steps back ≤ 1e-12; last tenth ≤ 1 %",
    measure: (results) =>
      judge(
        examine(results, {}, ({ run }) => {
          const end = run.values.at(-1)!;
          const back = largestReversal(run.values) / end;
          const late = 1 - run.values[Math.floor(0.9 * (run.values.length - 1))]! / end;
          return {
            value: `ends at ${short(end)}, steps back by ${short(back)}, last tenth adds ${percent(late)}`,
            holds: back <= 1e-12 && late <= 0.01,
          };
        }),
      ),
  };
}

interface SaturationOptions extends RateClaimOptions {
  readonly from: number;
  readonly to: number;
}

/** Where the curve becomes flat, by the step at which it reaches 99 % of its end. */
export function saturation({ id, says, lr, from, to }: SaturationOptions): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: the step at which G reaches 99 % of its value at the end of the horizon.`,
    expected: `between ${from} and ${to} steps (±30 %)`,
    measure(results) {
      const finer = examine(results, { lrs: [lr] }, (item) => {
        const list = [0.999, 0.9999, 0.99999].map(
          (share) => `${Number((100 * share).toFixed(3))} % at ${stepText(saturationStep(item, share))}`,
        );
        return { value: list.join(", "), holds: true };
      });
      return judge(
        examine(results, { lrs: [lr] }, (item) => {
          const step = saturationStep(item, 0.99);
          return { value: stepText(step), holds: step >= from && step <= to };
        }),
        `The word depends on how close is close; G reaches ${finer.map(({ what, value }) => `(${what}) ${value}`).join("; ")}`,
      );
    },
  };
}

/** The continuous G is the first to become flat. */
export function earlierSaturation({ lr }: { lr: number }): HerediaClaim {
  return {
    id: "saturation-earlier",
    lrs: [lr],
    text: "At lr 0.1 the continuous model saturates slightly earlier than the discrete one. Defined: it reaches 99 % of its own end value at an earlier step, by at most a tenth.",
    expected: "0 < (k_discrete − k_continuous)/k_discrete ≤ 10 %",
    measure: (results) =>
      judge(
        examinePairs(results, { lrs: [lr] }, ({ discrete, nonlocal }) => {
          const [late, early] = [saturationStep(discrete, 0.99), saturationStep(nonlocal, 0.99)];
          const share = (late - early) / late;
          const value = `continuous ${stepText(early)}, discrete ${stepText(late)}, ${percentBy(share, ["earlier", "later"])}`;
          return { value, holds: share > 0 && share <= 0.1 };
        }),
      ),
  };
}

/** Flat at the end of the horizon. */
export function stableAtEnd({ lr }: { lr: number }): HerediaClaim {
  return {
    id: "stable-150000",
    lrs: [lr],
    text: `At lr ${lr} both models are stable by about 150 000 steps. Defined: G grows by less than 0.1 % over the last tenth of the horizon, steps 135 000 to 150 000.`,
    expected: "growth < 0.1 %",
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr] }, ({ run }) => {
          const growth = run.values.at(-1)! / run.values[Math.floor(0.9 * (run.values.length - 1))]! - 1;
          return { value: percent(growth), holds: growth < 1e-3 };
        }),
      ),
  };
}

/** Nonconvex, lr 0.1: half of the way takes longer on the continuous road. */
export function slowerAtFirst({ lr }: { lr: number }): HerediaClaim {
  return {
    id: "slower-at-first",
    lrs: [lr],
    text: "At lr 0.1 the continuous model approaches the minimum a bit more slowly at first. Defined: it has covered half of the way at a later step than the discrete one, by at most half as many steps again.",
    expected: "k_discrete < k_continuous ≤ 1.5 k_discrete",
    measure: (results) =>
      judge(
        examinePairs(results, { lrs: [lr] }, (pair) => {
          const [discrete, nonlocal] = [halfWay(pair.discrete), halfWay(pair.nonlocal)];
          const value = `continuous ${stepText(nonlocal)}, discrete ${stepText(discrete)}`;
          return { value, holds: discrete > 0 && nonlocal > discrete && nonlocal <= 1.5 * discrete };
        }),
      ),
  };
}

function halfWay({ run, theta0, target }: SelectedRun): number {
  return run.stepOf(crossing(run.values, (theta0 + target) / 2));
}

/** Nonconvex, lr 0.1: the plateau of the continuous G is higher. */
export function higherPlateau({ lr }: { lr: number }): HerediaClaim {
  return {
    id: "higher-plateau",
    lrs: [lr],
    text: "At lr 0.1 the continuous G ends slightly higher. Defined: higher at the end of the horizon, by at most a tenth.",
    expected: "0 < excess ≤ 10 %",
    measure: (results) =>
      judge(
        examinePairs(results, { lrs: [lr] }, ({ discrete, nonlocal }) => {
          const [low, high] = [discrete.run.values.at(-1)!, nonlocal.run.values.at(-1)!];
          const value = `continuous ${short(high)}, discrete ${short(low)}, ${percentBy(high / low - 1, ["higher", "lower"])}`;
          return { value, holds: high > low && high <= 1.1 * low };
        }),
      ),
  };
}
