import { describe, expect, it, test } from "vitest";
import { type IntegroDifferentialMethod, solveIntegroDifferential } from "../../src/ide/index.js";
import {
  coshObjective,
  exponentialKernel,
  inertialModel,
  type Model,
  modelProblem,
  models,
  type NonlocalModelOptions,
  nonlocalModel,
  type Objective,
  powerLawKernel,
  quadraticObjective,
  rosenbrockObjective,
  solve,
  sumOfExponentialsKernel,
} from "../../src/index.js";
import { grid } from "./ide-measure.js";

const quadratic = quadraticObjective();
const rosenbrock = rosenbrockObjective();
const decay = exponentialKernel({ rate: 1 });
const two = sumOfExponentialsKernel({ weights: [1, 2], rates: [1, 3] });

type Case = readonly [
  name: string,
  objective: Objective,
  options: NonlocalModelOptions,
  initial: number[],
  until: number,
];

/** Inertia is asked for by an initial state of twice as many numbers as there are parameters. */
function createModel(objective: Objective, { optimizer, ...options }: NonlocalModelOptions, initial: number[]): Model {
  return initial.length > objective.dimension
    ? inertialModel(objective, options)
    : nonlocalModel(objective, { optimizer, ...options });
}

/** Every optimizer that a model of the registry is for. */
const cases: readonly Case[] = [
  ["AdaGrad", quadratic, { optimizer: "adagrad", lr: 0.1 }, [1], 2],
  ["RMSProp", quadratic, { optimizer: "rmsprop", lr: 0.1, beta2: 0.9 }, [1], 2],
  ["Adam", quadratic, { optimizer: "adam", lr: 0.01 }, [1], 1],
  ["Adam over oscillations", quadratic, { optimizer: "adam", lr: 0.1 }, [1], 10],
  ["Adam on Rosenbrock's function", rosenbrock, { optimizer: "adam", lr: 0.01, beta2: 0.99 }, [-1.2, 1], 0.3],
  ["Adam, norm variant", rosenbrock, { optimizer: "adam", lr: 0.01, beta2: 0.99, norm: true }, [-1.2, 1], 0.3],
  ["Adam with inertia", quadratic, { optimizer: "adam", lr: 0.1 }, [1, 2], 1],
  ["general", quadratic, { optimizer: "general", lr: 0.1, kernel1: decay, kernel2: two }, [1], 2],
  ["general without numerator", coshObjective(), { optimizer: "general", lr: 0.1, kernel2: decay }, [2], 2],
];

interface Roads {
  readonly initial: number[];
  readonly until: number;
  readonly end: number;
  readonly method: IntegroDifferentialMethod;
  readonly tolerance?: number;
}

/** sup |Δy|/(1 + |y|) of the two roads from a model to a solution, on [0, T]; the second one solves up to `end`. */
function difference(model: Model, { initial, until, end, method, tolerance = 1e-8 }: Roads) {
  const times = grid(0, until, 60);
  const { theta, velocity, status, dimension } = solve(model, { initial, until, times });
  const solution = solveIntegroDifferential(modelProblem(model, { initial, until: end }), { method, tolerance });
  const largestUpTo = (last: number) =>
    times.reduce((sup, time, k) => {
      if (time > last) return sup;
      return solution.at(time).reduce((most, value, a) => {
        const other = a < dimension ? theta[k * dimension + a]! : velocity![k * dimension + a - dimension]!;
        return Math.max(most, Math.abs(value - other) / (1 + Math.abs(other)));
      }, sup);
    }, 0);
  return { largest: largestUpTo(until), largestUpTo, statuses: [status, solution.status], history: solution.history };
}

test("every model and every optimizer of the registry is here", () => {
  const withMemory = models.filter(({ name }) => name !== "flow");
  expect(withMemory.map(({ name }) => name)).toEqual(["nonlocal", "inertial"]);
  const solved = new Set(cases.map(([, , { optimizer }]) => optimizer));
  expect(withMemory.flatMap(({ optimizers }) => optimizers).filter((name) => !solved.has(name as never))).toEqual([]);
});

describe("an unshifted model, marched with its realizations", () => {
  it.each(cases)("%s: solve and solveIntegroDifferential agree", (_name, objective, options, initial, until) => {
    const model = createModel(objective, { ...options, shifted: false }, initial);
    // without a numerator memory θ starts like √t: elements at 0 are no shorter than some 1e-17 of the interval, across
    // which θ moves by some 1e-9, and the local tolerance of the second pass is a thousandth of the one asked for
    const tolerance = model.memory.some((term) => term.name === "m") ? 1e-8 : 1e-6;
    const march = { end: until, method: "marching", tolerance } as const;
    const { largest, statuses, history } = difference(model, { initial, until, ...march });
    expect(statuses).toEqual(["completed", "completed"]);
    expect(history).toBe("realization");
    // what the second one is asked for; the first one keeps 1e-10
    expect(largest).toBeLessThan(tolerance);
  });
});

