import type { Objective } from "../objectives/objective.js";
import { type AdamForceOptions, createAdamMemories } from "./adam-memories.js";
import type { Force } from "./force.js";
import { adamGain } from "./gains.js";
import { createGridMemory } from "./grid-memory.js";
import { createMomentForce } from "./moment-force.js";

/**
 * Adam's causal force `F[θ](t) = −η(t⁺) m(t⁺)/(√v(t⁺) + ε(t⁺))`, t⁺ = t + α (shifted) or t, with both bias corrections.
 *
 * On a path that ends at T, a shifted force holds θ beyond T at θ(T). A negative v stands under the root as 0. Without the
 * shift the force starts like √t (second-order kernels), or its adjoint like ln t (exponential ones): grids are then divided
 * towards t = 0, and what is said about the first 1e-5 of α is not to be trusted.
 *
 * @throws {RangeError} if lr, beta1, beta2 or epsilon is out of its range.
 * @throws {TypeError} if kernel has another name.
 * @see arXiv 2602.09101, Proposition 1; docs/theory/nonlocal-lagrangian.md.
 * @example
 * const force = adamForce(quadraticObjective(), { lr: 0.1 });
 * force.isSmoothAtStart; // true
 */
export function adamForce(objective: Objective, options: AdamForceOptions): Force {
  const adam = createAdamMemories(options);
  const { lr, advance, kernel1, kernel2 } = adam;
  return {
    objective,
    lr,
    isSmoothAtStart: advance > 0,
    on: (grid) =>
      createMomentForce(grid, {
        objective,
        first: createGridMemory(grid, { kernel: kernel1, advance }),
        second: createGridMemory(grid, { kernel: kernel2, advance }),
        law: adamGain(adam),
        advance,
      }),
  };
}
