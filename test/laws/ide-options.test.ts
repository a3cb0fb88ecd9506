import { describe, expect, it, test } from "vitest";
import {
  type IntegroDifferentialOptions,
  type IntegroDifferentialProblem,
  type IterationReport,
  methods,
  solveIntegroDifferential,
} from "../../src/ide/index.js";
import { errorOf } from "./ide-measure.js";

/** y' = −∫₀ˣ y ds, y = cos x: sweeps of relaxation first grow, then contract. */
const cosine: IntegroDifferentialProblem<number> = {
  local: () => 0,
  scale: () => -1,
  kernel: () => 1,
  lower: () => 0,
  upper: (x) => x,
  start: 0,
  end: 4,
  initial: 1,
};

/** y' = 1 − x³/3 + 20(sin x − sin y) + ∫₀ˣ y² ds, y = x: equations that Newton's method needs several steps for. */
const nonlinear: IntegroDifferentialProblem<number> = {
  local: (x, y) => 1 - x ** 3 / 3 + 20 * (Math.sin(x) - Math.sin(y)),
  kernel: () => 1,
  integrand: (y) => y * y,
  lower: () => 0,
  upper: (x) => x,
  start: 0,
  end: 1.5,
  initial: 0,
};

function reportsOf(problem: IntegroDifferentialProblem<number>, options: IntegroDifferentialOptions<number>) {
  const reports: IterationReport[] = [];
  const solution = solveIntegroDifferential(problem, { ...options, onIteration: (report) => reports.push(report) });
  return { solution, reports };
}

describe("smoothing", () => {
  const sweep = (smoothing?: number) =>
    reportsOf(cosine, { method: "relaxation", ...(smoothing !== undefined && { smoothing }) });
  const bare = sweep();
  it.each([0, 0.3, 0.7])("of %d is kept to, and does not change the solution", (smoothing) => {
    const { solution } = sweep(smoothing);
    expect(solution.status).toBe("completed");
    expect(errorOf(solution, Math.cos)).toBeLessThan(1e-10);
    if (smoothing === 0) expect(solution.iterations).toBe(bare.solution.iterations);
    // an error of the start shrinks by the factor at best
    else expect(smoothing ** solution.iterations).toBeLessThan(1e-9);
  });
  it("that is larger takes more sweeps", () => {
    const counts = [0, 0.3, 0.7].map((smoothing) => sweep(smoothing).solution.iterations);
    expect(counts[1]).toBeGreaterThan(counts[0]!);
    expect(counts[2]).toBeGreaterThan(2 * counts[0]!);
  });
  it("mixes the old iterate into the next one", () => {
    // y = 1 + (x/2)·∫₀¹ y: without smoothing sweeps contract by ¼
    const linear = { ...cosine, scale: () => 0.5, upper: () => 1, end: 1 };
    const ratio = (smoothing: number) => {
      const { reports } = reportsOf(linear, { method: "relaxation", smoothing });
      return reports[5]!.change! / reports[4]!.change!;
    };
    expect(ratio(0)).toBeCloseTo(0.25, 3);
    // what the integral does not see shrinks by 0.4
    expect(ratio(0.4)).toBeCloseTo(0.4 + 0.6 * 0.25, 2);
  });
});

describe("maximumIterations", () => {
  it("ends sweeps that have not converged", () => {
    const { solution, reports } = reportsOf(cosine, { method: "relaxation", maximumIterations: 5 });
    expect(solution.status).toBe("not-converged");
    expect([solution.iterations, reports.length]).toEqual([5, 5]);
    expect(solution.errorEstimate).toBeNull();
  });
  it("ends Newton's method", () => {
    for (const method of ["marching", "spectral"] as const) {
      expect(solveIntegroDifferential(nonlinear, { method }).status).toBe("completed");
    }
    // one step is not enough on any mesh
    const uniform = solveIntegroDifferential(nonlinear, { maximumIterations: 1, step: 0.5 });
    expect(uniform.status).toBe("not-converged");
    const spectral = solveIntegroDifferential(nonlinear, { method: "spectral", maximumIterations: 1 });
    if (spectral.status === "completed") expect(errorOf(spectral, (x) => x)).toBeLessThan(1e-10);
    else expect(spectral.status).toBe("not-converged");
  });
});

