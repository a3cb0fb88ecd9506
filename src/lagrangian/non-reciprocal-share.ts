import type { Kernel } from "../kernels/index.js";
import { bisect, gaussLegendre, zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import type { Trajectory } from "../trajectory/index.js";
import { type AdamForceOptions, createAdamMemories, halfPeriod } from "./adam-memories.js";
import { type CausalSignal, createCausalSignal } from "./causal-signal.js";
import { checkMoments } from "./check-moments.js";

/** Options of {@link nonReciprocalShare}. */
export interface NonReciprocalShareOptions extends AdamForceOptions {
  /** f, whose gradient drives the memories. */
  readonly objective: Objective;
  /** Moments t, unit time, > 0 and at most the trajectory's end less α (shifted). */
  readonly moments: ArrayLike<number>;
}

/** The share of each memory that no action can give, moment by moment; between 0 and 1. */
export interface NonReciprocalShare {
  readonly moments: Float64Array;
  /** Share of m; NaN where the gradient has been 0 throughout, or too small for too long to be remembered at all. */
  readonly m: Float64Array;
  /** Share of v; NaN as above. */
  readonly v: Float64Array;
}

/**
 * The share of a causal force's memories that has no reciprocal partner, along a trajectory.
 *
 * `∫_unpaired |K(t⁺ − t′)| ‖g(t′)‖ dt′ / ∫ |K(t⁺ − t′)| ‖g(t′)‖ dt′` for m, with ‖g‖² for v. A moment t′ has a partner where the
 * force at t′ also sees the path at t: for t − t′ ≤ α (shifted), so the unpaired ages t⁺ − t′ are those above 2α, and for no
 * t′ < t unshifted: the share is then 1. The norm is Euclidean over parameters; ages go back to the trajectory's start.
 *
 * @throws {RangeError} if a moment is not covered by the trajectory.
 * @throws {TypeError} if the trajectory has no dense output.
 * @see docs/theory/nonlocal-lagrangian.md; {@link steadyNonReciprocalShare} for a constant gradient.
 * @example
 * const objective = quadraticObjective();
 * const path = solve(inertialModel(objective, { lr: 0.1 }), { initial: [1, 0], until: 1 });
 * nonReciprocalShare(path, { objective, lr: 0.1, moments: [0.05] }).m; // [0], no age exceeds 2α yet
 */
export function nonReciprocalShare(trajectory: Trajectory, options: NonReciprocalShareOptions): NonReciprocalShare {
  const { objective, kernel = "second-order", beta1 = 0.9, beta2 = 0.999 } = options;
  const adam = createAdamMemories(options);
  const signal = createCausalSignal(trajectory, { objective, lr: adam.lr });
  const moments = Float64Array.from(options.moments);
  checkMoments(moments, signal, adam.advance);
  const length = zeros(signal.dimension);
  const size = (time: number) => {
    signal.gradient(time, length);
    return Math.hypot(...length);
  };
  const breaks = [...signal.breaks, ...signChanges(signal)].sort((a, b) => a - b);
  const shares = (memory: Kernel, beta: number, weigh: (norm: number) => number) =>
    moments.map((time) => {
      const read = time + adam.advance;
      const paired = Math.max(signal.start, read - 2 * adam.advance);
      const turn = halfPeriod(kernel, { lr: adam.lr, beta });
      const turns = Array.from({ length: Math.floor((read - signal.start) / turn) }, (_, k) => read - (k + 1) * turn);
      const edges = [...breaks, ...turns].sort((a, b) => a - b);
      const integrate = (from: number, to: number) =>
        integral((s) => Math.abs(memory.weight(read - s)) * weigh(size(s)), { from, to, edges, lr: adam.lr });
      const old = integrate(signal.start, paired);
      return old / (old + integrate(paired, read));
    });
  return {
    moments,
    m: shares(adam.kernel1, beta1, (norm) => norm),
    v: shares(adam.kernel2, beta2, (norm) => norm * norm),
  };
}

/** Where |g| has a kink: in one dimension at every sign change, in more only where all components vanish at once. */
function signChanges({ dimension, breaks, gradient }: CausalSignal): number[] {
  if (dimension > 1) return [];
  const g = zeros(1);
  const at = (time: number) => {
    gradient(time, g);
    return g[0]!;
  };
  const changes: number[] = [];
  for (let e = 0; e + 1 < breaks.length; e++) {
    // a solver's element may hold more than one turn
    for (let part = 0; part < 4; part++) {
      const length = breaks[e + 1]! - breaks[e]!;
      const [from, to] = [breaks[e]! + (part * length) / 4, breaks[e]! + ((part + 1) * length) / 4];
      const sign = Math.sign(at(from));
      if (sign * at(to) < 0) changes.push(bisect((t) => Math.sign(at(t)) === sign, { inside: from, outside: to }));
    }
  }
  return changes;
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** Moments between which the integrand is smooth, ascending. */
  readonly edges: readonly number[];
  readonly lr: number;
}

const POINTS = 12;

/** Gauss–Legendre on panels of at most α/2 between the edges. */
function integral(value: (s: number) => number, { from, to, edges, lr }: Range): number {
  if (!(to > from)) return 0;
  const rule = gaussLegendre(POINTS);
  const inner = edges.filter((edge) => edge > from && edge < to);
  let sum = 0;
  let left = from;
  for (const right of [...inner, to]) {
    const parts = Math.max(1, Math.ceil((2 * (right - left)) / lr));
    const width = (right - left) / parts;
    for (let p = 0; p < parts; p++) {
      for (let g = 0; g < POINTS; g++) sum += width * rule.weights[g]! * value(left + (p + rule.nodes[g]!) * width);
    }
    left = right;
  }
  return sum;
}
