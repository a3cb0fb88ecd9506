import { describe, expect, it } from "vitest";
import {
  methods as allMethods,
  type IntegroDifferentialMethod,
  solveIntegroDifferential,
} from "../../src/ide/index.js";
import { type ProblemEntry, problems } from "../../src/ide/problems/index.js";
import { errorOf } from "./ide-measure.js";

const toleranceOf = ({ tolerance = 1e-10 }: ProblemEntry) => tolerance;
const runsOf = (select: (entry: ProblemEntry) => readonly IntegroDifferentialMethod[]) =>
  problems.flatMap((entry) => select(entry).map((method) => [entry.name, method, entry] as const));
const listed = runsOf(({ methods }) => methods);
const unlisted = runsOf(({ methods }) => allMethods.filter((method) => !methods.includes(method)));

describe("what the registry says is solved", () => {
  it.each(listed)("%s by %s, to its tolerance, and the estimate says so", (_name, method, entry) => {
    const tolerance = toleranceOf(entry);
    const solution = solveIntegroDifferential(entry.problem, { method, tolerance });
    expect(solution.status).toBe("completed");
    expect(solution.method).toBe(method);
    expect(solution.reached).toBe(entry.problem.end);
    expect(solution.x[0]).toBe(entry.problem.start);
    const error = errorOf(solution, entry.exact);
    expect(error).toBeLessThanOrEqual(tolerance);
    expect(solution.errorEstimate).toBeLessThanOrEqual(tolerance);
    // two solutions that agree to 1e-12 differ by rounding of the exact solution and of the integrals
    if (error > 1e-12) expect(solution.errorEstimate).toBeGreaterThanOrEqual(0.1 * error);
  });
});

describe("what the registry does not say is solved", () => {
  it.each(unlisted)(
    "%s by %s is refused, or ends with its status, never with a wrong answer",
    (_name, method, entry) => {
      const tolerance = toleranceOf(entry);
      const { problem, exact } = entry;
      // relaxation may sweep as long as it likes, and so fail slowly; here 300 sweeps are enough to see how it ends
      const sweeps = method === "relaxation" ? { maximumIterations: 300 } : {};
      const solve = () => solveIntegroDifferential(problem, { method, tolerance, ...sweeps });
      if (problem.singularity !== undefined) {
        expect(solve).toThrow(`Cannot solve as method must be marching where there is a singularity`);
        return;
      }
      if (method === "marching") {
        expect(solve).toThrow("Cannot solve as method must be spectral or relaxation where a limit is ahead of x");
        return;
      }
      const solution = solve();
      if (solution.status === "completed") {
        expect(errorOf(solution, exact)).toBeLessThanOrEqual(100 * tolerance);
      } else {
        // these solutions exist up to the end
        expect(solution.status).toBe("not-converged");
        expect(solution.errorEstimate === null || solution.errorEstimate > tolerance).toBe(true);
      }
    },
  );
});
