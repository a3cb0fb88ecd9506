import { describe, expect, it } from "vitest";
import { initialParameters, type Network, type Samples } from "../../src/networks/index.js";
import { networkProgram } from "./network-program.js";
import { wasmObjective } from "./wasm-objective.js";

const identity: Network = { kind: "dense", widths: [2, 2], activation: "relu", initialization: "he" };
const single: Network = { kind: "dense", widths: [1, 1], activation: "relu", initialization: "he" };

/** Samples whose inputs are what a network of the identity gives. */
function samples(inputs: readonly number[], targets: readonly number[], outputs: number): Samples {
  const count = targets.length / outputs;
  return {
    count,
    inputs: Float32Array.from(inputs),
    inputShape: [inputs.length / count],
    targets: Float32Array.from(targets),
    outputs,
  };
}

const measured = async (
  network: Network,
  { test, theta, loss }: { test: Samples; theta: number[]; loss: "square" | "cross-entropy" },
) => {
  const objective = wasmObjective(networkProgram(network, { sets: { train: test, test }, loss }));
  const found = await objective.measure(Float64Array.from(theta));
  objective.dispose();
  return found;
};

describe("measures of a network", () => {
  it("loss and accuracy of one-hot targets", async () => {
    const test = samples([3, 1, 1, 3, 2, 1, 0, 5], [1, 0, 0, 1, 0, 1, 0, 1], 2);
    const found = await measured(identity, { test, theta: [1, 0, 0, 1, 0, 0], loss: "cross-entropy" });
    const softplus = (x: number) => Math.log1p(Math.exp(x));
    expect(found["test loss"]).toBeCloseTo((2 * softplus(-2) + softplus(1) + softplus(-5)) / 4, 6);
    expect(found.accuracy).toBe(0.75);
  });

  it("equal outputs recognise nothing", async () => {
    const test = samples([3, 1, 1, 3], [1, 0, 0, 1], 2);
    expect(await measured(identity, { test, theta: [0, 0, 0, 0, 1, 1], loss: "square" })).toMatchObject({
      accuracy: 0,
    });
  });

  it("accuracy of targets 0 and 1 by the side of ½", async () => {
    const test = samples([0.2, 0.7, 0.4, 9], [0, 1, 1, 1], 1);
    const found = await measured(single, { test, theta: [1, 0], loss: "square" });
    expect(found.accuracy).toBe(0.75);
    expect(found["test loss"]).toBeCloseTo((0.04 + 0.09 + 0.36 + 64) / 4, 5);
  });

  it("a network that gives NaN recognises nothing", async () => {
    const one = samples([0.2, 0.7], [0, 1], 1);
    expect(await measured(single, { test: one, theta: [Number.NaN, 0], loss: "square" })).toEqual({
      "test loss": Number.NaN,
      accuracy: 0,
    });
  });

  it("no accuracy where targets are no classes, nothing where there is no test", async () => {
    const test = samples([1, 2], [0.5, 1], 1);
    expect(Object.keys(await measured(single, { test, theta: [1, 0], loss: "square" }))).toEqual(["test loss"]);
    const two = samples([1, 2, 3, 4], [1, 1, 0, 1], 2);
    expect(Object.keys(await measured(identity, { test: two, theta: [1, 0, 0, 1, 0, 0], loss: "square" }))).toEqual([
      "test loss",
    ]);
    expect(networkProgram(single, { sets: { train: test, test: null }, loss: "square" }).measures).toEqual([]);
  });

  it("cross-entropy of large outputs does not overflow", async () => {
    const test = samples([500, -500, 0, 300], [1, 0, 1, 0], 2);
    const found = await measured(identity, { test, theta: [1, 0, 0, 1, 0, 0], loss: "cross-entropy" });
    expect(found["test loss"]).toBe(150);
  });

  it("cross-entropy has the digits of float32 for any number of classes", async () => {
    for (const classes of [2, 3, 4, 7, 8, 10]) {
      const network: Network = { kind: "dense", widths: [1, classes], activation: "relu", initialization: "he" };
      const targets = Array.from({ length: classes }, (_, i) => (i === 1 ? 1 : 0));
      const theta = new Array(2 * classes).fill(0);
      const found = await measured(network, { test: samples([1], targets, classes), theta, loss: "cross-entropy" });
      expect(Math.abs(found["test loss"]! / Math.log(classes) - 1)).toBeLessThan(2e-7);
    }
  });
});

