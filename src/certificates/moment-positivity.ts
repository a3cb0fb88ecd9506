import { linearSpline } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import { createDenseSampler } from "../trajectory/dense.js";
import { denseTimes } from "../trajectory/dense-times.js";
import type { Trajectory } from "../trajectory/trajectory.js";

/** Options of {@link momentPositivity}. */
export interface MomentPositivityOptions {
  /** Learning rate α, the unit of time: finite and > 0. */
  readonly lr: number;
  /** Momentum factor of the second moment, in [0, 1). */
  readonly beta2: number;
  /** Whether one memory of ‖g‖² scales all parameters. Default false: one of each component. */
  readonly norm?: boolean;
}

/** The first moment at which a condition is not met. */
export interface PositivityViolation {
  /** Unit time. */
  readonly time: number;
  /** Which component of g; 0 for ‖g‖². */
  readonly component: number;
  /** The quotient of squares there, below the bound. */
  readonly ratio: number;
}

/** A sufficient condition for v ≥ 0, as far as the trajectory goes: it promises v ≥ 0 before its first violation. */
export interface PositivityCondition {
  readonly holds: boolean;
  readonly violation: PositivityViolation | null;
}

/** Whether the second moment with inertia stays positive, by what is known of its kernel. */
export interface MomentPositivity {
  /** β2 ≥ ½: the kernel has one sign, and v ≥ 0 whatever g does; both conditions then hold. */
  readonly unconditional: boolean;
  /** e^(−π/ρ), ρ = √(1 − 2β2): what both quotients are held against; 0 where v ≥ 0 without condition. */
  readonly bound: number;
  /** Half a period of the kernel, πα/ρ, unit time; Infinity where it does not oscillate. */
  readonly delay: number;
  /** `min g² ≥ e^(−π/ρ) max g²`, both over [0, t]. */
  readonly uniform: PositivityCondition;
  /** `g²(τ) ≥ e^(−π/ρ) g²(τ − πα/ρ)` for all τ in [πα/ρ, t]; it follows from the other. */
  readonly delayed: PositivityCondition;
}

/**
 * Holds a trajectory against two conditions under which the second moment of the inertial model stays positive.
 *
 * For β2 < ½ the kernel is `K(s) ∝ e^(−s/α) sin(ρs/α)`, ρ = √(1 − 2β2), and K(s + πα/ρ) = −e^(−π/ρ) K(s): each negative half
 * period is the one before, e^(−π/ρ) times as large. So v ≥ 0 as long as `g²(τ) ≥ e^(−π/ρ) g²(τ − πα/ρ)`, and that is so as
 * long as `min g² ≥ e^(−π/ρ) max g²`, which cannot be weakened: a step down by more makes v negative. Neither is necessary.
 *
 * It looks at g² of each component at the rows, and linearly between them one half period before, or at 32 moments of each
 * element of a dense output; memory is taken to begin at the first moment. What the trajectory does not resolve is not
 * counted as a violation.
 *
 * @param trajectory one with at least one row, times increasing
 * @throws {RangeError} if lr or beta2 is out of its range, or there is no row.
 * @see arXiv 2602.09101, the lemma on the positivity of moments; derived in docs/theory/h2-moment-positivity.md.
 * @example
 * const trajectory = solve(inertialModel(quadraticObjective(), { lr: 0.1 }), { initial: [1, 0], until: 5 });
 * momentPositivity(quadraticObjective(), trajectory, { lr: 0.1, beta2: 0.999 }).unconditional; // true
 */
export function momentPositivity(
  objective: Objective,
  trajectory: Trajectory,
  { lr, beta2, norm = false }: MomentPositivityOptions,
): MomentPositivity {
  if (!(lr > 0 && lr < Infinity)) {
    throw new RangeError(`Cannot check moments as lr must be finite and > 0: current value is ${lr}`);
  }
  if (!(beta2 >= 0 && beta2 < 1)) {
    throw new RangeError(`Cannot check moments as beta2 must be in [0, 1): current value is ${beta2}`);
  }
  if (trajectory.times.length === 0) {
    throw new RangeError("Cannot check moments as trajectory must have at least one row: current value is 0");
  }
  if (trajectory.times.some((time, k) => k > 0 && !(time > trajectory.times[k - 1]!))) {
    throw new RangeError("Cannot check moments as times must increase: current value is another order");
  }
  const met: PositivityCondition = { holds: true, violation: null };
  if (beta2 >= 0.5) return { unconditional: true, bound: 0, delay: Infinity, uniform: met, delayed: met };
  const rho = Math.sqrt(1 - 2 * beta2);
  const condition = { bound: Math.exp(-Math.PI / rho), delay: (Math.PI * lr) / rho };
  const path = pathOf(trajectory);
  const readGradient = gradientReader(objective, path, norm);
  return {
    unconditional: false,
    ...condition,
    uniform: conditionOf(findUniform(path.times, readGradient, condition)),
    delayed: conditionOf(findDelayed(path.times, readGradient, condition)),
  };
}