describe("onIteration", () => {
  it("is told of every sweep", () => {
    const { solution, reports } = reportsOf(cosine, { method: "relaxation" });
    expect(reports.map(({ iteration }) => iteration)).toEqual(reports.map((_, k) => k + 1));
    expect(reports.length).toBe(solution.iterations);
    expect(reports.every(({ change, x }) => change !== null && change >= 0 && x === 4)).toBe(true);
  });
  it("is told of every element, pass by pass", () => {
    const { solution, reports } = reportsOf(cosine, { method: "marching" });
    expect(reports.map(({ iteration }) => iteration)).toEqual(reports.map((_, k) => k + 1));
    const elements = solution.x.length - 1;
    expect(reports.slice(-elements).map(({ x }) => x)).toEqual([...solution.x.subarray(1)]);
    expect(reports.every(({ change }) => change === null)).toBe(true);
  });
  it("is told of every step of Newton's method", () => {
    const { solution, reports } = reportsOf(nonlinear, { method: "spectral" });
    expect(reports.map(({ iteration }) => iteration)).toEqual(reports.map((_, k) => k + 1));
    expect(reports.length).toBe(solution.iterations);
    expect(reports.every(({ change, x }) => change === null && x === 1.5)).toBe(true);
  });
});

describe("errorNorm", () => {
  it("is given two lists of values at the same points, and decides", () => {
    const seen: { previous: readonly number[]; current: readonly number[] }[] = [];
    const norm = (previous: readonly number[], current: readonly number[]) => {
      seen.push({ previous, current });
      return Math.max(...previous.map((value, i) => Math.abs(value - current[i]!)));
    };
    const { solution, reports } = reportsOf(cosine, { method: "relaxation", errorNorm: norm });
    expect(solution.status).toBe("completed");
    expect(errorOf(solution, Math.cos)).toBeLessThan(1e-10);
    expect(seen.length).toBe(solution.iterations);
    for (const { previous, current } of seen) {
      expect(previous.length).toBe(current.length);
      expect(current.every((value) => typeof value === "number")).toBe(true);
    }
    reports.forEach(({ change }, k) => {
      const { previous, current } = seen[k]!;
      expect(change).toBe(Math.max(...previous.map((value, i) => Math.abs(value - current[i]!))));
    });
    // sweeps on a grid end with the first distance that the tolerance allows
    expect(reports.at(-1)!.change).toBeLessThanOrEqual(1e-10);
  });
  it("that is never satisfied keeps sweeping to the end", () => {
    const options = { method: "relaxation", errorNorm: () => 1, maximumIterations: 50 } as const;
    expect(solveIntegroDifferential(cosine, options)).toMatchObject({ status: "not-converged", iterations: 50 });
  });
  it("sees complex numbers and arrays as they are", () => {
    const kinds = new Set<string>();
    const { lower, upper, start, end } = cosine;
    solveIntegroDifferential(
      { lower, upper, start, end, local: () => [0], scale: () => -1, kernel: () => 1, initial: [{ re: 1, im: 0 }] },
      {
        method: "relaxation",
        maximumIterations: 5,
        errorNorm(previous, current) {
          kinds.add(JSON.stringify(Object.keys(current[0]![0]!)));
          return Math.abs(previous[0]![0]!.re - current[0]![0]!.re);
        },
      },
    );
    expect([...kinds]).toEqual(['["re","im"]']);
  });
  it.each([Number.NaN, -1, undefined])("that returns %s is refused", (value) => {
    const errorNorm = () => value as number;
    expect(() => solveIntegroDifferential(cosine, { method: "relaxation", errorNorm })).toThrow(
      `the value of errorNorm must be >= 0: current value is ${value}`,
    );
  });
});

