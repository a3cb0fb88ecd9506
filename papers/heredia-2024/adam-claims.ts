import { judge, percent, short, stepText } from "../../src/experiments/index.js";
import { crossing, overshoot, peak, signChanges, supNorm } from "../../src/trajectory/measure.js";
import {
  type CasesClaimOptions,
  examine,
  examineOrder,
  examinePairs,
  type HerediaClaim,
  type RateClaimOptions,
  selectRuns,
} from "./claim.js";
import { arrivalStep } from "./common-claims.js";

/** Close to the minimum within the horizon, in fewer steps than at the small learning rate. */
export function convergesFast({ lr }: { lr: number }): HerediaClaim {
  return {
    id: "fast",
    lrs: [lr],
    text: `At lr ${lr} convergence is rapid. Defined: θ comes within 5 % of the initial distance of the minimum within half of the horizon of 100 steps.`,
    expected: "≤ 50 steps",
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr] }, (item) => {
          const { size, text } = arrivalStep(item, 0.05);
          return { value: text, holds: size <= 50 };
        }),
      ),
  };
}

interface QuickerOptions extends RateClaimOptions {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** Pairs of labels at the same place of two lists: who arrives first. */
export function quicker({ id, says, lr, first, second }: QuickerOptions): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: first step within 5 % of the initial distance of the minimum, at equal β2.`,
    expected: first.map((label, index) => `${label} before ${second[index]}`).join("; "),
    measure: (results) =>
      judge(
        first.flatMap((label, index) =>
          examineOrder(results, { labels: [label, second[index]!], selection: { lrs: [lr] } }, (item) =>
            arrivalStep(item, 0.05),
          ),
        ),
      ),
  };
}

/** Passes the minimum, visibly but not by much. */
export function smallOscillation({ lr, labels }: { lr: number; labels: readonly string[] }): HerediaClaim {
  return {
    id: "oscillation",
    lrs: [lr],
    text: `At lr ${lr} there are small oscillations for β1 = 0.9. Defined: θ passes the minimum by 1 % to 20 % of the initial distance.`,
    expected: "overshoot from 1 % to 20 %",
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr], labels }, ({ run, target, distance }) => {
          const share = overshoot(run.values, target) / distance;
          return { value: `passes by ${percent(share)}`, holds: share >= 0.01 && share <= 0.2 };
        }),
      ),
  };
}

/** Less overshoot at the smaller learning rate. */
export function smallerOvershoot({ labels }: { labels: readonly string[] }): HerediaClaim {
  return {
    id: "oscillation-0.01",
    text: "The oscillations are reduced at lr 0.01. Defined: θ passes the minimum by less than at lr 0.1.",
    expected: "smaller overshoot at lr 0.01",
    measure(results) {
      const small = selectRuns(results, { lrs: [0.01], labels });
      return judge(
        examine(results, { lrs: [0.1], labels }, ({ run, road, label, target, distance }) => {
          const other = small.find((item) => item.road === road && item.label === label)!;
          const [before, after] = [overshoot(run.values, target), overshoot(other.run.values, target)];
          const value = `${percent(before / distance)}, at lr 0.01 ${percent(after / distance)}`;
          return { value, holds: after < before };
        }),
      );
    },
  };
}

/** m changes its sign and comes to rest. */
export function momentOscillates({ id, says, lr, labels }: CasesClaimOptions): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: m changes its sign at least twice (values below 1 % of max|m| left out), and over the last tenth of the horizon |m| is at most 5 % of its maximum.`,
    expected: "≥ 2 sign changes; late |m| ≤ 5 %",
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr], labels }, ({ run }) => {
          const top = supNorm(run.values);
          const changes = signChanges(run.values, { deadband: 0.01 * top });
          const late = supNorm(run.values.subarray(Math.floor(0.9 * run.values.length))) / top;
          const value = `${changes} sign change${changes === 1 ? "" : "s"}, swing to the other side ${percent(oppositeSwing(run.values))}, late |m| ${percent(late)} of its maximum`;
          return { value, holds: changes >= 2 && late <= 0.05 };
        }),
      ),
  };
}

/** Swing to the other side relative to the first one. */
function oppositeSwing(values: Float64Array): number {
  const side = Math.sign(values.find((value) => value !== 0) ?? 1);
  return Math.max(0, peak(values.map((value) => -side * value)).value) / supNorm(values);
}

/** m swings to the other side less at the smaller learning rate. */
export function smootherMoment({ labels }: { labels: readonly string[] }): HerediaClaim {
  return {
    id: "smoother-0.01",
    text: "At lr 0.01 m converges more smoothly. Defined: its swing to the other side, relative to max|m|, is smaller than at lr 0.1.",
    expected: "smaller swing at lr 0.01",
    measure(results) {
      const small = selectRuns(results, { lrs: [0.01], labels });
      return judge(
        examine(results, { lrs: [0.1], labels }, ({ run, road, label }) => {
          const other = small.find((item) => item.road === road && item.label === label)!;
          const [before, after] = [oppositeSwing(run.values), oppositeSwing(other.run.values)];
          return { value: `${percent(before)}, at lr 0.01 ${percent(after)}`, holds: after < before };
        }),
      );
    },
  };
}

/** The first zero of m comes at the same time on both roads. */
export function sameFirstZero({ lr, labels }: { lr: number; labels: readonly string[] }): HerediaClaim {
  return {
    id: "same-pattern",
    lrs: [lr],
    text: `At lr ${lr} both roads show identical initial oscillations of m. Defined: m first changes its sign at steps that differ by at most 5 %, and its first extremes differ by at most 5 %.`,
    expected: "both within 5 %",
    measure: (results) =>
      judge(
        examinePairs(results, { lrs: [lr], labels }, ({ discrete, nonlocal }) => {
          const [a, b] = [discrete, nonlocal].map(({ run }) => run.stepOf(crossing(run.values, 0, { from: 1 })));
          const [low, high] = [supNorm(discrete.run.values), supNorm(nonlocal.run.values)];
          const value = `first zero at ${stepText(b!)}, discrete ${stepText(a!)}; extreme ${short(high)}, discrete ${short(low)}`;
          const isSame = a! > 0 && b! > 0 && Math.abs(b! - a!) <= 0.05 * a!;
          return { value, holds: isSame && Math.abs(high - low) <= 0.05 * low };
        }),
      ),
  };
}