const conditionOf = (violation: PositivityViolation | null): PositivityCondition => ({
  holds: violation === null,
  violation,
});

/** θ as a function of time, and the moments at which it is looked at. */
interface Path {
  readonly times: Float64Array;
  readonly dimension: number;
  /** Relative size below which θ is not known. */
  readonly resolution: number;
  theta(time: number, out: Float64Array): void;
}

function pathOf({ times, theta, dimension, dense, status, solver }: Trajectory): Path {
  // what a run that has not converged estimates of itself says nothing
  const estimate = status === "completed" ? (solver.errorEstimate ?? 0) : 0;
  const base = { dimension, resolution: Math.max(estimate, 4 * Number.EPSILON) };
  if (!dense) {
    const spline = linearSpline(times, theta, { size: dimension });
    return { ...base, times, theta: (time, out) => spline.evaluate(time, out) };
  }
  const sampler = createDenseSampler(dense);
  const state = new Float64Array(dense.stateSize);
  const end = times[times.length - 1]!;
  return {
    ...base,
    times: Float64Array.from(denseTimes(dense, end)),
    theta(time, out) {
      sampler.state(time, state);
      out.set(state.subarray(0, dimension));
    },
  };
}

/** |g| of each component, or ‖g‖, and how well it is known: what θ's own uncertainty moves it by. */
interface GradientReading {
  readonly size: Float64Array;
  readonly noise: Float64Array;
}

function gradientReader(objective: Objective, path: Path, norm: boolean): (time: number) => GradientReading {
  const d = path.dimension;
  const theta = new Float64Array(d);
  const [gradient, moved] = [new Float64Array(d), new Float64Array(d)];
  return (time) => {
    path.theta(time, theta);
    objective.gradient(theta, gradient);
    // one component at a time: moved together they might leave g as it is
    const noise = new Float64Array(d);
    for (let j = 0; j < d; j++) {
      const value = theta[j]!;
      theta[j] = value + path.resolution * (1 + Math.abs(value));
      objective.gradient(theta, moved);
      theta[j] = value;
      for (let i = 0; i < d; i++) noise[i]! += Math.abs(moved[i]! - gradient[i]!);
    }
    return norm
      ? { size: Float64Array.of(Math.hypot(...gradient)), noise: Float64Array.of(Math.hypot(...noise)) }
      : { size: gradient.map(Math.abs), noise };
  };
}

interface Condition {
  readonly bound: number;
  readonly delay: number;
}
type Read = (time: number) => GradientReading;

function findUniform(times: Float64Array, read: Read, { bound }: Condition): PositivityViolation | null {
  const components = read(times[0]!).size;
  const [least, most] = [components.slice(), components.slice()];
  // the least that g may have been, and the most, where that is known for certain
  const upper = components.map(() => Infinity);
  const lower = components.map(() => 0);
  for (const time of times) {
    const { size, noise } = read(time);
    for (let i = 0; i < size.length; i++) {
      least[i] = Math.min(least[i]!, size[i]!);
      most[i] = Math.max(most[i]!, size[i]!);
      upper[i] = Math.min(upper[i]!, size[i]! + noise[i]!);
      lower[i] = Math.max(lower[i]!, size[i]! - noise[i]!);
      if (upper[i]! < Math.sqrt(bound) * lower[i]!) {
        return { time, component: i, ratio: (least[i]! / most[i]!) ** 2 };
      }
    }
  }
  return null;
}

function findDelayed(times: Float64Array, read: Read, { bound, delay }: Condition): PositivityViolation | null {
  const start = times[0]!;
  for (const time of times) {
    if (!(time - delay >= start)) continue;
    const [now, before] = [read(time), read(time - delay)];
    const component = now.size.findIndex((size, i) => {
      return size + now.noise[i]! < Math.sqrt(bound) * (before.size[i]! - before.noise[i]!);
    });
    if (component >= 0) return { time, component, ratio: (now.size[component]! / before.size[component]!) ** 2 };
  }
  return null;
}
