import { describe, expect, it } from "vitest";
import {
  coshObjective,
  createOptimizer,
  customKernel,
  doubleWellObjective,
  exponentialKernel,
  type NonlocalModelOptions,
  nonlocalModel,
  type Objective,
  powerLawKernel,
  quadraticObjective,
  randomQuadraticObjective,
  rosenbrockObjective,
  run,
  sample,
  solve,
  solveReference,
  type Trajectory,
} from "../../src/index.js";

const quadratic = quadraticObjective();
const doubleWell = doubleWellObjective();

const cases: [name: string, objective: Objective, options: NonlocalModelOptions, theta0: number[], until: number][] = [
  ["AdaGrad", quadratic, { optimizer: "adagrad", lr: 0.1 }, [1], 15],
  ["RMSProp", quadratic, { optimizer: "rmsprop", lr: 0.1, beta2: 0.9 }, [1], 3],
  ["RMSProp with a memory of one step", quadratic, { optimizer: "rmsprop", lr: 0.01, beta2: 0 }, [1], 6],
  ["RMSProp with a long memory", quadratic, { optimizer: "rmsprop", lr: 0.01, beta2: 0.9 }, [1], 6],
  ["Adam", quadratic, { optimizer: "adam", lr: 0.01 }, [1], 10],
  ["Adam that slides at the minimum", quadratic, { optimizer: "adam", lr: 0.01, beta1: 0.5, beta2: 0.5 }, [1], 6],
  ["Adam on the double well", doubleWell, { optimizer: "adam", lr: 0.1 }, [0.1], 10],
  ["Adam on Rosenbrock's function", rosenbrockObjective(), { optimizer: "adam", lr: 0.01, beta2: 0.99 }, [-1.2, 1], 5],
  ["Adam, norm variant", rosenbrockObjective(), { optimizer: "adam", lr: 0.01, beta2: 0.99, norm: true }, [-1.2, 1], 2],
  ["AdaGrad on cosh", coshObjective(), { optimizer: "adagrad", lr: 0.2 }, [2], 5],
  [
    "RMSProp that reaches the minimum within a step",
    doubleWell,
    { optimizer: "rmsprop", lr: 0.1, beta2: 0.999, epsilon: 0 },
    [0.1],
    6,
  ],
  ["unshifted AdaGrad", quadratic, { optimizer: "adagrad", lr: 0.1, shifted: false }, [1], 15],
  ["unshifted RMSProp", quadratic, { optimizer: "rmsprop", lr: 0.1, beta2: 0.9, shifted: false }, [1], 3],
  ["unshifted Adam", quadratic, { optimizer: "adam", lr: 0.01, shifted: false }, [1], 10],
  [
    "a general model with a power-law memory",
    quadratic,
    { optimizer: "general", lr: 0.1, kernel1: exponentialKernel({ rate: 1 }), kernel2: powerLawKernel({ gamma: 0.5 }) },
    [1],
    2,
  ],
];

/** (x − 1)² + (y − 3)². */
const separable: Objective = {
  dimension: 2,
  value: (p) => (p[0]! - 1) ** 2 + (p[1]! - 3) ** 2,
  gradient: (p, out) => {
    out[0] = 2 * (p[0]! - 1);
    out[1] = 2 * (p[1]! - 3);
  },
};

const grid = (until: number, count: number) => Float64Array.from({ length: count + 1 }, (_, k) => (until * k) / count);

/** sup |Δ|/(1 + |value|) over all entries. */
function supDistance(a: Float64Array, b: Float64Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!) / (1 + Math.abs(value))), 0);
}

