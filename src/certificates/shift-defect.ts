import type { Objective } from "../objectives/index.js";
import type { AdamFlow } from "./adam-flow.js";
import type { Hypothesis } from "./certificate.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";

/** The shift defect along a trajectory. */
export interface ShiftDefect {
  /** The largest `ϱ(t) = Σ Aᵢyᵢ(gᵢ(t + lr) − gᵢ(t))/Σ Aᵢyᵢ²` that is resolved, and where, unit time. */
  readonly worst: number;
  readonly at: number;
  /** Where y passes through 0, so that ϱ has no bound; null where it does not. */
  readonly crossing: number | null;
  /** From when on y is too small to be resolved; null if it never is. */
  readonly unresolvedFrom: number | null;
  /** The smallest ‖y‖ between moments, where it has a minimum there. */
  readonly dips: readonly { readonly time: number; readonly size: number }[];
}

interface ShiftDefectInput {
  readonly method: Method;
  readonly profile: Profile;
  readonly objective: Objective;
}

/** Quotients are used where they are known better than this. */
const MOST_BLUR = 0.05;
/** A dip of y below this share of what it is beside it is a passage through 0, for what a trajectory shows. */
const PASSAGE = 1e-6;

/**
 * The shift defect of Adam: how much the change of the gradient over one learning rate works with the first moment.
 *
 * Between moments it is followed into every dip of ‖y‖: where y passes through 0, as it does in one dimension at every
 * change of its sign, ϱ has no bound.
 *
 * @see arXiv 2411.09734, Theorem 3.
 */
export function shiftDefect(flow: AdamFlow, { method, profile, objective }: ShiftDefectInput): ShiftDefect {
  const { times, weighted, shift, blur, moment } = flow;
  if (method.advance === 0) return { worst: 0, at: times[0]!, crossing: null, unresolvedFrom: null, dips: [] };
  let [worst, at, crossing] = [-Infinity, times[0]!, null as number | null];
  let unresolvedFrom: number | null = null;
  const look = createLook({ method, profile, objective });
  const dips: { time: number; size: number }[] = [];
  const take = (ratio: number, time: number) => {
    if (ratio > worst) [worst, at] = [ratio, time];
  };
  for (let k = 0; k < times.length; k++) {
    const ratio = shift[k]! / weighted[k]!;
    const isKnown = isResolved(flow, k);
    unresolvedFrom = isKnown ? null : (unresolvedFrom ?? times[k]!);
    // of what is not well known, as much as is certain
    take(isKnown ? ratio : ratio - blur[k]!, times[k]!);
  }
  for (let k = 1; k + 1 < times.length; k++) {
    const isDip = moment[k]! <= moment[k - 1]! && moment[k]! <= moment[k + 1]!;
    // a dip in what is not resolved is noise
    if (!isDip || !isResolved(flow, k - 1) || !isResolved(flow, k + 1)) continue;
    const dip = followDip(look, times[k - 1]!, times[k + 1]!);
    dips.push(dip);
    if (dip.size <= PASSAGE * Math.min(moment[k - 1]!, moment[k + 1]!)) crossing ??= dip.time;
    for (const end of [times[k - 1]!, times[k + 1]!]) {
      for (let share = 1; share > 1e-5; share /= 2) {
        const { ratio, blur: unsure } = look(dip.time + (end - dip.time) * share);
        take(ratio - unsure, dip.time + (end - dip.time) * share);
      }
    }
  }
  return { worst, at, crossing, unresolvedFrom, dips };
}

/** Whether the quotient of row k is known well enough to be used. */
export function isResolved({ shift, weighted, blur }: AdamFlow, k: number): boolean {
  return blur[k]! <= MOST_BLUR * Math.max(1, Math.abs(shift[k]! / weighted[k]!));
}

interface Look {
  readonly size: number;
  /** The quotient, and how far it may be off. */
  readonly ratio: number;
  readonly blur: number;
}

/** ‖y‖ and the quotient at any moment. */
function createLook({ method, profile, objective }: ShiftDefectInput): (t: number) => Look {
  const { dimension: d, width, read, resolution } = profile;
  const { advance, epsilon, beta2, lr } = method;
  const [y, v, theta] = [new Float64Array(d), new Float64Array(width), new Float64Array(d)];
  const [now, later] = [new Float64Array(d), new Float64Array(d)];
  const noise = resolution.gradient.reduce((most, value) => Math.max(most, value), 0);
  return (t) => {
    read.m(t + advance, y);
    read.v(t + advance, v);
    read.theta(t, theta);
    objective.gradient(theta, now);
    read.theta(t + advance, theta);
    objective.gradient(theta, later);
    const floor = epsilon * Math.sqrt(-Math.expm1(((t + advance) / lr) * Math.log(beta2)));
    let [size, top, below, blur] = [0, 0, 0, 0];
    for (let i = 0; i < d; i++) {
      // the part of the gain that all parameters share cancels
      const A = 1 / (Math.sqrt(Math.max(v[width === 1 ? 0 : i]!, 0)) + floor);
      const apart = later[i]! - now[i]!;
      size += y[i]! * y[i]!;
      top += A * y[i]! * apart;
      below += A * y[i]! * y[i]!;
      blur += A * noise * (2 * Math.abs(y[i]!) + Math.abs(apart));
    }
    const ratio = top / below;
    return { size: Math.sqrt(size), ratio, blur: (blur * (1 + Math.abs(ratio))) / below };
  };
}

/** The smallest ‖y‖ between two moments, by golden sections. */
function followDip(look: (t: number) => Look, left: number, right: number): { time: number; size: number } {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [left, right];
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [sizeA, sizeB] = [look(a).size, look(b).size];
  for (let step = 0; step < 80 && a < b; step++) {
    if (sizeA < sizeB) {
      [high, b, sizeB] = [b, a, sizeA];
      a = high - golden * (high - low);
      sizeA = look(a).size;
    } else {
      [low, a, sizeA] = [a, b, sizeB];
      b = low + golden * (high - low);
      sizeB = look(b).size;
    }
  }
  return sizeA < sizeB ? { time: a, size: sizeA } : { time: b, size: sizeB };
}

/** That ϱ stays below δ, as Theorems 3 and 6 ask. */
export function shiftDefectHypothesis({ worst, at, crossing, unresolvedFrom }: ShiftDefect, delta: number): Hypothesis {
  const isMet = crossing === null && worst < delta;
  const tail =
    unresolvedFrom === null
      ? ""
      : ` From t = ${unresolvedFrom.toPrecision(6)} on y is below what the trajectory resolves.`;
  return {
    name: "shift-defect",
    status: isMet ? "holds" : "fails",
    value: Number.isFinite(worst) ? worst : 0,
    bound: delta,
    at: crossing ?? at,
    note:
      (crossing === null
        ? "The largest ϱ = ⟨y, g(t + lr) − g(t)⟩/‖y‖² (weighted by the gain) must stay below δ."
        : `ϱ has no bound where y passes through 0, at t = ${crossing.toPrecision(8)}; the value is the largest that is resolved.`) +
      tail,
  };
}
