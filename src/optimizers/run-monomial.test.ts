import { describe, expect, test } from "vitest";
import { createRandom } from "../numeric/index.js";
import { type Objective, powerObjective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import {
  canRunMonomial,
  createOptimizer,
  type MonomialOptimizer,
  monomialOptimizers,
  type RunMonomialOptions,
  run,
  runMonomial,
} from "./index.js";

const quartic = powerObjective(4).monomial!;
const adam = { optimizer: "adam", lr: 1e-3, beta1: 0.9, beta2: 0.93, epsilon: 0, theta0: 1, steps: 2000 } as const;

/** Options of which every optimizer takes what it knows. */
function known(optimizer: MonomialOptimizer, { lr, beta1, beta2, epsilon }: RunMonomialOptions) {
  if (optimizer === "adam") return { lr, beta1, beta2, epsilon };
  return optimizer === "rmsprop" ? { lr, beta2, epsilon } : { lr, epsilon };
}

/** Rows up to the first in which a double may be near the end of its range: 2⁻¹⁰⁰⁰ leaves room for factors like 1 − β2. */
function soundRows({ theta, m, v }: Trajectory, exponent: number): number {
  const isSound = (_: number, row: number) =>
    Math.abs(theta[row]!) ** (2 * exponent - 2) > 2 ** -1000 &&
    (row === 0 || (v![row]! > 2 ** -1000 && (!m || Math.abs(m[row]!) > 2 ** -1000)));
  const end = theta.findIndex((value, row) => !isSound(value, row));
  return end < 0 ? theta.length : end;
}

describe("where nothing underflows a run is that of `run`, bit for bit", () => {
  const random = createRandom(1);
  const pick = (values: readonly number[]) => values[Math.floor(random.uniform() * values.length)]!;
  const cases = monomialOptimizers.flatMap((optimizer) =>
    [2, 4, 6, 10, 98, 1000].flatMap((exponent) =>
      [0, 1e-15, 1e-8, 0.1].map((epsilon) => ({
        optimizer,
        exponent,
        options: {
          optimizer,
          lr: 10 ** (-4 * random.uniform()),
          beta1: pick([0, 0.5, 0.9, 0.99]),
          beta2: pick([0.05, 0.9, 0.99, 0.999]),
          epsilon,
          // large powers of what is beyond ±1 overflow
          theta0: (exponent > 10 ? 1.9 : 4) * (random.uniform() - 0.5),
          steps: 400,
        },
      })),
    ),
  );
  test.each(cases)("$optimizer on x^$exponent at ε = $options.epsilon", ({ optimizer, exponent, options }) => {
    const objective = powerObjective(exponent);
    const plain = run(objective, createOptimizer(optimizer, known(optimizer, options)), {
      theta0: [options.theta0],
      steps: options.steps,
    });
    const carried = runMonomial(objective.monomial!, options);
    const rows = soundRows(plain, exponent);
    const { theta, m, v, loss } = carried;
    expect(theta.slice(0, rows)).toEqual(plain.theta.slice(0, rows));
    expect(v!.slice(0, rows)).toEqual(plain.v!.slice(0, rows));
    expect(m?.slice(0, rows)).toEqual(plain.m?.slice(0, rows));
    expect(loss.slice(0, rows)).toEqual(plain.loss.slice(0, rows));
    if (rows === plain.times.length) {
      expect({ ...carried, theta, loss, logLoss: undefined }).toEqual({ ...plain, logLoss: undefined });
    }
  });
});

describe("units: whole powers of two move through a run without a trace, far beyond the range of doubles", () => {
  // v is about 2^(−6·330), g far below 2^−1074
  const shift = 2 ** -330;
  test.each(monomialOptimizers)("%s: x and lr in other units", (optimizer) => {
    const options = { ...adam, optimizer, beta2: 0.8, steps: 1000 };
    const plain = runMonomial(quartic, options);
    const moved = runMonomial(quartic, { ...options, lr: options.lr * shift, theta0: shift });
    const sound = plain.theta.findIndex((x) => Math.abs(x) * shift < 2 ** -1022);
    const rows = sound < 0 ? plain.theta.length : sound;
    expect(rows).toBeGreaterThan(500);
    expect(moved.theta.slice(0, rows)).toEqual(plain.theta.slice(0, rows).map((x) => x * shift));
  });

  test("ε in the units of the gradient", () => {
    const options = { ...adam, beta2: 0.8, epsilon: 2 ** -80 };
    const plain = runMonomial(quartic, options);
    // x in units of 2⁻³³⁰ and f in units that make g 2⁻³³⁰ times as large
    const coefficient = quartic.coefficient * 2 ** 660;
    const moved = runMonomial(
      { coefficient, exponent: 4 },
      { ...options, lr: options.lr * shift, theta0: shift, epsilon: options.epsilon * shift },
    );
    expect(moved.theta).toEqual(plain.theta.map((x) => x * shift));
  });

  test("f in other units: no trace in θ at ε = 0", () => {
    const plain = runMonomial(quartic, adam);
    const moved = runMonomial({ coefficient: 2 ** -1000, exponent: 4 }, adam);
    expect(moved.theta).toEqual(plain.theta);
    // ln f of two runs with the same θ: rounding of numbers up to 900
    const off = moved.logLoss!.map((value, row) => value - plain.logLoss![row]! + 998 * Math.LN2);
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(1e-12);
  });
});

describe("beyond the range of doubles", () => {
  test("linear convergence goes on with its slope where the loss is 0", () => {
    const { loss, logLoss, v, status } = runMonomial(quartic, { ...adam, steps: 200_000 });
    expect([status, loss.at(-1), v!.at(-1)]).toEqual(["completed", 0, 0]);
    // x_{t+1}/x_t = β2^(1/4): the slope of ln f is ln β2, up to the rounding of ln f ≈ −14500
    expect((logLoss![200_000]! - logLoss![190_000]!) / 1e4).toBeCloseTo(Math.log(0.93), 10);
  });

  test("ln f is the logarithm of the loss wherever that is a number", () => {
    const { loss, logLoss } = runMonomial(quartic, adam);
    const rows = Array.from(loss.keys()).filter((row) => loss[row]! > 2 ** -1022);
    expect(rows.length).toBeGreaterThan(1000);
    for (const row of rows) expect(logLoss![row]).toBe(Math.log(loss[row]!));
  });

  test("a loss that overflows does not end the run", () => {
    const { status, loss, logLoss, theta } = runMonomial(quartic, { ...adam, lr: 1e198, theta0: 1e200, steps: 300 });
    expect([status, loss[0]]).toEqual(["completed", Infinity]);
    // rounding of 1840
    expect(logLoss![0]).toBeCloseTo(4 * Math.log(1e200) - Math.log(4), 11);
    expect(Math.abs(theta.at(-1)!)).toBeLessThan(1e200);
  });
});

describe("ends", () => {
  test("at the minimum it stays", () => {
    const { theta, logLoss, status } = runMonomial(quartic, { ...adam, theta0: 0, steps: 3 });
    expect([[...theta], [...logLoss!], status]).toEqual([[0, 0, 0, 0], new Array(4).fill(-Infinity), "completed"]);
  });

  test("steps of lr that land on the minimum", () => {
    // β2 = 0: θ ← θ − lr·sign(g)
    const { theta } = runMonomial(quartic, {
      optimizer: "rmsprop",
      lr: 1,
      beta2: 0,
      epsilon: 0,
      theta0: 3,
      steps: 5,
    });
    expect([...theta]).toEqual([3, 2, 1, 0, 0, 0]);
  });

  test.each([
    { theta0: 1, lr: 1, beta1: 0.5, beta2: 0 },
    { theta0: 1.7e308, lr: 1e308, beta1: 0.9, beta2: 0.999 },
    { theta0: -1, lr: 1.7e308, beta1: 0, beta2: 0.5 },
  ])("θ that is no number any more ends it as `run` would: %o", (given) => {
    const { theta0, ...options } = { ...given, epsilon: 0 };
    // at the minimum with m ≠ 0 and v = 0; or a step of 10³⁰⁸ too far, down a slope of 1
    const exponent = theta0 === 1 ? 4 : 1;
    const slope = { dimension: 1, value: () => 0, gradient: (_: Float64Array, out: Float64Array) => out.fill(-1) };
    const objective: Objective = exponent === 4 ? powerObjective(4) : slope;
    const request = { steps: 40 };
    const plain = run(objective, createOptimizer("adam", options), { ...request, theta0: [theta0] });
    const monomial = objective.monomial ?? { coefficient: -1, exponent };
    const carried = runMonomial(monomial, { optimizer: "adam", ...options, ...request, theta0 });
    expect(plain.status).toBe("diverged");
    expect([carried.status, carried.event, carried.theta]).toEqual([plain.status, plain.event, plain.theta]);
  });

  test("cancelled, and told about", () => {
    const seen: number[] = [];
    const { status, times } = runMonomial(quartic, {
      ...adam,
      isCancelled: () => seen.length > 3,
      onProgress: (x) => seen.push(x),
    });
    expect([status, seen]).toEqual(["interrupted", [0.005, 0.01, 0.015, 0.02, 0.025, 0.03]]);
    expect(times.length).toBe(65);
  });
});

test("what is recorded: ln f where f ≥ 0, moments unless they are not wanted", () => {
  const shape = ({ m, v, logLoss }: Trajectory) => [m?.length, v?.length, logLoss?.length];
  const options = { ...adam, steps: 3 };
  expect(shape(runMonomial(quartic, options))).toEqual([4, 4, 4]);
  expect(shape(runMonomial(quartic, { ...options, optimizer: "rmsprop" }))).toEqual([undefined, 4, 4]);
  expect(shape(runMonomial(quartic, { ...options, withMoments: false }))).toEqual([undefined, undefined, 4]);
  expect(shape(runMonomial({ coefficient: 1, exponent: 3 }, options))).toEqual([4, 4, undefined]);
  expect(shape(runMonomial({ coefficient: -1, exponent: 4 }, options))).toEqual([4, 4, undefined]);
});

test("which runs it can make", () => {
  const objective = powerObjective(4);
  expect(canRunMonomial(objective, { optimizer: "adam", weightDecay: 0 })).toBe(true);
  expect(canRunMonomial(objective, { optimizer: "adam", weightDecay: 0.1 })).toBe(false);
  expect(canRunMonomial(objective, { optimizer: "adagrad", lrDecay: 0.1 })).toBe(false);
  expect(canRunMonomial(objective, { optimizer: "gd" })).toBe(false);
  expect(canRunMonomial({}, { optimizer: "adam" })).toBe(false);
});

test.each([
  [{ coefficient: 0, exponent: 4 }, {}, "coefficient must be finite and not 0: current value is 0"],
  [{ coefficient: 1, exponent: 1.5 }, {}, "exponent must be a whole number from 1 to 1000: current value is 1.5"],
  [{ coefficient: 1, exponent: 1001 }, {}, "exponent must be a whole number from 1 to 1000: current value is 1001"],
  [quartic, { optimizer: "gd" }, "optimizer must be one of adagrad, rmsprop, adam: current value is gd"],
  [quartic, { theta0: Number.NaN }, "theta0 must be a finite number: current value is NaN"],
  [quartic, { steps: -1 }, "steps must be an integer from 0 to 536870911: current value is -1"],
  [quartic, { lr: 0 }, "lr must be a finite number > 0: current value is 0"],
  [quartic, { beta2: 1 }, "beta2 must be in [0, 1): current value is 1"],
])("refused: %o %o", (monomial, change, sentence) => {
  const options = { ...adam, ...change } as RunMonomialOptions;
  expect(() => runMonomial(monomial, options)).toThrow(RangeError);
  expect(() => runMonomial(monomial, options)).toThrow(sentence);
});