describe.each(cases)("%s", (_, objective, options, theta0, until) => {
  const model = nonlocalModel(objective, options);
  const times = grid(until, 50);
  const solution = solve(model, { initial: theta0, until, times });

  it("is solved to its tolerance, and says so", () => {
    expect(solution.status).toBe("completed");
    expect(solution.solver.errorEstimate).toBeLessThanOrEqual(1e-10);
    // other elements of another order, a tighter tolerance, a farther horizon
    const other = solve(model, { initial: theta0, until, times, stages: 11, tolerance: 1e-11 });
    expect(supDistance(solution.theta, other.theta)).toBeLessThan(1e-10);
    const largest = Math.max(...other.v!);
    expect(solution.v!.every((v, i) => Math.abs(v - other.v![i]!) <= 1e-9 * largest)).toBe(true);
  });

  it("starts at the initial value with empty memories", () => {
    expect([...solution.theta.slice(0, theta0.length)]).toEqual(theta0);
    expect(solution.v![0]).toBe(0);
  });

  it("survives a structured clone with its buffers transferred", () => {
    const copy: Trajectory = structuredClone(solution);
    const moved = structuredClone(copy, { transfer: [copy.theta.buffer, copy.times.buffer] as ArrayBuffer[] });
    expect(moved.theta).toEqual(solution.theta);
    expect(sample(moved, until / 3)).toEqual(sample(solution, until / 3));
  });
});

describe("the order of the fast solver", () => {
  // a long memory and small steps, so that elements are long against the learning rate and errors far above rounding
  const model = nonlocalModel(doubleWell, { optimizer: "adam", lr: 0.001, beta1: 0.998, beta2: 0.999 });
  const options = { initial: [0.3], until: 3, times: grid(3, 300), tolerance: 1e-13 };
  const exact = solve(model, { ...options, stages: 11 });
  const error = (step: number, stages: number) =>
    supDistance(solve(model, { ...options, step, stages }).theta, exact.theta);
  it.each([3, 4, 5, 6])("is its declared one with %i stages", (stages) => {
    const declared = solve(model, { ...options, step: 0.1, stages }).solver.order!;
    expect(declared).toBe(stages + 1);
    expect(Math.abs(Math.log2(error(0.09375, stages) / error(0.046875, stages)) - declared)).toBeLessThan(0.2);
  });
  it("is above 8 with the 8 stages that are the default, as far as rounding lets it show", () => {
    expect(Math.log2(error(0.1875, 8) / error(0.09375, 8))).toBeGreaterThan(8);
    expect(error(0.046875, 8)).toBeLessThan(1e-12);
  });
});

describe("exact solutions", () => {
  it("AdaGrad's invariant 2α(√G(t) − √G(0)) = f(θ0) − f(θ(t)) holds to 1e-9 for every objective", () => {
    for (const [objective, theta0] of [
      [quadratic, [1]],
      [doubleWell, [0.1]],
      [coshObjective(), [2]],
      [randomQuadraticObjective(4, 3), [1, -1, 0.5, 2]],
    ] as const) {
      const options = { optimizer: "adagrad", lr: 0.1, epsilon: 0, shifted: false, norm: true } as const;
      const { v, loss } = solve(nonlocalModel(objective, options), { initial: theta0, until: 5, times: grid(5, 20) });
      for (let k = 0; k <= 20; k++) {
        expect(Math.abs(2 * 0.1 * Math.sqrt(v![k]!) - (loss[0]! - loss[k]!))).toBeLessThan(1e-9 * (1 + loss[0]!));
      }
    }
  });

  it("AdaGrad on (θ − 4)² is Lambert's function", () => {
    const lr = 0.1;
    const times = grid(15, 30);
    const model = nonlocalModel(quadratic, { optimizer: "adagrad", lr, epsilon: 0, shifted: false });
    const { theta, v } = solve(model, { initial: [1], until: 15, times });
    for (let k = 1; k < times.length; k++) {
      // w = −W₀(−e^(−1−x)): the root in (0, 1) of w − ln w = 1 + x, by Newton's method on ln w
      const x = (8 * lr * times[k]!) / 9;
      let u = -1 - x;
      for (let round = 0; round < 60; round++) u -= (Math.exp(u) - u - 1 - x) / (Math.exp(u) - 1);
      const w = Math.exp(u);
      expect(Math.abs(theta[k]! - (4 - 3 * Math.sqrt(w)))).toBeLessThan(1e-9);
      expect(Math.abs(v![k]! / ((9 * (1 - w)) / (2 * lr)) ** 2 - 1)).toBeLessThan(1e-8);
    }
  });

  it("a start on a critical point stays there, also with 0/0", () => {
    for (const optimizer of ["adagrad", "rmsprop", "adam"] as const) {
      for (const [shifted, epsilon] of [
        [true, 1e-8],
        [true, 0],
        [false, 1e-8],
        [false, 0],
      ] as const) {
        const model = nonlocalModel(doubleWell, { optimizer, lr: 0.1, shifted, epsilon });
        const { theta, status } = solve(model, { initial: [0], until: 3, times: grid(3, 5) });
        expect([status, ...theta]).toEqual(["completed", 0, 0, 0, 0, 0, 0]);
      }
    }
  });
});

