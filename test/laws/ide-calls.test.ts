import { describe, expect, it, test } from "vitest";
import {
  type IntegroDifferentialProblem,
  type IntegroDifferentialSolution,
  solveIntegroDifferential,
  type Value,
} from "../../src/ide/index.js";
import { type ProblemEntry, problems } from "../../src/ide/problems/index.js";
import type { Kernel } from "../../src/kernels/index.js";
import { entriesOf, gap, grid } from "./ide-measure.js";

type Problem = IntegroDifferentialProblem<Value>;

/** Where the functions of a problem were called, as far as that was wrong. */
interface Recorder {
  readonly problem: Problem;
  readonly calls: () => number;
  readonly wrong: readonly string[];
}

/** A problem that notes every call outside [start, end], and of a kernel outside its limits. */
function record(problem: Problem): Recorder {
  const { start, end, lower, upper, kernel, nonlinearKernel, local, scale, field } = problem;
  const wrong: string[] = [];
  let calls = 0;
  const at = (name: string, x: number) => {
    calls++;
    if (!(x >= start && x <= end)) wrong.push(`${name} at ${x}`);
  };
  const between = (name: string, x: number, s: number) => {
    at(name, x);
    const [from, to] = [Math.min(lower(x), upper(x)), Math.max(lower(x), upper(x))];
    if (!(s > from && s < to)) wrong.push(`${name} at x = ${x}, s = ${s}, limits ${from}, ${to}`);
  };
  const weigh = (one: Kernel): Kernel => ({
    ...one,
    weight(age) {
      calls++;
      if (!(age > 0 && age <= end - start)) wrong.push(`weight at age ${age}`);
      return one.weight(age);
    },
  });
  const recordKernel = (): Problem["kernel"] => {
    if (typeof kernel === "function") {
      return (x, s) => {
        between("kernel", x, s);
        return kernel(x, s);
      };
    }
    return Array.isArray(kernel) ? kernel.map(weigh) : weigh(kernel as Kernel);
  };
  const recorded: Problem = {
    ...problem,
    lower(x) {
      at("lower", x);
      return lower(x);
    },
    upper(x) {
      at("upper", x);
      return upper(x);
    },
    ...(kernel && { kernel: recordKernel() }),
    ...(nonlinearKernel && {
      nonlinearKernel(x: number, s: number, y: never) {
        between("nonlinearKernel", x, s);
        return nonlinearKernel(x, s, y);
      },
    }),
    ...(local && {
      local(x: number, y: never) {
        at("local", x);
        return local(x, y);
      },
    }),
    ...(scale && {
      scale(x: number) {
        at("scale", x);
        return scale(x);
      },
    }),
    ...(field && {
      field(x: number, y: never, integral: unknown) {
        at("field", x);
        return field(x, y, integral);
      },
    }),
  } as Problem;
  return { problem: recorded, wrong, calls: () => calls };
}

/** What of a solution can be compared. */
function dataOf<Y>({ at: _at, ...data }: IntegroDifferentialSolution<Y>) {
  return data;
}

const runs = problems.flatMap((entry) => entry.methods.map((method) => [entry.name, method, entry] as const));

describe("every listed run", () => {
  it.each(runs)(
    "%s by %s calls functions inside their limits only, and gives the same bytes again",
    (_name, method, entry) => {
      const options = { method, tolerance: 1e-4 };
      const first = solveIntegroDifferential(entry.problem, options);
      const { problem, wrong, calls } = record(entry.problem);
      const second = solveIntegroDifferential(problem, options);
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(calls()).toBeGreaterThan(0);
      expect(dataOf(second)).toEqual(dataOf(first));
      for (const x of grid(problem.start, problem.end, 50)) expect(second.at(x)).toEqual(first.at(x));
    },
  );

  it.each(runs)("%s by %s reads the same everywhere it can be read", (_name, method, { problem, exact }) => {
    const { x, y, at, reached } = solveIntegroDifferential(problem, { method, tolerance: 1e-4 });
    const { start, end, initial } = problem;
    expect(x.length).toBe(y.length);
    expect(gap(y[0], initial)).toBe(0);
    const size = Math.max(1, ...y.flatMap(entriesOf).map(Math.abs));
    const near = 1e-9 * (end - start);
    x.forEach((place, e) => {
      expect(at(place)).toEqual(y[e]);
      if (e === 0 || e === x.length - 1) return;
      if (place - near <= x[e - 1]! || place + near >= x[e + 1]!) return;
      // across an end of an element the solution moves as the exact one does; polynomials there round to some 1e-13
      const moved = gap(at(place - near), at(place + near));
      expect(moved).toBeLessThanOrEqual(2 * gap(exact(place - near), exact(place + near)) + 1e-11 * size);
    });
    for (const outside of [start - 1e-9, reached + 1e-9, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => at(outside)).toThrow(
        new RangeError(
          `Cannot read the solution as x must be from ${start} to ${reached}: current value is ${outside}`,
        ),
      );
    }
  });
});

test("the recorder would see calls outside", () => {
  const { problem } = problems[0] as ProblemEntry;
  const { problem: recorded, wrong } = record(problem);
  recorded.lower(problem.end + 1);
  (recorded.kernel as (x: number, s: number) => unknown)(problem.end, problem.end);
  expect(wrong.length).toBe(2);
});