describe("isCancelled", () => {
  it.each(methods)("before anything is solved leaves the start, by %s", (method) => {
    const solution = solveIntegroDifferential(cosine, { method, isCancelled: () => true });
    expect(solution).toMatchObject({ status: "interrupted", errorEstimate: null });
    expect(solution.at(0)).toBe(1);
    expect(solution.y[0]).toBe(1);
    expect([...solution.x]).toEqual([0]);
    expect(() => solution.at(solution.reached + 1e-9)).toThrow(RangeError);
  });
  it("later keeps the elements that there are, by marching", () => {
    let polls = 0;
    const solution = solveIntegroDifferential(cosine, { isCancelled: () => ++polls > 3 });
    expect(solution).toMatchObject({ status: "interrupted", errorEstimate: null });
    expect(solution.x.length).toBe(4);
    expect(solution.reached).toBe(solution.x[3]);
    expect(solution.reached).toBeLessThan(4);
    // three elements of the first pass, which aims at a tenth of the tolerance an element
    expect(errorOf(solution, Math.cos)).toBeLessThan(1e-10);
  });
  it("in the second pass keeps the first one, by marching", () => {
    const { solution: whole, reports } = reportsOf(cosine, { method: "marching" });
    const most = reports.length - 1;
    let polls = 0;
    const solution = solveIntegroDifferential(cosine, { isCancelled: () => ++polls > most });
    expect(solution).toMatchObject({ status: "interrupted", reached: 4, errorEstimate: null });
    expect(solution.x.length).toBeLessThan(whole.x.length);
    expect(errorOf(solution, Math.cos)).toBeLessThan(1e-9);
  });
  it.each(["spectral", "relaxation"] as const)("later ends the run, by %s", (method) => {
    let [polls, after] = [0, 0];
    const isCancelled = () => {
      if (polls >= 2) after++;
      return ++polls > 2;
    };
    const solution = solveIntegroDifferential(nonlinear, { method, isCancelled });
    expect(solution.at(0)).toBe(0);
    // whoever polls less often is done before
    if (solution.status === "completed") expect(after).toBe(0);
    else expect(solution).toMatchObject({ status: "interrupted", errorEstimate: null });
  });
  it("that never says so changes nothing", () => {
    for (const method of methods) {
      const [first, second] = [{}, { isCancelled: () => false }].map((more) =>
        solveIntegroDifferential(nonlinear, { method, ...more }),
      );
      expect(second!.y).toEqual(first!.y);
    }
  });
});

describe("what is no option", () => {
  const wrong: readonly (readonly [options: object, sentence: string])[] = [
    [{ method: "euler" }, "method must be auto, marching or spectral or relaxation: current value is euler"],
    [{ tolerance: 0 }, "tolerance must be from 1e-13 to 0.1: current value is 0"],
    [{ tolerance: 0.5 }, "tolerance must be from 1e-13 to 0.1: current value is 0.5"],
    [{ tolerance: Number.NaN }, "tolerance must be from 1e-13 to 0.1: current value is NaN"],
    [{ step: 0 }, "step must be finite and > 0: current value is 0"],
    [{ step: Number.NaN }, "step must be finite and > 0: current value is NaN"],
    [{ step: Number.POSITIVE_INFINITY }, "step must be finite and > 0: current value is Infinity"],
    [{ stages: 1 }, "stages must be an integer from 2 to 12: current value is 1"],
    [{ stages: 2.5 }, "stages must be an integer from 2 to 12: current value is 2.5"],
    [{ stages: 13 }, "stages must be an integer from 2 to 12: current value is 13"],
    [{ method: "relaxation", smoothing: 1 }, "smoothing must be in [0, 1): current value is 1"],
    [{ method: "relaxation", smoothing: -0.1 }, "smoothing must be in [0, 1): current value is -0.1"],
    [{ method: "relaxation", smoothing: Number.NaN }, "smoothing must be in [0, 1): current value is NaN"],
    [{ maximumIterations: 0 }, "maximumIterations must be an integer >= 1: current value is 0"],
    [{ maximumIterations: 1.5 }, "maximumIterations must be an integer >= 1: current value is 1.5"],
    [{ smoothing: 0.5 }, "smoothing must be left out where the method is marching"],
    [{ errorNorm: () => 0 }, "errorNorm must be left out where the method is marching"],
    [{ method: "spectral", step: 1 }, "step must be left out where the method is spectral"],
    [{ method: "relaxation", stages: 4 }, "stages must be left out where the method is relaxation"],
  ];
  it.each(wrong)("%o is refused", (options, sentence) => {
    const solve = () => solveIntegroDifferential(cosine, options as IntegroDifferentialOptions<number>);
    expect(solve).toThrow(RangeError);
    expect(solve).toThrow(`Cannot solve as ${sentence}`);
  });
});

test("a method is chosen by the limits", () => {
  expect(solveIntegroDifferential(cosine).method).toBe("marching");
  expect(solveIntegroDifferential({ ...cosine, upper: () => 4, scale: () => 0.01 }).method).toBe("spectral");
});
