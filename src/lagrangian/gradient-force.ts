import type { Objective } from "../objectives/objective.js";
import { checkRate } from "./adam-memories.js";
import type { Force } from "./force.js";
import { fixedGain } from "./gains.js";
import { createLocalMemory } from "./grid-memory.js";
import { createMomentForce } from "./moment-force.js";

/** Options of {@link gradientForce}. */
export interface GradientForceOptions {
  /** Learning rate α of mass and friction; finite and > 0. */
  readonly lr: number;
  /** Gain A, finite. Default 1. */
  readonly gain?: number;
}

/**
 * The force without memory, `F[θ](t) = −A ∇f(θ(t))`: the one that is reciprocal as it stands.
 *
 * Its action is the classical one, `∫ e^(2t/α) ((α/4)|θ′|² − A(f − f(θ̄))) dt`, and its symmetrised force is itself.
 *
 * @throws {RangeError} if lr or gain is out of its range.
 * @see docs/theory/nonlocal-lagrangian.md
 * @example
 * const force = gradientForce(quadraticObjective(), { lr: 0.1 });
 * force.isSmoothAtStart; // true
 */
export function gradientForce(objective: Objective, { lr, gain = 1 }: GradientForceOptions): Force {
  checkRate(lr);
  checkGain(gain);
  return {
    objective,
    lr,
    isSmoothAtStart: true,
    on: (grid) =>
      createMomentForce(grid, {
        objective,
        first: createLocalMemory(grid),
        second: null,
        law: fixedGain(gain),
        advance: 0,
      }),
  };
}

/** @throws {RangeError} if a gain is not finite. */
export function checkGain(gain: number): void {
  if (!Number.isFinite(gain)) {
    throw new RangeError(`Cannot make a force as gain must be finite: current value is ${gain}`);
  }
}
