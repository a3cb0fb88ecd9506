import type { Constant, Hypothesis } from "./certificate.js";
import { derived, exact } from "./constants.js";
import type { MemoryEquation, Method } from "./method.js";
import type { Profile } from "./profile.js";
import { rowSquare } from "./rows.js";
import type { Subject } from "./statement.js";

/** AdaGrad or RMSProp with what the statements on `θ' = −g/(√M + ε)`, `M' = κ‖g‖² − λM` need. */
export interface MemoryFlow {
  readonly equation: MemoryEquation;
  readonly method: Method;
  readonly profile: Profile;
  /** Whether one memory scales all parameters: the papers' case. */
  readonly isScalar: boolean;
  readonly constants: { readonly kappa: Constant; readonly lambda: Constant };
}

/** Why statements on AdaGrad and RMSProp do not speak of a method; null where they do. */
export function excludesMemoryFlow(method: Method): string | null {
  if (!method.followsGradient) return "It speaks of θ' = −g/(√M + ε), AdaGrad and RMSProp.";
  if (method.addition !== null) return `It does not speak of ${method.addition}.`;
  return method.memory === null ? "It speaks of a memory M' = κ‖g‖² − λM, one exponential kernel." : null;
}

/** The parts of a subject that these statements use; `excludes` has let it through. */
export function memoryFlow({ method, profile }: Subject): MemoryFlow {
  const equation = method.memory!;
  const { width, dimension } = profile!;
  return {
    equation,
    method,
    profile: profile!,
    isScalar: width === 1 || dimension === 1,
    constants: {
      kappa: exact(equation.gain, "‖ν‖ of the kernel"),
      lambda: exact(equation.rate, "forgetting rate of the kernel"),
    },
  };
}

/** That the trajectory solves the equation to its end: an algorithm's own trajectory only comes near. */
export function solutionHypothesis(method: Method, { status, times }: Profile): Hypothesis {
  const end = times[times.length - 1]!;
  const isSolved = !method.discrete && status === "completed";
  return {
    name: "solution-of-the-equation",
    status: isSolved ? "holds" : "fails",
    value: null,
    bound: null,
    at: isSolved ? null : method.discrete ? 0 : end,
    note: method.discrete
      ? "The trajectory is the discrete algorithm's: it only comes near the equation of the statement."
      : isSolved
        ? "The trajectory solves the equation on the whole interval."
        : `The run ended early, ${status}.`,
  };
}

/** That a trajectory is there to its end, for statements about its points alone. */
export function solvedHypothesis({ status, times }: Profile): Hypothesis {
  const isWhole = status === "completed";
  return {
    name: "whole-trajectory",
    status: isWhole ? "holds" : "fails",
    value: null,
    bound: null,
    at: isWhole ? null : times[times.length - 1]!,
    note: isWhole ? "The trajectory reaches the end of the interval." : `The run ended early, ${status}.`,
  };
}

/** Φ(0) = f(θ₀) − f*, rounded up: bounds that grow with it hold then whatever the roundings are. */
export function startGap({ loss, noise }: Profile, minimum: Constant): Constant {
  const rounding = noise + 8 * Number.EPSILON * Math.abs(minimum.value);
  return derived(Math.max(loss[0]! - minimum.value, 0) + rounding, [minimum], "f(θ₀) − f*");
}

/** The resolution of f − f* at every moment. */
export function gapResolution({ resolution }: Profile, minimum: Constant): Float64Array {
  return resolution.loss.map((own) => own + 8 * Number.EPSILON * Math.abs(minimum.value));
}

/** A hypothesis about a constant: that it is known and positive. */
export function constantHypothesis(name: string, constant: Constant | null, note: string): Hypothesis {
  if (constant === null)
    return { name, status: "unknown", value: null, bound: 0, at: null, note: `${note} Not known.` };
  return {
    name,
    status: constant.value > 0 ? "holds" : "fails",
    value: constant.value,
    bound: 0,
    at: null,
    note: `${note} ${capital(constant.source)}: ${constant.how}.`,
  };
}

export function compactHypothesis({ constants: { coercive } }: Subject): Hypothesis {
  return {
    name: "compact-sublevel-set",
    status: coercive === null ? "unknown" : coercive.holds ? "holds" : "fails",
    value: null,
    bound: null,
    at: null,
    ...(coercive && { source: coercive.source }),
    note:
      coercive === null
        ? "Whether {f ≤ f(θ₀)} is compact is not known."
        : `{f ≤ f(θ₀)} is ${coercive.holds ? "" : "not "}compact. ${capital(coercive.source)}: ${coercive.how}.`,
  };
}

/**
 * `‖g(t + α)‖ ≤ ‖g(t)‖`: what a memory that is read ahead needs for its functional to fall. It is true of convex f with one
 * memory, and can fail elsewhere.
 */
export function fadingGradientHypothesis({ profile, method }: MemoryFlow): Hypothesis {
  const { times, dimension: d, gradient, ahead, resolution } = profile;
  let [excess, growth, at] = [-Infinity, 0, 0];
  for (let k = 0; k < times.length && method.advance > 0; k++) {
    const difference = Math.sqrt(rowSquare(ahead, k, d)) - Math.sqrt(rowSquare(gradient, k, d));
    const beyond = difference - 2 * Math.sqrt(d) * resolution.gradient[k]!;
    // what is not a number is no small growth
    const counted = Number.isNaN(beyond) ? Infinity : beyond;
    if (counted > excess) [excess, growth, at] = [counted, difference, times[k]!];
  }
  return {
    name: "gradient-does-not-grow",
    status: excess <= 0 ? "holds" : "fails",
    value: growth,
    bound: 0,
    at: method.advance === 0 ? null : at,
    note:
      method.advance === 0
        ? "The memory is read at t: nothing to ask."
        : "The largest ‖g(θ(t + lr))‖ − ‖g(θ(t))‖, beyond what the trajectory resolves: the memory is read at t + lr, and must not be fed by a growing gradient.",
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
