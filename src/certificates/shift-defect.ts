import { supNorm } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import type { AdamFlow } from "./adam-flow.js";
import type { Hypothesis } from "./certificate.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";

/** A minimum of ‖y‖ between two moments. */
export interface Dip {
  readonly time: number;
  /** ‖y‖ there. */
  readonly size: number;
  /** The moments beside it. */
  readonly between: readonly [left: number, right: number];
}

/** The shift defect along a trajectory. */
export interface ShiftDefect {
  /** The largest `ϱ(t) = Σ Aᵢyᵢ(gᵢ(t + lr) − gᵢ(t))/Σ Aᵢyᵢ²` that is certain, and where, unit time; −Infinity for none. */
  readonly worst: number;
  readonly at: number;
  /** The largest that is possible where ϱ is not resolved, the rest at the end apart; −Infinity for none. */
  readonly possible: number;
  readonly possibleAt: number;
  /** Where y passes through 0, so that ϱ has no bound; null where it does not. */
  readonly crossing: number | null;
  /** From when on y is as good as 0 and not resolved; null if it never is. */
  readonly restFrom: number | null;
  /** Where ‖y‖ has a minimum, in order. */
  readonly dips: readonly Dip[];
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
/** Where y is not resolved to the end and below this share of its largest size, nothing moves any more. */
const REST = 1e-6;

/**
 * The shift defect of Adam: how much the change of the gradient over one learning rate works with the first moment.
 *
 * Between moments it is followed into every dip of ‖y‖: where y passes through 0, as it does in one dimension at every
 * change of its sign, ϱ has no bound.
 *
 * @see arXiv 2411.09734, Theorem 3.
 */
export function shiftDefect(flow: AdamFlow, input: ShiftDefectInput): ShiftDefect {
  const known = defects.get(flow) ?? followDefect(flow, input);
  defects.set(flow, known);
  return known;
}

/** One for each flow: Theorems 3 and 6 and Proposition 4 ask for the same. */
const defects = new WeakMap<AdamFlow, ShiftDefect>();

function followDefect(flow: AdamFlow, input: ShiftDefectInput): ShiftDefect {
  const { times, weighted, shift, blur, moment } = flow;
  if (input.method.advance === 0) return unshifted(times[0]!);
  const rest = restOf(flow);
  let [worst, at, possible, possibleAt] = [-Infinity, times[0]!, -Infinity, times[0]!];
  const take = (ratio: number, time: number) => {
    if (ratio > worst) [worst, at] = [ratio, time];
  };
  for (let k = 0; k < rest; k++) {
    const ratio = shift[k]! / weighted[k]!;
    const isKnown = isResolved(flow, k);
    // of what is not well known, as much as is certain
    take(isKnown ? ratio : ratio - blur[k]!, times[k]!);
    const most = Number.isNaN(ratio) ? Infinity : ratio + blur[k]!;
    if (!isKnown && most > possible) [possible, possibleAt] = [most, times[k]!];
  }
  const look = createLook(input);
  const dips: Dip[] = [];
  let crossing: number | null = null;
  for (let k = 1; k + 1 < rest; k++) {
    if (!(moment[k]! <= moment[k - 1]! && moment[k]! <= moment[k + 1]!)) continue;
    const dip = followDip(look, times[k - 1]!, times[k + 1]!);
    dips.push({ ...dip, between: [times[k - 1]!, times[k + 1]!] });
    if (dip.size <= PASSAGE * Math.min(moment[k - 1]!, moment[k + 1]!)) crossing ??= dip.time;
    for (const end of [times[k - 1]!, times[k + 1]!]) {
      for (let share = 1; share > 1e-5; share /= 2) {
        const { ratio, blur: unsure } = look(dip.time + (end - dip.time) * share);
        take(ratio - unsure, dip.time + (end - dip.time) * share);
      }
    }
  }
  return { worst, at, possible, possibleAt, crossing, restFrom: rest < times.length ? times[rest]! : null, dips };
}

/** Memories that are read at t: no shift, no defect. */
function unshifted(at: number): ShiftDefect {
  return { worst: 0, at, possible: -Infinity, possibleAt: at, crossing: null, restFrom: null, dips: [] };
}

/** The row from which on y is neither resolved nor ever again more than a share of its largest size. */
function restOf(flow: AdamFlow): number {
  const { times, moment } = flow;
  const limit = REST * supNorm(moment);
  let first = times.length;
  while (first > 0 && !isResolved(flow, first - 1) && moment[first - 1]! <= limit) first--;
  return first;
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
  const noise = supNorm(resolution.gradient);
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
export function shiftDefectHypothesis(defect: ShiftDefect, delta: number): Hypothesis {
  const { worst, at, possible, possibleAt, crossing, restFrom } = defect;
  const fails = crossing !== null || worst >= delta;
  const isOpen = !fails && (possible >= delta || worst === -Infinity);
  const rest =
    restFrom === null
      ? ""
      : ` From t = ${restFrom.toPrecision(6)} on y is below ${REST} of its largest size, and not resolved.`;
  const notes = [
    crossing !== null
      ? `ϱ has no bound where y passes through 0, at t = ${crossing.toPrecision(8)}; the value is the largest that is resolved.`
      : isOpen
        ? `Not resolved by the trajectory: at t = ${possibleAt.toPrecision(6)} ϱ may be as large as ${possible.toPrecision(3)}.`
        : "The largest ϱ = ⟨y, g(t + lr) − g(t)⟩/‖y‖² (weighted by the gain) must stay below δ.",
    rest,
  ];
  return {
    name: "shift-defect",
    status: fails ? "fails" : isOpen ? "unknown" : "holds",
    value: worst === -Infinity ? null : worst,
    bound: delta,
    at: crossing ?? (isOpen ? possibleAt : at),
    note: notes.join(""),
  };
}
