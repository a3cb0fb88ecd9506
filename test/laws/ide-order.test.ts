import { describe, expect, it } from "vitest";
import { solveIntegroDifferential } from "../../src/ide/index.js";
import { type ProblemEntry, problems } from "../../src/ide/problems/index.js";
import { errorOf } from "./ide-measure.js";

/** Smooth problems, how marching takes their integrals, and where they end, if earlier: over many periods errors at the ends
 * of elements, which are of order 2·stages − 1, take long to fall behind those inside. */
const cases: readonly (readonly [name: string, history: string, end?: number])[] = [
  ["no-integral-equal-limits", "direct"],
  ["system-sine-cosine", "direct"],
  ["system-rotation-kernel", "direct"],
  ["reversed-causal-limits", "direct"],
  ["complex-modulus", "direct", 1],
  ["volterra-moment-kernel", "direct"],
  ["volterra-exponential-square", "direct"],
  ["field-saturating", "direct"],
  ["kernel-cosine", "convolution", 3],
  ["exponential-memory-kernel", "realization"],
  ["kernel-cosine-realized", "realization", 3],
  ["kernel-for-each-component", "realization"],
];

/** Errors below this are rounding, relative to max(1, sup |y|). */
const ROUNDING = 2e-13;

interface Observed {
  readonly order: number | null;
  readonly history: string | null;
  readonly slopes: readonly number[];
  /** `errorEstimate / error` at the last slope. */
  readonly honesty: number;
}

/** Halves the elements until three slopes in a row agree to 0.05, or until errors are rounding; the last one is the order. */
function observe({ problem, exact }: ProblemEntry, stages: number): Observed {
  const slopes: number[] = [];
  let observed: Observed = { order: null, history: null, slopes, honesty: 0 };
  let before = Number.NaN;
  for (let count = 2; count <= 128; count *= 2) {
    const step = (problem.end - problem.start) / count;
    // Newton's method is solved to rounding, so that the mesh alone makes the error
    const solution = solveIntegroDifferential(problem, { step, stages, tolerance: 1e-13 });
    const { order, history, errorEstimate, status, x } = solution;
    // long elements may have equations that Newton's method cannot solve
    if (status !== "completed") continue;
    expect(x.length).toBe(count + 1);
    const error = errorOf(solution, exact);
    if (error < ROUNDING) break;
    const slope = Math.log2(before / error);
    before = error;
    if (Number.isNaN(slope)) continue;
    observed = { order, history, slopes, honesty: errorEstimate! / error };
    slopes.push(slope);
    const last = slopes.slice(-3);
    if (last.length === 3 && Math.max(...last) - Math.min(...last) < 0.05) break;
  }
  return observed;
}

describe.each(cases.map(([name, history, end]) => ({ name, history, end })))(
  "$name on uniform meshes",
  ({ name, history, end }) => {
    const found = problems.find((one) => one.name === name)!;
    const entry: ProblemEntry = { ...found, problem: { ...found.problem, end: end ?? found.problem.end } };
    it.each([2, 3, 4, 5])("with %i stages has the order that it claims, everywhere", (stages) => {
      const observed = observe(entry, stages);
      expect(observed).toMatchObject({ order: stages + 1, history });
      expect(observed.slopes.length).toBeGreaterThan(1);
      expect(Math.abs(observed.slopes.at(-1)! - (stages + 1)), String(observed.slopes)).toBeLessThanOrEqual(0.2);
      // elements of twice the length are 2^order − 1 times as far off; where errors oscillate, less
      expect(observed.honesty).toBeGreaterThan(1);
    });
  },
);
