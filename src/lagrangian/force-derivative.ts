import { zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import type { Trajectory } from "../trajectory/index.js";
import { type AdamForceOptions, type AdamMemories, createAdamMemories } from "./adam-memories.js";
import { type CausalSignal, createCausalSignal } from "./causal-signal.js";
import { adamGain, createGains } from "./gains.js";
import { hessianOf } from "./hessian.js";

/** Options of {@link forceDerivative}. */
export interface ForceDerivativeOptions extends AdamForceOptions {
  /** f, whose gradient drives the memories. */
  readonly objective: Objective;
  /** t, the moment of the force, unit time. */
  readonly time: number;
  /** t′, the moment at which the path is varied, unit time. */
  readonly source: number;
}

/**
 * How Adam's force at one moment answers to the path at another: the density `δF_i(t)/δθ_j(t′)`, row-major d × d.
 *
 * `δF_i(t)/δθ_j(t′) = −A_i(t) K1(t⁺ − t′) H_ij(t′) + 2 B_i(t) K2(t⁺ − t′) g_i(t′) H_ij(t′)` with `A = η/(√v + ε)` and
 * `B = η m/(2√v(√v + ε)²)` at t⁺ = t + α (shifted) or t, and 0 for t′ > t⁺. Memories are those of the path that the
 * trajectory's dense output gives, from its start. Unit 1/time², as a density in t′ of a force.
 *
 * @throws {RangeError} if the trajectory does not cover t⁺ and t′, or t⁺ is 0, where the force has no memory.
 * @throws {TypeError} if the trajectory has no dense output.
 * @see arXiv 2602.09101; the derivative is not in the paper's abstract, see docs/theory/nonlocal-lagrangian.md.
 * @example
 * const objective = quadraticObjective();
 * const path = solve(inertialModel(objective, { lr: 0.1 }), { initial: [1, 0], until: 1 });
 * forceDerivative(path, { objective, lr: 0.1, time: 0.5, source: 0.7 }); // [0], the future beyond t + α
 */
export function forceDerivative(trajectory: Trajectory, options: ForceDerivativeOptions): Float64Array {
  const { objective, time, source } = options;
  const adam = createAdamMemories(options);
  const signal = createCausalSignal(trajectory, { objective, lr: adam.lr });
  const inside = (t: number, last: number) => t >= signal.start && t <= last;
  if (!(inside(time, signal.end - adam.advance) && time + adam.advance > 0)) {
    throw new RangeError(
      `Cannot differentiate a force as time must be > 0 (unshifted) and from ${signal.start} to ${signal.end - adam.advance}: current value is ${time}`,
    );
  }
  if (!inside(source, signal.end)) {
    throw new RangeError(
      `Cannot differentiate a force as source must be from ${signal.start} to ${signal.end}: current value is ${source}`,
    );
  }
  const out = zeros(objective.dimension ** 2);
  const age = time + adam.advance - source;
  createForceDerivative(signal, { adam, objective })(time, { age, source }, out);
  return out;
}

/** Where and how old the variation is: t′ and t⁺ − t′, which callers know without rounding. */
export interface Variation {
  readonly source: number;
  readonly age: number;
}

/** Writes `δF(t)/δθ(t′)`, row-major d × d; gains are remembered by moment. */
export type ForceDerivativeReader = (time: number, variation: Variation, out: Float64Array) => void;

export function createForceDerivative(
  signal: CausalSignal,
  { adam, objective }: { adam: AdamMemories; objective: Objective },
): ForceDerivativeReader {
  const d = signal.dimension;
  const readHessian = hessianOf(objective);
  const [theta, g, H, m, v] = [zeros(d), zeros(d), zeros(d * d), zeros(d), zeros(d)];
  const law = adamGain(adam);
  const known = new Map<number, ReturnType<typeof createGains>>();
  const gainsAt = (time: number) => {
    const found = known.get(time);
    if (found) return found;
    const gains = createGains(d);
    const read = time + adam.advance;
    signal.memory(adam.kernel1, read, { squared: false, out: m });
    signal.memory(adam.kernel2, read, { squared: true, out: v });
    law({ m, v }, read, gains);
    known.set(time, gains);
    return gains;
  };
  return (time, { source, age }, out) => {
    if (!(age >= 0)) {
      out.fill(0);
      return;
    }
    const { A, B } = gainsAt(time);
    const [weight1, weight2] = [adam.kernel1.weight(age), adam.kernel2.weight(age)];
    signal.theta(source, theta);
    objective.gradient(theta, g);
    readHessian(theta, H);
    for (let i = 0; i < d; i++) {
      const factor = -A[i]! * weight1 + 2 * B[i]! * weight2 * g[i]!;
      for (let j = 0; j < d; j++) out[i * d + j] = factor * H[i * d + j]!;
    }
  };
}