describe("a shifted model, spectrally", () => {
  it.each(cases)("%s: the two agree where the end is 5 steps away", (_name, objective, options, initial, until) => {
    const model = createModel(objective, { ...options, shifted: true }, initial);
    const end = until + 5 * options.lr;
    const { largest, statuses, history } = difference(model, { initial, until, end, method: "spectral" });
    expect(statuses).toEqual(["completed", "completed"]);
    expect(history).toBeNull();
    // 1e-8 is what the second one is asked for; what is cut off at the end fades by a factor of 30 or more a step here
    expect(largest).toBeLessThan(1e-8);
  });

  it.each(cases.slice(0, 3))(
    "%s: they differ next to the end, where the memory is cut off",
    (...[, f, options, initial, until]) => {
      const model = nonlocalModel(f, { ...options, shifted: true });
      const ends = { until, end: until, method: "spectral" } as const;
      const { largest, largestUpTo, statuses } = difference(model, { initial, ...ends });
      expect(statuses).toEqual(["completed", "completed"]);
      expect(largest).toBeGreaterThan(1e-5);
      expect(largestUpTo(until - 5 * options.lr)).toBeLessThan(1e-8);
    },
  );
});

describe("modelProblem", () => {
  it("takes a kernel whose realization only approximates it", () => {
    const options = {
      optimizer: "general",
      lr: 0.1,
      kernel1: decay,
      kernel2: powerLawKernel({ gamma: 0.5 }),
      shifted: false,
    } as const;
    const { largest, statuses } = difference(nonlocalModel(quadratic, options), {
      initial: [1],
      until: 2,
      end: 2,
      method: "marching",
    });
    expect(statuses).toEqual(["completed", "completed"]);
    // both carry the same realization
    expect(largest).toBeLessThan(1e-8);
  });

  it("solves a model without memory, and one with two memories of different sizes", () => {
    const local: Model = {
      stateSize: 1,
      components: { theta: [0, 1] },
      driveSize: 1,
      drive: (y, out) => void out.set([2 * y[0]!]),
      memory: [],
      advance: 0,
      timeScale: 1,
      loss: (y) => y[0]! ** 2,
      field: (_t, _y, drive, _memory, out) => void out.set([-drive[0]!]),
    };
    const solution = solveIntegroDifferential(modelProblem(local, { initial: [3], until: 2 }));
    expect(solution.status).toBe("completed");
    for (const x of grid(0, 2, 40)) expect(Math.abs(solution.at(x)[0]! - 3 * Math.exp(-2 * x))).toBeLessThan(3e-10);

    // y₀' = −∫₀ᵗ y₀, y₁' = −y₁ + ∫₀ᵗ (y₀ + y₁)·e^(−(t−s)) ds − …: only which memory is handed where is looked at
    const seen: number[][] = [];
    const mixed: Model = {
      ...local,
      stateSize: 2,
      components: { theta: [0, 2] },
      driveSize: 2,
      drive: (y, out) => out.set(y),
      memory: [
        { name: "m", kernel: { weight: () => 1 }, size: 2, integrand: (g, out) => out.set(g) },
        {
          name: "v",
          kernel: exponentialKernel({ rate: 1 }),
          size: 1,
          integrand: (g, out) => void out.set([g[0]! + g[1]!]),
        },
      ],
      loss: () => 0,
      field(_t, _y, _drive, [m, v], out) {
        seen.push([m!.length, v!.length]);
        out[0] = -m![0]!;
        out[1] = -4 * m![1]! + 0 * v![0]!;
      },
    };
    const both = solveIntegroDifferential(modelProblem(mixed, { initial: [1, 1], until: 2 }));
    expect(new Set(seen.map(String))).toEqual(new Set(["2,1"]));
    for (const x of grid(0, 2, 40)) {
      expect(Math.abs(both.at(x)[0]! - Math.cos(x))).toBeLessThan(1e-10);
      expect(Math.abs(both.at(x)[1]! - Math.cos(2 * x))).toBeLessThan(1e-10);
    }
  });

  it("refuses what solve refuses", () => {
    const model = nonlocalModel(quadratic, { optimizer: "adam", lr: 0.1 });
    const make = (initial: number[], until: number) => () => modelProblem(model, { initial, until });
    expect(make([1, 2], 1)).toThrow(
      new RangeError("Cannot solve as initial must be of length 1: current value is of length 2"),
    );
    expect(make([Number.NaN], 1)).toThrow(
      new RangeError("Cannot solve as initial[0] must be finite: current value is NaN"),
    );
    expect(make([1], 0)).toThrow(new RangeError("Cannot solve as until must be finite and > 0: current value is 0"));
    expect(make([1], Number.NaN)).toThrow(RangeError);
  });
});
