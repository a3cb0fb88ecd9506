import { Worker } from "node:worker_threads";
import { init } from "@jax-js/jax";
import { beforeAll, describe, expect, it } from "vitest";
import {
  activations,
  boundaryProblem,
  type DenseNetwork,
  initialParameters,
  type Network,
  type ResidualNetwork,
  sampleSineSum,
} from "../../src/networks/index.js";
import type { TrainingObjective } from "../../src/training/index.js";
import { randomNumbers } from "../../test/laws/compare-with-wasm.js";
import { networkProgram, wasmObjective } from "../jax/index.js";
import { programOfTask } from "../tasks/program-of-task.js";
import { canRunNatively, nativeObjective } from "./index.js";

beforeAll(async () => {
  await init("wasm");
});

const dense = (activation: DenseNetwork["activation"], widths: number[]): DenseNetwork => ({
  kind: "dense",
  widths,
  activation,
  initialization: "pytorch",
});
const sets = sampleSineSum({ source: "sine-sum", dimension: 3, samples: 60, test: 20 }, { seed: 7 });
const programOf = (network: Network) => networkProgram(network, { sets, loss: "square" });

const resnet: ResidualNetwork = {
  kind: "resnet18",
  image: [3, 8, 8],
  outputs: 4,
  widthFactor: 1 / 32,
  initialization: "pytorch",
};
function classify(count: number) {
  const inputs = randomNumbers(count * 192, { low: 0, high: 1 });
  const targets = Float32Array.from({ length: 4 * count }, (_, i) => (i % 4 === (i >> 2) % 4 ? 1 : 0));
  const train = { count, inputs, inputShape: [3, 8, 8], targets, outputs: 4 };
  return networkProgram(resnet, { sets: { train, test: null }, loss: "cross-entropy" });
}

async function evaluate(objective: TrainingObjective, theta: Float64Array) {
  const direction = theta.map((_, k) => Math.sin(0.5 * k * k + 1));
  const [gradient, product] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  const loss = await objective.valueAndGradient(theta, gradient);
  await objective.hessianVector(theta, direction, product);
  const measures = await objective.measure(theta);
  objective.dispose();
  return { loss, gradient, product, measures };
}

const distance = (x: Float64Array, y: Float64Array) =>
  Math.hypot(...x.map((value, i) => value - y[i]!)) / Math.hypot(...y);

