import { describe, expect, it, test } from "vitest";
import { createRandom } from "../numeric/index.js";
import {
  adamOptimizer,
  createOptimizer,
  createPreconditioner,
  type OptimizerOptions,
  runAsync,
} from "../optimizers/index.js";
import { createBatches, recordOf, type TrainingObjective, type TrainingState, train, trainSetting } from "./index.js";

const d = 4;
const count = 23;

/** Least squares of a linear map on random samples: everything is exact up to rounding. */
function leastSquares(batchSize = count): TrainingObjective {
  const random = createRandom(5);
  const inputs = Float64Array.from({ length: count * d }, () => random.normal());
  const targets = Float64Array.from({ length: count }, () => random.normal());
  let batch = Int32Array.from({ length: count }, (_, i) => i);
  const product = (u: Float64Array, i: number) => u.reduce((sum, each, j) => sum + each * inputs[i * d + j]!, 0);
  const accumulate = (residual: (i: number) => number, out: Float64Array): number => {
    out.fill(0);
    let sum = 0;
    for (const i of batch) {
      const r = residual(i);
      sum += (r * r) / (2 * batch.length);
      for (let j = 0; j < d; j++) out[j]! += (r * inputs[i * d + j]!) / batch.length;
    }
    return sum;
  };
  return {
    ...{ dimension: d, samples: count, batchSize, engine: "wasm" },
    useBatch: (indices) => {
      batch = indices.slice();
    },
    valueAndGradient: async (theta, out) => accumulate((i) => product(theta, i) - targets[i]!, out),
    hessianVector: async (_theta, direction, out) => {
      accumulate((i) => product(direction, i), out);
    },
    measure: async (theta) => ({ size: Math.max(...theta.map(Math.abs)) }),
    dispose: () => undefined,
  };
}

/** x² on a line, with whatever is to go wrong. */
function line(change: Partial<TrainingObjective> = {}): TrainingObjective {
  return {
    ...{ dimension: 1, samples: 1, batchSize: 1, engine: "wasm" },
    useBatch: () => undefined,
    valueAndGradient: async (theta, out) => {
      out[0] = 2 * theta[0]!;
      return theta[0]! ** 2;
    },
    hessianVector: async (_theta, direction, out) => out.set(direction.map((each) => 2 * each)),
    measure: async () => ({}),
    dispose: () => undefined,
    ...change,
  };
}

const theta0 = [1, -2, 0.5, 3];
const watched = { theta0, every: 3, curvatureEvery: 6, measureEvery: 9, seed: 7 };
const adam: OptimizerOptions = { lr: 0.03, beta1: 0.8, beta2: 0.95, weightDecay: 0.01 };

describe.each(["adagrad", "rmsprop", "adam", "adamw", "signgd", "gd", "sgd"])("%s", (name) => {
  const options = name === "sgd" ? { lr: 0.03, momentum: 0.5 } : { lr: 0.03 };

  it("makes the steps of runAsync, bit for bit", async () => {
    const optimizer = createOptimizer(name, options);
    const run = await train(leastSquares(), optimizer, { theta0, steps: 40, every: 7 });
    const trajectory = await runAsync(leastSquares(), optimizer, { theta0, steps: 40 });
    expect(run.status).toBe("completed");
    expect(run.loss).toEqual(trajectory.loss);
    expect(run.last.theta).toEqual(trajectory.theta.slice(-d));
    expect([run.m, run.v]).toEqual([trajectory.m?.slice(-d), trajectory.v?.slice(-d)]);
    expect(Array.from(run.metrics.step)).toEqual([0, 7, 14, 21, 28, 35, 40]);
  });

  it.each([count, 5])("goes on from every state to the same numbers, batches of %i", async (batchSize) => {
    const preconditioner = createPreconditioner(name, options);
    const plan = { ...watched, steps: 25, preconditioner };
    const states: TrainingState[] = [];
    const whole = await train(leastSquares(batchSize), createOptimizer(name, options), {
      ...plan,
      onState: (copyState) => states.push(copyState()),
    });
    expect(states).toHaveLength(25);
    for (const state of states) {
      const resumed = await train(leastSquares(batchSize), createOptimizer(name, options), {
        ...plan,
        resume: structuredClone(state),
      });
      expect(resumed).toEqual(whole);
    }
  });
});

