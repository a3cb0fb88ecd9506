import { describe, expect, it, test } from "vitest";
import { solveIntegroDifferential } from "../../src/ide/index.js";
import { blowUps, problems } from "../../src/ide/problems/index.js";
import { entriesOf, errorOf, gap, grid } from "./ide-measure.js";

describe.each([1e-4, 1e-7])("a tolerance of %d", (tolerance) => {
  const finer = problems.filter((entry) => (entry.tolerance ?? 1e-10) < tolerance);
  it.each(finer.map((entry) => [entry.name, entry] as const))("is kept on %s", (_name, { problem, exact, methods }) => {
    for (const method of methods) {
      const solution = solveIntegroDifferential(problem, { method, tolerance });
      expect([method, solution.status]).toEqual([method, "completed"]);
      const error = errorOf(solution, exact);
      expect(error, method).toBeLessThanOrEqual(tolerance);
      expect(solution.errorEstimate, method).toBeLessThanOrEqual(tolerance);
      // two passes over the same few elements agree better than either is right: only errors that matter need be known
      if (error > 1e-3 * tolerance) expect(solution.errorEstimate, method).toBeGreaterThanOrEqual(0.1 * error);
    }
  });
});

const runs = blowUps.flatMap((entry) =>
  (["auto", "spectral", "relaxation"] as const).map((method) => [entry.name, method, entry] as const),
);

test.each(runs)("%s is seen to blow up by %s, and where", (_name, method, { problem, exact, blowUpAt }) => {
  const solution = solveIntegroDifferential(problem, { method, tolerance: 1e-6 });
  const { status, reached, at, errorEstimate } = solution;
  expect([status, errorEstimate]).toEqual(["diverged", null]);
  // a solution like 1/(b − x) is 1e5 long before it is that near to b, relative to the interval
  expect(Math.abs(reached - blowUpAt)).toBeLessThanOrEqual(1e-5 * (problem.end - problem.start));
  // up to there it is a solution: rounding in x is worth 1/(b − x)² of it, and so is an error of 1e-6 made early on
  for (const x of grid(problem.start, problem.start + 0.9 * (blowUpAt - problem.start), 20)) {
    const size = Math.max(1, ...entriesOf(exact(x)).map(Math.abs));
    expect(gap(at(x), exact(x))).toBeLessThanOrEqual(1e-5 * size);
  }
  expect(() => at(blowUpAt + 1e-5)).toThrow(RangeError);
});