describe("0/0 is 0", () => {
  it.each(["adagrad", "rmsprop", "adam"] as const)(
    "a coordinate at its minimum stays there exactly: %s",
    (optimizer) => {
      for (const shifted of [true, false]) {
        const model = nonlocalModel(separable, { optimizer, lr: 0.1, epsilon: 0, shifted });
        const { theta, status } = solve(model, { initial: [4, 3], until: 1, times: grid(1, 4) });
        expect(status).toBe("completed");
        expect([1, 3, 5, 7, 9].map((k) => theta[k])).toEqual([3, 3, 3, 3, 3]);
        expect(theta[8]).toBeLessThan(4);
      }
    },
  );
});

describe("the error estimate", () => {
  it.each([1e-4, 1e-6, 1e-8])("is about the error, and both keep to the tolerance %d", (tolerance) => {
    for (const [, objective, options, theta0, until] of cases) {
      const model = nonlocalModel(objective, options);
      const run = { initial: theta0, until, times: grid(until, 100) };
      const result = solve(model, { ...run, tolerance });
      expect(result.status).toBe("completed");
      const error = supDistance(result.theta, solve(model, run).theta);
      expect(error).toBeLessThan(tolerance);
      // an estimate, not a bound; the 1e-10 is what the solution it is compared with is known to
      expect(error).toBeLessThan(3 * result.solver.errorEstimate! + 1e-10);
    }
  });

  it.each(["adagrad", "rmsprop"] as const)(
    "bounds the error of a uniform mesh also at the √t start of %s",
    (optimizer) => {
      const model = nonlocalModel(quadratic, { optimizer, lr: 0.1, beta2: 0.9, shifted: false });
      const options = { initial: [1], until: 2, times: grid(2, 200) };
      const exact = solve(model, options);
      for (const step of [0.1, 0.01]) {
        const uniform = solve(model, { ...options, step });
        const error = supDistance(uniform.theta, exact.theta);
        expect(uniform.solver.errorEstimate).toBeGreaterThan(error);
        expect(uniform.solver.errorEstimate).toBeLessThan(10 * error);
      }
    },
  );
});

