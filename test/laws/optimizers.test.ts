import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Objective } from "../../src/objectives/objective.js";
import {
  createOptimizer,
  type OptimizerOptionName,
  type OptimizerOptions,
  optimizers,
  run,
  runAsync,
} from "../../src/optimizers/index.js";

type Writable = { -readonly [K in keyof OptimizerOptions]: OptimizerOptions[K] };

/** The objectives of the golden file, by hand, so that nothing but the optimizers is under test. */
const byHand: Record<string, Objective> = {
  "(x-4)^2": {
    dimension: 1,
    value: ([x]) => (x! - 4) ** 2,
    gradient: ([x], out) => out.set([2 * (x! - 4)]),
  },
  "(x^2-1)^2/4": {
    dimension: 1,
    value: ([x]) => (x! * x! - 1) ** 2 / 4,
    gradient: ([x], out) => out.set([(x! * x! - 1) * x!]),
  },
  "100*(y-x^2)^2+(1-x)^2": {
    dimension: 2,
    value: ([x, y]) => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2,
    gradient: ([x, y], out) => out.set([-400 * x! * (y! - x! * x!) - 2 * (1 - x!), 200 * (y! - x! * x!)]),
  },
  "x^2/2+50*y^2+0.01*z^2": {
    dimension: 3,
    value: ([x, y, z]) => (x! * x!) / 2 + 50 * y! * y! + 0.01 * z! * z!,
    gradient: ([x, y, z], out) => out.set([x!, 100 * y!, 0.02 * z!]),
  },
};
const doubleWell = byHand["(x^2-1)^2/4"]!;
const bowl = byHand["x^2/2+50*y^2+0.01*z^2"]!;

interface GoldenCase {
  readonly objective: string;
  readonly theta0: number[];
  readonly optimizer: string;
  readonly options: Record<string, number | [number, number]>;
  readonly theta: Record<string, number[]>;
}

/** torch's names for options, and torch's default ε where it is not ours. */
function fromTorch({ optimizer, options }: GoldenCase): OptimizerOptions {
  const translated: Partial<Writable> = optimizer === "adagrad" ? { epsilon: 1e-10 } : {};
  for (const [name, value] of Object.entries(options)) {
    if (name === "betas") [translated.beta1, translated.beta2] = value as [number, number];
    else if (name === "alpha") translated.beta2 = value as number;
    else if (name === "eps") translated.epsilon = value as number;
    else if (name === "lr_decay") translated.lrDecay = value as number;
    else if (name === "weight_decay") translated.weightDecay = value as number;
    else if (name === "lr") translated.lr = value as number;
    else throw new Error(`unexpected torch option ${name}`);
  }
  return translated as OptimizerOptions;
}

describe("golden numbers of torch.optim", () => {
  const golden = JSON.parse(readFileSync(new URL("../golden/torch-trajectories.json", import.meta.url), "utf8"));
  const cases = golden.cases as GoldenCase[];
  test.each(cases.map((c) => [c.optimizer, c.objective, JSON.stringify(c.options), c] as const))(
    "%s on %s with %s",
    (name, objective, _options, golden) => {
      const steps = Math.max(...Object.keys(golden.theta).map(Number));
      const { theta0 } = golden;
      const { theta } = run(byHand[objective]!, createOptimizer(name, fromTorch(golden)), { theta0, steps });
      // on RMSProp's 2-cycle about a minimum rounding alone gives 1e-9
      const tolerance = name === "rmsprop" ? 1e-8 : 1e-12;
      for (const [step, expected] of Object.entries(golden.theta)) {
        expected.forEach((value, i) => {
          const error = Math.abs(theta[Number(step) * theta0.length + i]! - value) / Math.max(1, Math.abs(value));
          expect(error, `θ${i} after ${step} updates`).toBeLessThan(tolerance);
        });
      }
    },
  );
});

/** Momentum by hand, because the golden file has none: torch's definition with dampening 0, where the first buffer is g. */
describe.each([false, true])("sgd with momentum, nesterov %s", (nesterov) => {
  test("follows torch's definition", () => {
    const [lr, momentum, weightDecay, steps] = [0.05, 0.9, 0.1, 50];
    const { theta, m } = run(doubleWell, createOptimizer("sgd", { lr, momentum, nesterov, weightDecay }), {
      theta0: [2],
      steps,
    });
    let x = 2;
    let buffer: number | null = null;
    for (let k = 1; k <= steps; k++) {
      const g: number = (x * x - 1) * x + weightDecay * x;
      buffer = buffer === null ? g : momentum * buffer + g;
      x -= lr * (nesterov ? g + momentum * buffer : buffer);
      expect(Math.abs(theta[k]! - x)).toBeLessThan(1e-14);
      expect(Math.abs(m![k]! - buffer)).toBeLessThan(1e-13);
    }
  });
});

