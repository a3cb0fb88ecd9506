import type { Promised } from "./certificate.js";
import { conclude } from "./conclude.js";
import { boundMemory } from "./memory-bound.js";
import {
  compactHypothesis,
  excludesMemoryFlow,
  type MemoryFlow,
  memoryFlow,
  solutionHypothesis,
  startGap,
} from "./memory-flow.js";
import { memoryClock } from "./memory-growth.js";
import { promiseRows } from "./promised.js";
import { rowSquare, rowSquares } from "./rows.js";
import type { Statement } from "./statement.js";

/**
 * Lemma 5 and Corollary 1: with compact sublevel sets the memory is bounded, `∫‖g‖² dt ≤ Φ(0)/s_min` and g → 0.
 *
 * AdaGrad: `P(M)`, P' = 1/(√M + ε), grows by at most κ(f(θ₀) − f(θ)), by exactly that where the memory is read at t; with
 * a memory of each parameter the sum over them does. RMSProp: `M ≤ sup g²`.
 *
 * @see arXiv 2411.09734, Lemma 5 and Corollary 1; docs/theory/h1-lemma-5.md.
 */
export const h1Lemma5: Statement = {
  name: "h1-lemma-5",
  paper: "2411.09734",
  title: "bounded memory and vanishing gradient, AdaGrad and RMSProp",
  evidence: "trajectory",
  needs: ["minimum"],
  excludes: excludesMemoryFlow,
  certify(subject) {
    const flow = memoryFlow(subject);
    const { profile, method, equation } = flow;
    const minimum = subject.constants.minimum!;
    const gap = startGap(profile, minimum);
    const bounds = boundMemory(flow, subject.constants, gap);
    const last = profile.times.length - 1;
    const rest = Math.hypot(...profile.gradient.subarray(last * profile.dimension));
    return conclude(this, {
      hypotheses: [compactHypothesis(subject), solutionHypothesis(method, profile)],
      constants: {
        ...flow.constants,
        f_min: minimum,
        memory_max: bounds.memory,
        s_min: bounds.slowest,
      },
      promises: [
        equation.rate === 0 ? promiseGrowth(flow) : promiseSquares(flow),
        promiseIntegral(flow, bounds.slowest.value),
      ],
      notes: [`‖g‖ is ${rest.toPrecision(4)} at the end, t = ${profile.times[last]!}.`],
    });
  },
};

/** AdaGrad: Σ P(Mᵢ) − ΣP(what the first `advance` can have put in) ≤ κ(f(θ₀) − f). */
function promiseGrowth({ equation: { gain }, method: { epsilon, advance }, profile }: MemoryFlow): Promised {
  const { times, width, loss, resolution } = profile;
  const v = profile.v!;
  const most = largestSquares(profile);
  // before anything else the memory at t + advance holds what came in since t
  const filled = Float64Array.from({ length: width }, (_, c) =>
    memoryClock(advance > 0 ? gain * advance * most[c]! : v[c]!, epsilon),
  );
  let blur = 0;
  return promiseRows(
    { name: "memory-growth", statement: "Σ(P(M) − P(κ·advance·sup g²)) ≤ κ(f(θ₀) − f(θ))" },
    times,
    (k) => {
      let [grown, size] = [0, 0];
      for (let c = 0; c < width; c++) {
        const clock = memoryClock(v[k * width + c]!, epsilon);
        grown += clock - filled[c]!;
        size += clock + filled[c]!;
      }
      blur = Math.max(blur, resolution.loss[k]!);
      return {
        value: grown,
        bound: gain * (loss[0]! - loss[k]!),
        resolution: gain * blur * (1 + times[k]!) + 1e-13 * size,
      };
    },
  );
}

/** RMSProp: Mᵢ ≤ (κ/λ) times the largest gᵢ² so far. */
function promiseSquares({ equation: { gain, rate }, profile }: MemoryFlow): Promised {
  const { times, width, dimension: d, gradient, ahead, resolution } = profile;
  const v = profile.v!;
  const most = new Float64Array(width);
  return promiseRows({ name: "memory", statement: "M ≤ sup g²" }, times, (k) => {
    squaresAt(gradient, { k, width, d }, most);
    squaresAt(ahead, { k, width, d }, most);
    let [tightest, bound, value] = [Infinity, 0, 0];
    for (let c = 0; c < width; c++) {
      const limit = (gain / rate) * most[c]!;
      // of several memories the one that is nearest to its bound
      if (limit - v[k * width + c]! < tightest)
        [tightest, bound, value] = [limit - v[k * width + c]!, limit, v[k * width + c]!];
    }
    const reach = 2 * Math.sqrt(bound) * Math.sqrt(d) * resolution.gradient[k]!;
    return { value, bound, resolution: reach + 1e-12 * bound };
  });
}

/** ∫‖g‖² ≤ (f(θ₀) − f)/s_min, the integral by the trapezoidal rule, resolved as well as that is for an exponential. */
function promiseIntegral({ profile }: MemoryFlow, slowest: number): Promised {
  const { times, dimension: d, gradient, loss, resolution } = profile;
  const squares = rowSquares(gradient, d);
  // an error r of g moves ‖g‖² by 2‖g‖r + r²
  const blur = squares.map((square, k) => {
    const r = Math.sqrt(d) * resolution.gradient[k]!;
    return (2 * Math.sqrt(square) + r) * r;
  });
  let [integral, open] = [0, 0];
  return promiseRows({ name: "square-integral", statement: "∫‖g‖² dt ≤ (f(θ₀) − f(θ))/s_min" }, times, (k) => {
    if (k > 0) {
      const length = times[k]! - times[k - 1]!;
      const [before, now] = [squares[k - 1]!, squares[k]!];
      const most = Math.max(before, now);
      integral += 0.5 * (before + now) * length;
      // the rule is off by length³/12 times the curvature, (Δ‖g‖²)²/(length²‖g‖²) of an exponential; twice that
      open += length * (Math.max(blur[k - 1]!, blur[k]!) + (most > 0 ? (now - before) ** 2 / (6 * most) : 0));
    }
    const bound = (loss[0]! - loss[k]!) / slowest;
    return { value: integral, bound, resolution: open + (resolution.loss[0]! + resolution.loss[k]!) / slowest };
  });
}

/** The largest square that each memory sees. */
function largestSquares(profile: MemoryFlow["profile"]): Float64Array {
  const { times, width, dimension: d, gradient, ahead } = profile;
  const most = new Float64Array(width);
  for (let k = 0; k < times.length; k++) {
    squaresAt(gradient, { k, width, d }, most);
    squaresAt(ahead, { k, width, d }, most);
  }
  return most;
}

/** Raises `most` to the squares that the memories see in row k. */
function squaresAt(
  rows: Float64Array,
  { k, width, d }: { k: number; width: number; d: number },
  most: Float64Array,
): void {
  if (width === 1) {
    most[0] = Math.max(most[0]!, rowSquare(rows, k, d));
    return;
  }
  for (let i = 0; i < d; i++) most[i] = Math.max(most[i]!, rows[k * d + i]! ** 2);
}