describe("a network with batch norms", () => {
  const network: Network = {
    kind: "resnet18",
    image: [1, 4, 4],
    outputs: 2,
    widthFactor: 1 / 64,
    initialization: "he",
  };
  const images = (count: number): Samples => ({
    count,
    inputs: Float32Array.from({ length: count * 16 }, (_, i) => Math.sin(0.5 * i * i)),
    inputShape: [1, 4, 4],
    targets: Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === Math.floor(i / 2) % 2 ? 1 : 0)),
    outputs: 2,
  });
  const theta = initialParameters(network, { seed: 1 });

  it("is tested in pieces, each with its own statistics", { timeout: 60_000 }, async () => {
    const test = images(7);
    const lossOn = async (first: number, count: number) => {
      const part = {
        ...test,
        count,
        inputs: test.inputs.subarray(16 * first, 16 * (first + count)),
        targets: test.targets.subarray(2 * first, 2 * (first + count)),
      };
      return (await measured(network, { test: part, theta: [...theta], loss: "cross-entropy" }))["test loss"]!;
    };
    const program = networkProgram(network, { sets: { train: test, test }, loss: "cross-entropy", batch: 5 });
    const objective = wasmObjective(program);
    const found = await objective.measure(theta);
    objective.dispose();
    expect(found["test loss"]).toBeCloseTo((5 * (await lossOn(0, 5)) + 2 * (await lossOn(5, 2))) / 7, 5);
    expect(found.accuracy).toBeGreaterThanOrEqual(0);
    expect(found.accuracy).toBeLessThanOrEqual(1);
  });

  it("does not change with the contrast of all images", () => {
    const train = images(6);
    const [plain, rich] = [1, 4].map((contrast) => {
      const samples = { ...train, inputs: train.inputs.map((x) => contrast * x) };
      const objective = wasmObjective(
        networkProgram(network, { sets: { train: samples, test: null }, loss: "square" }),
      );
      const value = objective.synchronous.value(theta);
      objective.dispose();
      return value;
    });
    // up to ε = 1e-5 beside variances of about 1
    expect(rich).toBeCloseTo(plain!, 3);
  });
});

describe("bad input", () => {
  const train = samples([1, 2, 3, 4], [1, 0, 0, 1], 2);
  const create = (network: Network, changes: Partial<Samples>, loss: "square" | "cross-entropy" = "square") =>
    networkProgram(network, { sets: { train: { ...train, ...changes }, test: null }, loss });

  it("names what does not fit", () => {
    expect(() => create(single, {})).toThrow("inputs of a sample must be 1, those of the network: current value is 2");
    expect(() => create(identity, { outputs: 1 })).toThrow("targets must be 2 × 1 numbers: current value is 4");
    expect(() => create({ ...identity, widths: [2, 3] }, {})).toThrow(
      "targets of a sample must be 3, the outputs of the network",
    );
    expect(() => create(identity, { inputs: new Float32Array(3) })).toThrow(
      "inputs must be 2 × 2 numbers: current value is 3",
    );
    expect(() => create(identity, { count: 0 })).toThrow("number of samples must be a whole number ≥ 1");
    const one = samples([1, 2], [1, 0], 1);
    expect(() => create(single, one, "cross-entropy")).toThrow(
      "outputs with cross-entropy must be 2 or more: current value is 1",
    );
  });

  it.each([
    [2, -1, 1, 0],
    [1, 1, 0, 1],
  ])("refuses targets %s, %s, %s, %s with cross-entropy, as they are no shares of classes", (...targets) => {
    const numbers = Float32Array.from(targets);
    expect(() => create(identity, { targets: numbers }, "cross-entropy")).toThrow("shares of classes");
    expect(() => create(identity, { targets: numbers })).not.toThrow();
  });
});