/** Options under which every entry shows all that it has. */
function typicalOptions(known: readonly OptimizerOptionName[]): OptimizerOptions {
  const all: Required<OptimizerOptions> = {
    lr: 0.05,
    beta1: 0.8,
    beta2: 0.95,
    epsilon: 1e-6,
    weightDecay: 0.03,
    lrDecay: 0.01,
    momentum: 0.7,
    nesterov: true,
    norm: false,
  };
  return Object.fromEntries(known.map((name) => [name, all[name]])) as unknown as OptimizerOptions;
}

describe.each(optimizers.map((entry) => [entry.name, entry] as const))("%s", (name, entry) => {
  const options = typicalOptions(entry.options);

  test("has the moments it declares", () => {
    const { m, v, theta, loss } = run(bowl, entry.create(options), { theta0: [1, -1, 3], steps: 4 });
    expect(m?.length).toBe(entry.hasM ? 15 : undefined);
    expect(v?.length).toBe(entry.hasV ? 15 : undefined);
    expect([theta.length, loss.length]).toEqual([15, 5]);
    for (const moment of [m, v]) if (moment) expect([...moment.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  test("declares the defaults it has", () => {
    const request = { theta0: [1, -1, 3], steps: 30 };
    const { theta } = run(bowl, entry.create({ lr: 0.05 }), request);
    expect(run(bowl, entry.create({ ...entry.defaults, lr: 0.05 }), request).theta).toEqual(theta);
    const undefinedOptions = Object.fromEntries(entry.options.map((option) => [option, undefined]));
    expect(run(bowl, createOptimizer(name, { ...undefinedOptions, lr: 0.05 }), request).theta).toEqual(theta);
  });

  test("every declared option changes something", () => {
    const request = { theta0: [1, -1, 3], steps: 30 };
    const base: OptimizerOptions = entry.options.includes("momentum") ? { lr: 0.05, momentum: 0.5 } : { lr: 0.05 };
    const before = run(bowl, entry.create(base), request).theta;
    const changes: Partial<OptimizerOptions> = { lr: 0.06, norm: true, epsilon: 0.1 };
    const typical = typicalOptions(entry.options);
    for (const option of entry.options) {
      const changed = { ...base, [option]: changes[option] ?? typical[option] };
      // signs are not changed by a little decay: a bowl has θ and g on the same side
      if (name === "signgd" && option === "weightDecay") continue;
      expect(run(bowl, entry.create(changed), request).theta, option).not.toEqual(before);
    }
  });

  test("leaves the gradient as it is and counts its updates", () => {
    const optimizer = entry.create(options);
    const state = optimizer.init(2);
    const gradient = Float64Array.of(1.5, -0.25);
    for (let k = 0; k < 3; k++) optimizer.update(gradient, state, Float64Array.of(1, 2));
    expect([...gradient]).toEqual([1.5, -0.25]);
    expect(state.step).toBe(3);
  });

  test("mirrors: θ(−θ0) = −θ(θ0), bit for bit", () => {
    const right = run(doubleWell, entry.create(options), { theta0: [0.1], steps: 200 }).theta;
    const left = run(doubleWell, entry.create(options), { theta0: [-0.1], steps: 200 }).theta;
    expect(left).toEqual(right.map((x) => -x));
  });

  test("stays at a stationary point, also at epsilon 0", () => {
    const exact = { ...options, ...(entry.options.includes("epsilon") && { epsilon: 0 }) };
    const { theta, status } = run(doubleWell, entry.create(exact), { theta0: [0], steps: 10 });
    expect(status).toBe("completed");
    expect(theta.every((x) => x === 0)).toBe(true);
  });

  test("runAsync gives the same trajectory", async () => {
    const asynchronous = {
      dimension: 3,
      valueAndGradient: async (theta: Float64Array, out: Float64Array) => {
        bowl.gradient(theta, out);
        return bowl.value(theta);
      },
    };
    const request = { theta0: [1, -1, 3], steps: 25 };
    expect(await runAsync(asynchronous, entry.create(options), request)).toEqual(
      run(bowl, entry.create(options), request),
    );
  });

  test("survives structuredClone with transfer", () => {
    const make = () => run(bowl, entry.create(options), { theta0: [1, -1, 3], steps: 5 });
    const result = make();
    const buffers = Object.values(result).filter((value) => value instanceof Float64Array);
    expect(new Set(buffers.map((array) => array.buffer)).size).toBe(buffers.length);
    expect(structuredClone(result, { transfer: buffers.map((array) => array.buffer as ArrayBuffer) })).toEqual(make());
  });

  test("refuses what is outside its range, and NaN", () => {
    for (const option of entry.options) {
      if (typeof options[option] !== "number") continue;
      for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
        const sentence = new RegExp(`^Cannot create ${name} as ${option} must be .*: current value is ${value}$`);
        expect(() => createOptimizer(name, { ...options, [option]: value })).toThrow(sentence);
      }
    }
    expect(() => createOptimizer(name, { ...options, lr: 0 })).toThrow(RangeError);
    if (entry.options.includes("beta2")) {
      expect(() => createOptimizer(name, { ...options, beta2: 1 })).toThrow("in [0, 1)");
    }
  });

  test("refuses options that mean nothing to it", () => {
    const foreign = (["beta1", "momentum", "lrDecay"] as const).filter((option) => !entry.options.includes(option));
    for (const option of foreign) {
      expect(() => createOptimizer(name, { lr: 0.1, [option]: 0.5 })).toThrow(`current value is ${option}`);
    }
  });
});

describe.each(
  optimizers.filter((entry) => entry.options.includes("norm")).map((entry) => [entry.name, entry] as const),
)("%s, norm variant", (_name, entry) => {
  const options = typicalOptions(entry.options);

  test("equals the diagonal one in one dimension, bit for bit", () => {
    const request = { theta0: [0.1], steps: 300 };
    expect(run(doubleWell, entry.create({ ...options, norm: true }), request)).toEqual(
      run(doubleWell, entry.create(options), request),
    );
  });

  test("turns with its coordinates", () => {
    // f = ½‖x‖² is round: rotating the start by 3-4-5 rotates the whole run; no diagonal variant does that
    const round: Objective = {
      dimension: 2,
      value: ([x, y]) => (x! * x! + y! * y!) / 2,
      gradient: (theta, out) => out.set(theta),
    };
    const straight = run(round, entry.create({ ...options, norm: true }), { theta0: [5, 0], steps: 60 });
    const turned = run(round, entry.create({ ...options, norm: true }), { theta0: [3, 4], steps: 60 });
    expect(straight.v!.length).toBe(61);
    for (let k = 0; k <= 60; k++) {
      expect(Math.abs(turned.theta[2 * k]! - 0.6 * straight.theta[2 * k]!)).toBeLessThan(1e-12);
      expect(Math.abs(turned.theta[2 * k + 1]! - 0.8 * straight.theta[2 * k]!)).toBeLessThan(1e-12);
    }
  });
});

test("beta 0 is a memory of one step: rmsprop and adam become signgd", () => {
  const request = { theta0: [0.1], steps: 20 };
  const sign = run(doubleWell, createOptimizer("signgd", { lr: 0.01 }), request).theta;
  const rmsprop = run(doubleWell, createOptimizer("rmsprop", { lr: 0.01, beta2: 0, epsilon: 0 }), request).theta;
  const adam = run(doubleWell, createOptimizer("adam", { lr: 0.01, beta1: 0, beta2: 0, epsilon: 0 }), request).theta;
  sign.forEach((x, k) => {
    // one rounding of g/√g² a step
    expect(Math.abs(rmsprop[k]! - x)).toBeLessThan(1e-14);
    expect(Math.abs(adam[k]! - x)).toBeLessThan(1e-14);
  });
});

test("an unknown name is answered with the nearest ones", () => {
  expect(() => createOptimizer("admw", { lr: 0.1 })).toThrow(
    "Cannot create an optimizer as name must be a known one such as adamw, adam: current value is admw",
  );
});

test("nesterov without momentum is refused", () => {
  expect(() => createOptimizer("sgd", { lr: 0.1, nesterov: true })).toThrow("momentum must be > 0 with nesterov");
});
