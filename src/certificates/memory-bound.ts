import { gaussLegendre, supNorm } from "../numeric/index.js";
import type { Constant } from "./certificate.js";
import { derived, estimated } from "./constants.js";
import type { MemoryFlow } from "./memory-flow.js";
import { memoryAtClock, memoryClock } from "./memory-growth.js";
import type { ProblemConstants } from "./problem-constants.js";
import { rowSquares } from "./rows.js";

/** Bounds that hold along the whole flow. */
export interface MemoryBound {
  /** sup ‖g‖². */
  readonly steepest: Constant;
  /** M_max ≥ every component of the memory as it is read. */
  readonly memory: Constant;
  /** s_min = 1/(√M_max + ε): the smallest effective step size. */
  readonly slowest: Constant;
}

/**
 * Bounds of the gradient and the memory by f(θ₀) − f* alone, for any f.
 *
 * The memory's clock `P(M)` grows by at most κΦ(0) from what the first `advance` can have put in,
 * `P(κ·advance·sup ‖g‖²)`; AdaGrad's by exactly κ(f(θ₀) − f) where it is read at t. RMSProp has `M ≤ (κ/λ)·sup ‖g‖²`
 * besides, its weights being at most that: the smaller one counts. `sup ‖g‖² ≤ 2LΦ(0)` where L is known, as f does not
 * grow; else the largest along the trajectory is taken, and is an estimate.
 */
export function boundMemory(
  { equation, method, profile }: MemoryFlow,
  { smoothness }: Pick<ProblemConstants, "smoothness">,
  gap: Constant,
): MemoryBound {
  const { epsilon, advance } = method;
  const steepest = smoothness
    ? derived(2 * smoothness.value * gap.value, [smoothness, gap], "2LΦ(0)")
    : estimated(largestSquare(profile), "largest ‖g‖² along the trajectory");
  const early = profile.v!.subarray(0, profile.width).reduce((most, value) => Math.max(most, value), 0);
  const filled = advance > 0 ? equation.gain * advance * steepest.value : early;
  const counted = memoryAtClock(memoryClock(filled, epsilon) + equation.gain * gap.value, epsilon);
  const averaged = equation.rate > 0 ? Math.max(early, (equation.gain / equation.rate) * steepest.value) : Infinity;
  const memory =
    averaged < counted
      ? derived(averaged, [steepest], "(κ/λ)·sup ‖g‖²")
      : derived(counted, advance > 0 ? [gap, steepest] : [gap], "P(M) grows by at most κΦ(0)");
  const slowest = derived(1 / (Math.sqrt(memory.value) + epsilon), [memory], "1/(√M_max + ε)");
  return { steepest, memory, slowest };
}

/** The paper's own bound, `M₀ + κL²‖θ₀ − θ*‖²∫₀^∞ e^(−2μJ₀)`, for comparison; unshifted, one memory. */
export function paperMemoryBound(
  { equation, method, profile }: MemoryFlow,
  { L, mu, distance, gap }: { L: number; mu: number; distance: number; gap: number },
): number {
  const start = Math.sqrt(Math.max(profile.v![0]!, 0));
  const square = equation.gain * ((2 * L * L) / mu) * gap;
  if (square === 0) return start * start;
  const { epsilon } = method;
  // t = (u² − M₀)/c², and e^(−2μJ₀) = e^(−4μ(u − u₀)/c²)·((u + ε)/(u₀ + ε))^(4με/c²)
  const decay = (4 * mu) / square;
  const { nodes, weights } = gaussLegendre(20);
  // the integrand falls like e^(−decay·past), or like a Gaussian while u is below ε
  const width = 1 / decay + Math.sqrt(epsilon / decay);
  let integral = 0;
  for (let panel = 0; panel < 60; panel++) {
    for (let j = 0; j < nodes.length; j++) {
      const past = (panel + nodes[j]!) * width;
      const slower = epsilon > 0 ? epsilon * Math.log1p(past / (start + epsilon)) : 0;
      integral += weights[j]! * width * (start + past) * Math.exp(-decay * (past - slower));
    }
  }
  return start * start + equation.gain * (L * distance) ** 2 * (2 / square) * integral;
}

function largestSquare({ dimension: d, gradient, ahead }: MemoryFlow["profile"]): number {
  return Math.max(supNorm(rowSquares(gradient, d)), supNorm(rowSquares(ahead, d)));
}