describe("symmetry and limits", () => {
  it("θ(−θ0) = −θ(θ0) on an even objective", () => {
    const model = nonlocalModel(doubleWell, { optimizer: "adam", lr: 0.1 });
    const options = { until: 10, times: grid(10, 100) };
    const right = solve(model, { ...options, initial: [0.1] });
    const left = solve(model, { ...options, initial: [-0.1] });
    expect(
      supDistance(
        right.theta,
        left.theta.map((x) => -x),
      ),
    ).toBeLessThan(1e-11);
  });

  it.each(["adagrad", "rmsprop", "adam"] as const)("discrete %s tends to its equation as lr → 0", (name) => {
    // the β's follow the learning rate, so that the memories stay as they are
    const gaps = [0.02, 0.01, 0.005].map((lr) => {
      const betas = { beta1: 1 - 2 * lr, beta2: 1 - lr };
      const settings = name === "adam" ? { lr, ...betas } : name === "rmsprop" ? { lr, beta2: betas.beta2 } : { lr };
      const discrete = run(doubleWell, createOptimizer(name, settings), { theta0: [0.1], steps: Math.round(1 / lr) });
      const model = nonlocalModel(doubleWell, { optimizer: name, ...settings });
      const continuous = solve(model, { initial: [0.1], until: 1.0001, times: discrete.times });
      return supDistance(discrete.theta, continuous.theta);
    });
    // RMSProp from v = 0 starts like √t: order ½, a factor of 0.71 in the limit
    expect(gaps[2]!).toBeLessThan(0.8 * gaps[1]!);
    expect(gaps[1]!).toBeLessThan(0.8 * gaps[0]!);
  });

  it.each(["adagrad", "rmsprop", "adam"] as const)(
    "the reference solver tends to the same solution: %s",
    (optimizer) => {
      const model = nonlocalModel(quadratic, { optimizer, lr: 0.1, beta1: 0.8, beta2: 0.9 });
      const times = grid(1, 5);
      const fast = solve(model, { initial: [1], until: 1, times });
      const errors = [0.05, 0.025, 0.0125].map((step) => {
        const reference = solveReference(model, {
          initial: [1],
          until: 1,
          times,
          step,
          tolerance: 1e-9,
          quadratureNodes: 200,
        });
        return supDistance(reference.theta, fast.theta);
      });
      // explicit Euler, order 1
      expect(errors[2]! / errors[0]!).toBeLessThan(0.35);
      expect(errors[2]!).toBeLessThan(0.02);
    },
  );
});

describe("what cannot be solved is said", () => {
  const model = nonlocalModel(quadratic, { optimizer: "adam", lr: 0.1 });
  it("an objective that overflows diverges, and everything up to there is kept", () => {
    const falling: Objective = {
      dimension: 1,
      value: (x) => -Math.exp(x[0]!),
      gradient: (x, out) => {
        out[0] = -Math.exp(x[0]!);
      },
    };
    const times = grid(1000, 1000);
    const result = solve(nonlocalModel(falling, { optimizer: "adam", lr: 0.1 }), { initial: [1], until: 1000, times });
    expect(result.status).toBe("diverged");
    expect(result.event!.time).toBeGreaterThan(0);
    expect(result.event!.size).toBeGreaterThan(1);
    expect(result.times.length).toBeLessThan(1000);
    expect(result.theta.every(Number.isFinite)).toBe(true);
  });
  it("a run that is cancelled keeps what it has", () => {
    let polls = 0;
    const result = solve(model, { initial: [1], until: 10, isCancelled: () => ++polls > 5 });
    expect(result.status).toBe("interrupted");
    expect(result.theta[0]).toBe(1);
  });
  it("a kernel without realization is for the reference solver", () => {
    const kernel2 = customKernel({ weight: (age) => 1 / (1 + age) ** 2 });
    const general = nonlocalModel(quadratic, { optimizer: "general", lr: 0.1, kernel2 });
    expect(() => solve(general, { initial: [1], until: 1 })).toThrow("the kernel of v must have a realization");
    expect(solveReference(general, { initial: [1], until: 1, quadratureNodes: 100 }).status).toBe("completed");
  });
  it.each([
    ["initial", { initial: [1, 2], until: 1 }],
    ["initial[0]", { initial: [Number.NaN], until: 1 }],
    ["until", { initial: [1], until: 0 }],
    ["until", { initial: [1], until: Number.NaN }],
    ["times[1]", { initial: [1], until: 1, times: [0, 2] }],
    ["tolerance", { initial: [1], until: 1, tolerance: 1e-16 }],
    ["step", { initial: [1], until: 1, step: Number.NaN }],
    ["step", { initial: [1], until: 1, step: 1e-9 }],
    ["stages", { initial: [1], until: 1, stages: 1 }],
  ])("%s out of its range is refused", (name, options) => {
    expect(() => solve(model, options)).toThrow(`Cannot solve as ${name} must be`);
  });
});
