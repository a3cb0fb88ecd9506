import type { Objective } from "../objectives/objective.js";
import { checkFactor, checkKernel, checkRate, createKernel, type MemoryKernel } from "./adam-memories.js";
import type { Force } from "./force.js";
import { fixedGain } from "./gains.js";
import { checkGain } from "./gradient-force.js";
import { createGridMemory } from "./grid-memory.js";
import { createMomentForce } from "./moment-force.js";

/** Options of {@link memoryForce}. */
export interface MemoryForceOptions {
  /** Learning rate α; finite and > 0. */
  readonly lr: number;
  /** Momentum factor, in [0, 1). Default 0.9. */
  readonly beta?: number;
  /** Gain A, finite. Default 1. */
  readonly gain?: number;
  /** Whether the memory is read at t + α; θ beyond T is then held at θ(T). Default false. */
  readonly shifted?: boolean;
  /** Default "second-order". */
  readonly kernel?: MemoryKernel;
}

/**
 * The force of a first moment with a fixed gain, `F[θ](t) = −A ∫₀^(t⁺) K(t⁺ − s) ∇f(θ(s)) ds`.
 *
 * It is linear in θ − θ̄ where ∇f is; its symmetrised force is then half the sum of F and its adjoint.
 *
 * @throws {RangeError} if lr, beta or gain is out of its range.
 * @throws {TypeError} if kernel has another name.
 * @see arXiv 2602.09101; docs/theory/nonlocal-lagrangian.md.
 * @example
 * const force = memoryForce(quadraticObjective(), { lr: 0.1, beta: 0.9, gain: 2 });
 * force.lr; // 0.1
 */
export function memoryForce(objective: Objective, options: MemoryForceOptions): Force {
  const { lr, beta = 0.9, gain = 1, shifted = false, kernel = "second-order" } = options;
  checkRate(lr);
  checkFactor("beta", beta);
  checkGain(gain);
  checkKernel(kernel);
  const advance = shifted ? lr : 0;
  return {
    objective,
    lr,
    isSmoothAtStart: true,
    on: (grid) =>
      createMomentForce(grid, {
        objective,
        first: createGridMemory(grid, { kernel: createKernel(kernel, { lr, beta }), advance }),
        second: null,
        law: fixedGain(gain),
        advance,
      }),
  };
}