test("an interrupted run has what there is, and a state to go on from", async () => {
  const plan = { ...watched, steps: 30, preconditioner: createPreconditioner("adam", adam) };
  const whole = await train(leastSquares(5), adamOptimizer(adam), plan);
  for (const after of [0, 1, 9, 29]) {
    let asked = 0;
    const run = await train(leastSquares(5), adamOptimizer(adam), {
      ...plan,
      isCancelled: async () => asked++ === after,
    });
    expect(run.status).toBe("interrupted");
    expect(run.loss).toEqual(whole.loss.slice(0, after + 1));
    expect(run.state?.step).toBe(after);
    expect(await train(leastSquares(5), adamOptimizer(adam), { ...plan, resume: run.state })).toEqual(whole);
  }
});

test("metrics are the norms and the curvature along the gradient; NaN where there is none", async () => {
  const { lr, beta1, beta2 } = { lr: 0.1, beta1: 0.5, beta2: 0.75 };
  const run = await train(line(), adamOptimizer({ lr, beta1, beta2, epsilon: 0 }), {
    ...{ theta0: [1], steps: 2, curvatureEvery: 1 },
    preconditioner: createPreconditioner("adam", { lr, beta1, beta2, epsilon: 0 }),
  });
  const { gradientNorm, updateNorm, thetaNorm, mNorm, rootVNorm, curvature } = run.metrics;
  // g = 2, m = (1 − β1)·2 = 1, v = (1 − β2)·4 = 1; the first update of Adam is lr
  expect([gradientNorm[0], thetaNorm[0], mNorm[0], rootVNorm[0]]).toEqual([2, 1, 0, 0]);
  expect([updateNorm[0], curvature[0]]).toEqual([Number.NaN, Number.NaN]);
  expect([mNorm[1], rootVNorm[1]]).toEqual([1, 1]);
  // a few roundings of numbers near 1
  expect(updateNorm[1]).toBeCloseTo(0.1, 14);
  // H = 2, D = (0.5/1.5)/(1 − 0.5)/√(1/0.25) = 1/3
  expect(curvature[1]).toBeCloseTo(2 / 3, 14);
});

test("the best parameters are those of the lowest loss, the first of equal ones", async () => {
  // −1, then 0.6 + … : signgd goes about the minimum
  const run = await train(line(), createOptimizer("signgd", { lr: 0.75 }), { theta0: [1], steps: 5 });
  expect(Array.from(run.loss)).toEqual([1, 0.0625, 0.25, 0.0625, 0.25, 0.0625]);
  expect(run.best).toEqual({ step: 1, loss: 0.0625, theta: Float64Array.of(0.25) });
  expect(run.last).toMatchObject({ step: 5, loss: 0.0625 });
  const none = await train(line(), createOptimizer("gd", { lr: 0.1 }), { theta0: [1], steps: 0 });
  expect(none).toMatchObject({ status: "completed", best: { step: 0, loss: 1 }, last: { step: 0 } });
  expect(none.metrics.step).toHaveLength(1);
});

