import { conclude } from "./conclude.js";
import { derived } from "./constants.js";
import { checkDerivative } from "./functional.js";
import { boundMemory } from "./memory-bound.js";
import {
  compactHypothesis,
  excludesMemoryFlow,
  fadingGradientHypothesis,
  memoryFlow,
  solutionHypothesis,
  startGap,
} from "./memory-flow.js";
import { memoryFunctional } from "./memory-functional.js";
import { promiseDecay, promiseDissipation, promiseMemory } from "./memory-promises.js";
import type { Statement } from "./statement.js";

/**
 * Theorem 5: Theorem 2's functional without convexity, `E' ≤ −(s_min/2)‖g‖² − cλM`. AdaGrad's E does not rise; RMSProp
 * has M → 0, and under the Polyak–Łojasiewicz inequality `E ≤ E(0) e^(−ωt)`, ω = min(μ s_min, λ).
 *
 * Stated for the memory at t. Read at t + lr it needs ‖g(t + lr)‖ ≤ ‖g(t)‖, which fails where a trajectory leaves a
 * maximum or a saddle. A memory of each parameter is taken in as well, M = ΣMᵢ.
 *
 * @see arXiv 2411.09734, Theorem 5; docs/theory/h1-theorem-5.md.
 */
export const h1Theorem5: Statement = {
  name: "h1-theorem-5",
  paper: "2411.09734",
  title: "memory functional, AdaGrad and RMSProp, nonconvex",
  evidence: "trajectory",
  needs: ["minimum"],
  excludes: excludesMemoryFlow,
  certify(subject) {
    const flow = memoryFlow(subject);
    const { profile, method, equation } = flow;
    const { pl } = subject.constants;
    const minimum = subject.constants.minimum!;
    const gap = startGap(profile, minimum);
    const bounds = boundMemory(flow, subject.constants, gap);
    const slowest = bounds.slowest.value;
    const functional = memoryFunctional(flow, { minimum: minimum.value, slowest });
    const omega =
      equation.rate > 0 && pl && pl.value > 0
        ? derived(Math.min(pl.value * slowest, equation.rate), [pl, bounds.slowest], "min(μ s_min, λ)")
        : null;
    const last = profile.times.length - 1;
    return {
      ...conclude(this, {
        hypotheses: [compactHypothesis(subject), fadingGradientHypothesis(flow), solutionHypothesis(method, profile)],
        constants: {
          ...flow.constants,
          f_min: minimum,
          memory_max: bounds.memory,
          s_min: bounds.slowest,
          c: derived(functional.weight, [bounds.slowest], "s_min/(2κ)"),
          ...(omega && { mu: pl!, omega }),
        },
        promises: [
          promiseDissipation(flow, functional, {
            statement: "E' ≤ −(s_min/2)‖g‖² − cλM",
            fall: (k) => (slowest / 2) * functional.squares[k]!,
            blur: () => 0,
          }),
          ...(equation.rate === 0 || omega ? promiseDecay(flow, functional, omega?.value ?? 0) : []),
          promiseMemory(flow, bounds.memory.value),
        ],
        notes: [
          `At the end, t = ${profile.times[last]!}, M is ${brief(functional.memory[last]!)} and f − f* is ${brief(profile.loss[last]! - minimum.value)}.`,
        ],
      }),
      functional: { name: "E", ...checkDerivative(functional) },
    };
  },
};

function brief(value: number): string {
  return String(Number(value.toPrecision(4)));
}