describe("objectives on ONNX Runtime", () => {
  it("can run here, as the tests need it", async () => {
    expect(await canRunNatively()).toBe(true);
  });

  it.each(activations)("%s: loss, gradient, Hessian products and measures are those of wasm", async (activation) => {
    const network = dense(activation, [3, 20, 10, 1]);
    const theta = initialParameters(network, { seed: 4 });
    const native = await evaluate(await nativeObjective(programOf(network)), theta);
    const wasm = await evaluate(wasmObjective(programOf(network)), theta);
    // float32: sums of at most 60 terms in another order, and functions that differ in the last digits
    expect(Math.abs(native.loss / wasm.loss - 1)).toBeLessThan(2e-6);
    expect(distance(native.gradient, wasm.gradient)).toBeLessThan(5e-6);
    expect(distance(native.product, wasm.product)).toBeLessThan(2e-5);
    for (const [name, value] of Object.entries(wasm.measures)) expect(native.measures[name]).toBeCloseTo(value, 5);
  });

  it("a residual network is that of wasm, on any number of threads", async () => {
    const theta = initialParameters(resnet, { seed: 4 });
    const native = await evaluate(await nativeObjective(classify(12), { threads: 1 }), theta);
    const wasm = await evaluate(wasmObjective(classify(12)), theta);
    expect(Math.abs(native.loss / wasm.loss - 1)).toBeLessThan(1e-5);
    // twenty batch norms, of 12 numbers in the last stage, each divide rounding by a standard deviation
    expect(distance(native.gradient, wasm.gradient)).toBeLessThan(1e-3);
    expect(distance(native.product, wasm.product)).toBeLessThan(1e-2);
    const others = await evaluate(await nativeObjective(classify(12), { threads: 7 }), theta);
    expect(others).toEqual(native);
  });

  it.each([["relu"], ["tanh"], ["sine"]] as const)("%s: results do not depend on threads", async (activation) => {
    const network = dense(activation, [3, 300, 200, 1]);
    const theta = initialParameters(network, { seed: 4 });
    const results = [1, 2, 7].map(async (threads) =>
      evaluate(await nativeObjective(programOf(network), { threads }), theta),
    );
    const [one, two, seven] = await Promise.all(results);
    expect(two).toEqual(one);
    expect(seven).toEqual(one);
  });

  it("the residual of an equation is that of wasm, on any number of threads", async () => {
    const { problem } = boundaryProblem("poisson-box");
    const network = dense("tanh", [4, 40, 30, 1]);
    const task = { kind: "deep-galerkin", network, problem, interior: 150, boundary: 70, test: 30 } as const;
    const { program, theta0 } = await programOfTask(task, { seed: 2 });
    const native = await evaluate(await nativeObjective(program, { threads: 1 }), theta0);
    const wasm = await evaluate(wasmObjective(program), theta0);
    // third derivatives of tanh in float32
    expect(Math.abs(native.loss / wasm.loss - 1)).toBeLessThan(1e-5);
    expect(distance(native.gradient, wasm.gradient)).toBeLessThan(1e-4);
    expect(distance(native.product, wasm.product)).toBeLessThan(1e-4);
    expect(await evaluate(await nativeObjective(program, { threads: 7 }), theta0)).toEqual(native);
  });

  it("batches are the rows that were asked for", async () => {
    const network = dense("tanh", [3, 20, 1]);
    const theta = initialParameters(network, { seed: 4 });
    const [native, wasm] = [
      await nativeObjective(programOf(network), { batch: 7 }),
      wasmObjective(programOf(network), { batch: 7 }),
    ];
    const before = programOf(network).data[0]!.values.slice();
    for (const start of [null, 3, 11]) {
      const rows = Int32Array.from({ length: 7 }, (_, k) => (start! + 5 * k) % 60);
      const out = [new Float64Array(theta.length), new Float64Array(theta.length)];
      for (const each of start === null ? [] : [native, wasm]) each.useBatch(rows);
      const losses = [await native.valueAndGradient(theta, out[0]!), await wasm.valueAndGradient(theta, out[1]!)];
      expect(losses[0]).toBeCloseTo(losses[1]!, 6);
      expect(distance(out[0]!, out[1]!)).toBeLessThan(5e-6);
    }
    expect(programOf(network).data[0]!.values).toEqual(before);
    expect(() => native.useBatch(Int32Array.of(1))).toThrow(/must have 7 samples/);
    native.dispose();
    wasm.dispose();
  });

  it("losses that are not finite come back as they are", async () => {
    const network = dense("relu", [3, 20, 10, 1]);
    const native = await nativeObjective(programOf(network));
    const out = new Float64Array(native.dimension);
    expect(
      await native.valueAndGradient(
        out.map(() => Number.NaN),
        out,
      ),
    ).toBeNaN();
    expect(
      await native.valueAndGradient(
        out.map(() => 1e20),
        out,
      ),
    ).toBe(Number.POSITIVE_INFINITY);
    native.dispose();
  });

  it("calls that overlap are answered one after the other", async () => {
    const network = dense("relu", [3, 20, 1]);
    const native = await nativeObjective(programOf(network));
    const points = [1, 2, 3].map((seed) => initialParameters(network, { seed }));
    const outs = points.map((point) => new Float64Array(point.length));
    const together = await Promise.all(points.map((point, i) => native.valueAndGradient(point, outs[i]!)));
    for (const [i, point] of points.entries()) {
      const out = new Float64Array(point.length);
      expect(await native.valueAndGradient(point, out)).toBe(together[i]);
      expect(out).toEqual(outs[i]);
    }
    native.dispose();
  });

  it("refuses vectors of another length, and calls after its end", async () => {
    const network = dense("relu", [3, 4, 1]);
    const native = await nativeObjective(programOf(network));
    const theta = initialParameters(network, { seed: 1 });
    const out = new Float64Array(theta.length);
    await expect(native.valueAndGradient(theta.slice(1), out)).rejects.toThrow(RangeError);
    await expect(native.valueAndGradient(theta, out.slice(1))).rejects.toThrow(RangeError);
    await expect(native.hessianVector(theta, out.slice(1), out)).rejects.toThrow(RangeError);
    native.dispose();
    native.dispose();
    await expect(native.valueAndGradient(theta, out)).rejects.toThrow(/still be in use/);
  });

  it.each([0, 1.5, Number.NaN])("refuses %s threads", async (threads) => {
    await expect(nativeObjective(programOf(dense("relu", [3, 1])), { threads })).rejects.toThrow(
      /threads must be an integer ≥ 1/,
    );
  });

  it("the runtime survives the end of a worker that used it", async () => {
    const source = `const { InferenceSession } = require("onnxruntime-node");
      InferenceSession.create(new Uint8Array(4)).catch(() => require("node:worker_threads").parentPort.postMessage(1));`;
    const worker = new Worker(source, { eval: true });
    await new Promise((resolve) => worker.once("message", resolve));
    await worker.terminate();
    const native = await nativeObjective(programOf(dense("relu", [3, 4, 1])));
    expect(
      await native.valueAndGradient(new Float64Array(native.dimension), new Float64Array(native.dimension)),
    ).toBeGreaterThan(0);
    native.dispose();
  });
});