describe("what is not finite ends a run as diverged, with everything before it", () => {
  const failing = (at: number, what: "loss" | "gradient") => {
    let calls = 0;
    return line({
      valueAndGradient: async (theta, out) => {
        const isThere = calls++ === at;
        out[0] = isThere && what === "gradient" ? Infinity : 2 * theta[0]!;
        return isThere && what === "loss" ? Number.NaN : theta[0]! ** 2;
      },
    });
  };
  const gd = createOptimizer("gd", { lr: 0.25 });
  const options = { theta0: [1], steps: 9, every: 4 };

  it("a loss", async () => {
    const run = await train(failing(3, "loss"), gd, options);
    expect(run.status).toBe("diverged");
    expect(run.event).toEqual({ kind: "non-finite loss", time: 0.75, size: 0.125 });
    expect(Array.from(run.loss)).toEqual([1, 0.25, 0.0625, Number.NaN]);
    expect(Array.from(run.metrics.step)).toEqual([0, 3]);
    expect(run.best).toEqual({ step: 2, loss: 0.0625, theta: Float64Array.of(0.25) });
    expect(run.last).toEqual({ step: 3, loss: Number.NaN, theta: Float64Array.of(0.125) });
  });

  it("a loss at the start, and a loss after which nothing is left to do", async () => {
    const first = await train(failing(0, "loss"), gd, options);
    expect(first).toMatchObject({ status: "diverged", best: { step: 0 }, last: { step: 0 } });
    expect((await train(failing(9, "loss"), gd, options)).status).toBe("diverged");
  });

  it("a gradient, unless it is the last, which nobody needs", async () => {
    const run = await train(failing(3, "gradient"), gd, options);
    expect(run.event).toEqual({ kind: "non-finite gradient", time: 0.75, size: 0.125 });
    expect(run.metrics.gradientNorm[1]).toBe(Infinity);
    expect((await train(failing(9, "gradient"), gd, options)).status).toBe("completed");
  });

  it("parameters: the update is undone", async () => {
    // 1, −9·…: each update multiplies by 1 − 2·lr until it overflows
    const run = await train(line(), createOptimizer("gd", { lr: 1e308 }), { theta0: [1], steps: 9, every: 4 });
    expect(run.event).toEqual({ kind: "non-finite parameters", time: 1e308, size: 1 });
    expect(run.last).toEqual({ step: 0, loss: 1, theta: Float64Array.of(1) });
  });

  it("a memory: m and v of before are kept", async () => {
    let calls = 0;
    const steep = line({
      valueAndGradient: async (_theta, out) => {
        out[0] = calls++ === 2 ? 1e200 : 1;
        return 1;
      },
    });
    const run = await train(steep, createOptimizer("rmsprop", { lr: 0.5, beta2: 0.5 }), { theta0: [1], steps: 9 });
    expect(run.event).toMatchObject({ kind: "non-finite memory", time: 1.5 });
    expect(run.v).toEqual(Float64Array.of(0.75));
    expect(run.metrics.step).toHaveLength(3);
  });
});

test("batches: each pass has every sample at most once, in an order of its own; a pass knows no other", () => {
  const options = { samples: 10, batchSize: 3, seed: 4 };
  const batches = createBatches(options);
  expect(batches.perEpoch).toBe(3);
  const passes = [0, 1, 2].map((pass) => [0, 1, 2].flatMap((k) => [...batches.at(3 * pass + k)]));
  for (const pass of passes) {
    expect(new Set(pass).size).toBe(9);
    expect(pass.every((i) => i >= 0 && i < 10)).toBe(true);
  }
  expect(new Set(passes.map(String)).size).toBe(3);
  expect([...createBatches(options).at(7)]).toEqual(passes[2]!.slice(3, 6));
  expect(() => createBatches({ ...options, batchSize: 11 })).toThrow("integer from 1 to 10: current value is 11");
});

test("a setting is carried out on the objective of its task, and leaves a record", async () => {
  const setting = {
    ...{
      optimizer: "adam",
      options: adam,
      steps: 12,
      seed: 7,
      batch: null,
      every: 3,
      curvatureEvery: 3,
      measureEvery: 6,
    },
    task: {
      kind: "fit",
      network: { kind: "dense", widths: [4, 1], activation: "relu", initialization: "he" },
      data: { source: "sine-sum", dimension: 4, samples: count, test: 0 },
      loss: "square",
    },
  } as const;
  const run = await trainSetting(leastSquares(), setting, { theta0 });
  const record = recordOf(run);
  expect(record).toMatchObject({ status: "completed", lr: 0.03, dimension: d, engine: "wasm" });
  expect(Object.keys(record.metrics.measured)).toEqual(["size"]);
  expect(structuredClone(record)).toEqual(record);
  const refused = trainSetting(leastSquares(), { ...setting, batch: 5 }, { theta0 });
  await expect(refused).rejects.toThrow("batch must be that of the objective, 23: current value is 5");
});

test("refuses what does not fit", async () => {
  const run = (options: object) => train(line(), adamOptimizer({ lr: 0.1 }), { theta0: [1], steps: 3, ...options });
  await expect(run({ theta0: [1, 2] })).rejects.toThrow("dimension 1: current value is 2");
  await expect(run({ steps: -1 })).rejects.toThrow("steps must be an integer ≥ 0");
  await expect(run({ every: 0 })).rejects.toThrow("every must be an integer ≥ 1");
  await expect(run({ every: 2, measureEvery: 3 })).rejects.toThrow("multiple of every, which is 2: current value is 3");
  let state: TrainingState | undefined;
  await run({
    onState: (copyState: () => TrainingState) => {
      state ??= copyState();
    },
  });
  await expect(run({ resume: { ...state, v: undefined } })).rejects.toThrow("v must have 1 numbers");
  await expect(run({ resume: state, steps: 0 })).rejects.toThrow("step must be an integer from 0 to 0");
});
