import { zeros } from "../numeric/index.js";
import { createDenseSampler, type Trajectory } from "../trajectory/index.js";
import type { LagrangianCurve } from "./curve.js";
import { denseOf } from "./dense-of.js";

/** Options of {@link shiftedOrbits}. */
export interface ShiftedOrbitsOptions {
  /** Moments t whose orbits are wanted, unit time, covered by the trajectory. */
  readonly moments: ArrayLike<number>;
  /** Which parameter; default 0. */
  readonly component?: number;
  /** Points of each curve, an integer ≥ 2. Default 200. */
  readonly points?: number;
}

/** The translation operator `T_t θ(τ) = θ(t + τ)` as curves. */
export interface ShiftedOrbits {
  /** θ over t. */
  readonly trajectory: LagrangianCurve;
  /** Where the orbits have their origin: (t, θ(t)), one point a curve. */
  readonly origins: readonly LagrangianCurve[];
  /** θ(t + τ) over τ: the same curve each time, moved to the left by t. */
  readonly orbits: readonly LagrangianCurve[];
}

/**
 * The picture of the translation operator: a trajectory, points on it, and the whole orbit as each of them sees it.
 *
 * `T_t θ(τ) = θ(t + τ)`: past for τ < 0, future for τ > 0. A nonlocal Lagrangian at t is a functional of this curve.
 *
 * @throws {RangeError} if a moment is not covered, there is none, or component or points is out of range.
 * @throws {TypeError} if the trajectory has no dense output.
 * @see arXiv 2602.09101, figure 1.
 * @example
 * const path = solve(inertialModel(quadraticObjective(), { lr: 0.1 }), { initial: [1, 0], until: 2 });
 * const { orbits } = shiftedOrbits(path, { moments: [0.5, 1] });
 * orbits[1].x[0]; // -1, the start as seen from t = 1
 */
export function shiftedOrbits(trajectory: Trajectory, options: ShiftedOrbitsOptions): ShiftedOrbits {
  const { component = 0, points = 200 } = options;
  const { dimension, times } = trajectory;
  const dense = denseOf(trajectory, "draw orbits");
  const moments = Float64Array.from(options.moments);
  const sampler = createDenseSampler(dense);
  const [start, end] = [sampler.start, times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : sampler.end];
  checkOptions({ moments, component, points }, { start, end, dimension });
  const state = zeros(dense.stateSize);
  const at = (time: number) => {
    sampler.state(time, state);
    return state[component]!;
  };
  const x = zeros(points).map((_, k) => (k === points - 1 ? end : start + (k * (end - start)) / (points - 1)));
  const y = x.map(at);
  const list = Array.from(moments);
  return {
    trajectory: { label: "θ(t)", x, y },
    origins: list.map((t) => ({ label: `t = ${t}`, x: Float64Array.of(t), y: Float64Array.of(at(t)) })),
    orbits: list.map((t) => ({ label: `t = ${t}`, x: x.map((time) => time - t), y: y.slice() })),
  };
}

interface Cover {
  readonly start: number;
  readonly end: number;
  readonly dimension: number;
}

function checkOptions(
  { moments, component, points }: { moments: Float64Array; component: number; points: number },
  { start, end, dimension }: Cover,
): void {
  const refuse = (name: string, condition: string, value: number | string) => {
    throw new RangeError(`Cannot draw orbits as ${name} must be ${condition}: current value is ${value}`);
  };
  if (moments.length === 0) refuse("moments", "at least one", "none");
  for (const t of moments) if (!(t >= start && t <= end)) refuse("moments", `from ${start} to ${end}`, t);
  if (!(Number.isInteger(component) && component >= 0 && component < dimension)) {
    refuse("component", `an integer from 0 to ${dimension - 1}`, component);
  }
  if (!(Number.isInteger(points) && points >= 2)) refuse("points", "an integer >= 2", points);
}
