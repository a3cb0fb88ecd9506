import { rowOf, supNorm } from "../numeric/index.js";
import type { Constant, Hypothesis, Promised } from "./certificate.js";
import { estimated, exact } from "./constants.js";
import { largestNorm } from "./flow-profile.js";
import { type GapLimit, limitOfGaps } from "./gap-limit.js";
import { constantHypothesis, solvedHypothesis } from "./memory-flow.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";
import { promiseRows } from "./promised.js";
import { rowDistance } from "./rows.js";
import type { FlowGap, Subject } from "./statement.js";

/** What Propositions 1 and 2 of arXiv 2009.06125 have in common. */
export interface FlowLimit {
  readonly hypotheses: readonly Hypothesis[];
  readonly constants: Readonly<Record<string, Constant>>;
  readonly promises: readonly Promised[];
  readonly notes: readonly string[];
}

/** Why Propositions 1 and 2 do not speak of a method; null where they do. */
export function excludesFlowLimit({ optimizer, isAdam, addition, norm }: Method, dimension: number): string | null {
  if (!isAdam && optimizer !== "rmsprop") return "It speaks of RMSProp and Adam.";
  if (addition !== null) return `It does not speak of ${addition}.`;
  return norm && dimension > 1 ? "It speaks of a memory of each parameter, not of one of ‖g‖²." : null;
}

/** Share of what happens that takes place within one memory or one update, where those count as short. */
export const SHORT = 0.02;

/**
 * Distances of algorithm and flow at falling learning rates: how they fall, and what is left of them in the limit.
 *
 * @param smallFor the learning rate at which nothing in the algorithm lasts longer than a time, unit time.
 */
export function flowLimit(subject: Subject, profile: Profile, smallFor: (time: number) => number): FlowLimit {
  const gaps = subject.gaps!;
  const { smoothness } = subject.constants;
  const { epsilon } = subject.flow!;
  const steepest = largestNorm(profile);
  const resolution = flowResolution(profile);
  const found = limitOfGaps(gaps, { resolution, small: smallFor(SHORT * halfTime(profile)) });
  const last = profile.times[profile.times.length - 1]!;
  return {
    hypotheses: [
      {
        name: "bounded-gradient",
        status: steepest < Infinity ? "holds" : "fails",
        value: steepest,
        bound: Infinity,
        at: null,
        note: "M, the largest ‖∇f‖ along the flow; f may be changed where nothing goes.",
      },
      constantHypothesis("smooth", smoothness, "L, the Lipschitz constant of the gradient."),
      positiveEpsilon(epsilon),
      solvedHypothesis(profile),
      asymptotics(found),
    ],
    constants: {
      epsilon: exact(epsilon, "ε of the algorithm and of the flow"),
      M: estimated(steepest, "largest ‖∇f‖ along the flow"),
      L: smoothness!,
      horizon: exact(last, "T"),
      ...(gaps.length > 0 && { gap: estimated(gaps[gaps.length - 1]!.gap, "sup ‖X − x‖ at the smallest η") }),
      ...(found.order !== null && { order: estimated(found.order, "slope of log gap over log η at the last η") }),
    },
    promises: found.isSettled ? promisesOf(gaps, found, resolution) : [],
    notes:
      gaps.length === 0
        ? ["No run of the algorithm could be compared with the flow."]
        : [
            `Learning rates ${gaps.map(({ lr }) => lr.toPrecision(3)).join(", ")}: distances ${gaps.map(({ gap }) => gap.toPrecision(4)).join(", ")}.`,
          ],
  };
}

function positiveEpsilon(epsilon: number): Hypothesis {
  const status = epsilon > 0 ? "holds" : "fails";
  return { name: "positive-epsilon", status, value: epsilon, bound: 0, at: null, note: "ε must be above 0." };
}

function asymptotics({ isSettled, ratio }: GapLimit): Hypothesis {
  return {
    name: "small-learning-rates",
    status: isSettled ? "holds" : "unknown",
    value: ratio,
    bound: 1,
    at: null,
    note: isSettled
      ? "The last distance over the one before: the learning rates are small enough to see the limit."
      : "The last distance over the one before: they do not yet behave as for small learning rates, and say nothing of the limit.",
  };
}

function promisesOf(gaps: readonly FlowGap[], { limit, first }: GapLimit, resolution: number): Promised[] {
  const rates = Float64Array.from(gaps, ({ lr }) => lr);
  const last = gaps.length - 1;
  return [
    promiseRows({ name: "falling", statement: "gap(η/2) ≤ gap(η)", over: "η" }, rates, (k) =>
      k > first ? { value: gaps[k]!.gap, bound: gaps[k - 1]!.gap, resolution } : null,
    ),
    promiseRows(
      { name: "limit", statement: "the limit of the gaps is at most half of the last one", over: "η" },
      rates,
      (k) => (k === last && limit !== null ? { value: limit, bound: 0.5 * gaps[last]!.gap, resolution } : null),
    ),
  ];
}

/** When a trajectory is first half as far from its start as it ever gets. */
function halfTime({ times, dimension: d, theta }: Profile): number {
  const start = rowOf(theta, 0, d);
  const away = Float64Array.from(times, (_, k) => rowDistance(theta, k, start));
  const farthest = supNorm(away);
  return times[away.findIndex((distance) => distance >= farthest / 2)]!;
}

/** ‖x(t)‖ is known to this: the error estimate holds for each component. */
function flowResolution({ dimension, resolution }: Profile): number {
  return Math.sqrt(dimension) * resolution.theta.reduce((most, size) => Math.max(most, size), 0);
}
