import { judge, percent, type RoadName, short, stepText } from "../../src/experiments/index.js";
import { arrival, fitLine, overshoot, peak, settling, spread, turningPoints } from "../../src/trajectory/measure.js";
import {
  type CasesClaimOptions,
  examine,
  examineOrder,
  examinePairs,
  type HerediaClaim,
  type PairsOptions,
  type RateClaimOptions,
  type SelectedRun,
  selectRuns,
} from "./claim.js";
import { arrivalStep } from "./common-claims.js";

/** Who has covered 95 % of the way first. */
export function speedOrder({ id, says, lr, labels }: CasesClaimOptions): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: order of the first step within 5 % of the initial distance of the minimiser (of what is left at the end, where two runs do not come there).`,
    expected: `${labels.join(" before ")}, on both roads`,
    measure: (results) =>
      judge(
        examineOrder(results, { labels, selection: { lrs: [lr] } }, (item) => arrivalStep(item, 0.05)),
        `Half of the way is covered at ${examine(results, { lrs: [lr] }, (item) => ({
          value: arrivalStep(item, 0.5).text,
          holds: true,
        }))
          .map(({ what, value }) => `${value} (${what})`)
          .join(", ")}`,
      ),
  };
}

/** A straight line explains the way to the minimum. */
export function nearlyLinear({ lr, label }: { lr: number; label: string }): HerediaClaim {
  return {
    id: "linear",
    lrs: [lr],
    text: `At lr ${lr} ${label} is nearly linear. Defined: a straight line through θ(t), from the start to within 5 % of the minimum, has r² ≥ 0.99.`,
    expected: "r² ≥ 0.99",
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr], labels: [label] }, ({ run, target, distance }) => {
          const found = arrival(run.values, target, { tolerance: 0.05 * distance });
          const end = found < 0 ? run.values.length : found + 1;
          const { r2 } = fitLine(run.times.subarray(0, end), run.values.subarray(0, end));
          return { value: `r² = ${r2.toFixed(4)}`, holds: r2 >= 0.99 };
        }),
      ),
  };
}

const visibleSwing = 0.01;

/** Why algorithm and equation differ at a minimum. */
export const noPassing =
  "The equation of RMSProp is θ' = −g(θ) times a positive factor: in one dimension its solution cannot pass a point where g vanishes, so it neither overshoots nor oscillates; the algorithm, which steps over the point, can";

/** At least two extremes that an eye can see. */
export function noticeableOscillation(options: {
  readonly id: string;
  readonly road: RoadName;
  readonly lr: number;
  readonly label: string;
}): HerediaClaim {
  const { id, road, lr, label } = options;
  return {
    id,
    lrs: [lr],
    text: `At lr ${lr} ${label} shows noticeable oscillations (${road}). Defined: θ turns at least twice, by more than 1 % of the initial distance each time.`,
    expected: "≥ 2 turns",
    measure: (results) =>
      judge(
        examine(results, { roads: [road], lrs: [lr], labels: [label] }, ({ run, target, distance }) => {
          const turns = turningPoints(run.values, { prominence: visibleSwing * distance }).length;
          const passed = overshoot(run.values, target) / distance;
          return { value: `${turns} turns, passes the minimum by ${percent(passed)}`, holds: turns >= 2 };
        }),
        road === "nonlocal" ? noPassing : "",
      ),
  };
}

/** Smaller learning rate, more steps. */
export function slowerInSteps(): HerediaClaim {
  return {
    id: "slower-0.01",
    text: "At lr 0.01 convergence is slower than at 0.1. Defined: the first step within 5 % of the initial distance of the minimum comes later. It can hardly fail: a step is about lr long, so that ten times smaller ones are more.",
    expected: "more steps at the smaller lr",
    measure(results) {
      const small = selectRuns(results, { lrs: [0.01] });
      return judge(
        examine(results, { lrs: [0.1] }, (item) => {
          const other = small.find(({ road, label }) => road === item.road && label === item.label)!;
          const [fast, slow] = [arrivalStep(item, 0.05), arrivalStep(other, 0.05)];
          return { value: `${fast.text}, at lr 0.01 ${slow.text}`, holds: fast.size < slow.size };
        }),
      );
    },
  };
}

/** The swing that remains after arrival shrinks with the learning rate. */
export function weakerOscillation({ label }: { label: string }): HerediaClaim {
  return {
    id: "oscillation-0.01",
    text: `At lr 0.01 the oscillation of ${label} is less pronounced. Defined: the range of θ over the last quarter of the horizon is smaller than at lr 0.1, discrete. It can hardly fail: with β = 0 every step is lr long, and what remains is a cycle between two points at that distance.`,
    expected: "smaller at the smaller lr",
    measure(results) {
      const [large, small] = selectRuns(results, { roads: ["discrete"], labels: [label], lrs: [0.1, 0.01] }).map(
        lateRange,
      );
      const value = `${short(large!)} at lr 0.1, ${short(small!)} at lr 0.01`;
      return judge([{ what: "discrete", value, holds: small! < large! }]);
    },
  };
}

function lateRange({ run }: SelectedRun): number {
  const late = run.values.subarray(Math.floor(0.75 * run.values.length));
  return spread(late);
}

interface OvershootOptions extends RateClaimOptions {
  readonly labels?: readonly string[];
  readonly expected: boolean;
  /** What explains a difference between the roads. */
  readonly why?: string;
}

/** Nonconvex: passes the minimum, or does not. */
export function overshoots(options: OvershootOptions): HerediaClaim {
  const { id, says, lr, labels, expected, why = "" } = options;
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: θ passes the minimum by ${expected ? "at least" : "less than"} 1 % of the initial distance.`,
    expected: `overshoot ${expected ? "≥" : "<"} 1 %`,
    measure: (results) =>
      judge(
        examine(results, { lrs: [lr], ...(labels === undefined ? {} : { labels }) }, ({ run, target, distance }) => {
          const share = overshoot(run.values, target) / distance;
          return { value: `passes by ${percent(share)}`, holds: share >= visibleSwing === expected };
        }),
        why,
      ),
  };
}

/** Who stays close to the minimum first. */
export function settlesSooner({ id, says, lr, pairs }: RateClaimOptions & PairsOptions): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `${says} Defined: it is sooner within 5 % of the initial distance of the minimum for good.`,
    expected: pairs.map(([sooner, later]) => `${sooner} before ${later}`).join("; "),
    measure: (results) =>
      judge(pairs.flatMap((labels) => examineOrder(results, { labels, selection: { lrs: [lr] } }, settlingStep))),
  };
}

function settlingStep({ run, target, distance }: SelectedRun): { size: number; text: string } {
  const step = run.stepOf(settling(run.values, target, { tolerance: 0.05 * distance }));
  return { size: step < 0 ? Infinity : step, text: stepText(step) };
}

/** v flat on the continuous road only. */
export function flatUnlikeDiscrete({ id, lr, label }: { id: string; lr: number; label: string }): HerediaClaim {
  return {
    id,
    lrs: [lr],
    text: `At lr ${lr} v stays small and flat for ${label}, unlike the discrete one (which β the sentence means is not certain; two readings are measured). Defined: the highest continuous v is at most half of the highest discrete v (small), and over the second half of the horizon it varies by at most 20 % of its maximum (flat).`,
    expected: "max v ≤ ½ of the discrete one; late range ≤ 20 % of the maximum",
    measure: (results) =>
      judge(
        examinePairs(results, { lrs: [lr], labels: [label] }, ({ discrete, nonlocal }) => {
          const [high, low] = [peak(discrete.run.values).value, peak(nonlocal.run.values).value];
          const [steep, flat] = [discrete, nonlocal].map(({ run }) => {
            return spread(run.values.subarray(Math.floor(run.values.length / 2))) / peak(run.values).value;
          });
          return {
            value: `maximum ${short(low)} against ${short(high)} discrete, late range ${percent(flat!)} of it against ${percent(steep!)}`,
            holds: low <= high / 2 && flat! <= 0.2,
          };
        }),
      ),
  };
}
