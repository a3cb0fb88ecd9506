import { numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import {
  activations,
  type DenseNetwork,
  initialParameters,
  type Network,
  sampleSineSum,
} from "../../src/networks/index.js";
import { networkProgram } from "./network-program.js";
import { wasmObjective } from "./wasm-objective.js";

const dense = (activation: DenseNetwork["activation"], widths = [3, 9, 8, 1]): DenseNetwork => ({
  kind: "dense",
  widths,
  activation,
  initialization: "xavier",
});
const sets = sampleSineSum({ source: "sine-sum", dimension: 3, samples: 40, test: 20 }, { seed: 7 });
const programOf = (activation: DenseNetwork["activation"]) =>
  networkProgram(dense(activation), { sets, loss: "square" });
const thetaOf = (network: Network) => initialParameters(network, { seed: 4 });

/** A vector of length 1 with no particular direction. */
function directionOf(length: number): Float64Array {
  const raw = Float64Array.from({ length }, (_, k) => Math.sin(0.5 * k * k + 1));
  const norm = Math.hypot(...raw);
  return raw.map((x) => x / norm);
}

const moved = (theta: Float64Array, direction: Float64Array, by: number) => theta.map((x, i) => x + by * direction[i]!);
const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);

/** Where every memory of WebAssembly is made larger; Node's types do not have it. */
const memory = (globalThis as unknown as { WebAssembly: { Memory: { prototype: { grow(pages: number): number } } } })
  .WebAssembly.Memory.prototype;

describe("objectives on wasm", () => {
  it.each(activations)("%s: gradients and Hessian products agree with differences", (activation) => {
    const { synchronous, dispose } = wasmObjective(programOf(activation));
    const theta = thetaOf(dense(activation));
    const direction = directionOf(theta.length);
    const buffer = () => new Float64Array(theta.length);
    const [gradient, product, ahead, behind] = [buffer(), buffer(), buffer(), buffer()];
    const h = 0.02;
    const value = synchronous.valueAndGradient!(theta, gradient);
    // the same sums in kernels that are cut elsewhere
    expect(synchronous.value(theta)).toBeCloseTo(value, 6);
    synchronous.hessianVector!(theta, direction, product);
    const up = synchronous.valueAndGradient!(moved(theta, direction, h), ahead);
    const down = synchronous.valueAndGradient!(moved(theta, direction, -h), behind);
    dispose();
    // rounding 1e-7/h and the third derivative times h²; that of relu jumps, so it is compared with PyTorch only
    if (activation === "relu") return;
    expect((up - down) / (2 * h)).toBeCloseTo(dot(gradient, direction), 3);
    const slopes = ahead.map((slope, i) => (slope - behind[i]!) / (2 * h));
    const off = Math.hypot(...slopes.map((slope, i) => slope - product[i]!));
    expect(off / Math.hypot(...product)).toBeLessThan(2e-3);
  });

  it("are symmetric in the second derivative", () => {
    const { synchronous, dispose } = wasmObjective(programOf("gelu"));
    const theta = thetaOf(dense("gelu"));
    const x = directionOf(theta.length);
    const y = x.toReversed();
    const [hx, hy] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    synchronous.hessianVector!(theta, x, hx);
    synchronous.hessianVector!(theta, y, hy);
    dispose();
    // both sums have rounding of float32
    expect(Math.abs(dot(y, hx) - dot(x, hy))).toBeLessThan(1e-6);
  });

  it("answer the same later as at once", async () => {
    const objective = wasmObjective(programOf("tanh"));
    const theta = thetaOf(dense("tanh"));
    const buffer = () => new Float64Array(theta.length);
    const [now, later, productNow, productLater] = [buffer(), buffer(), buffer(), buffer()];
    const value = objective.synchronous.valueAndGradient!(theta, now);
    expect(await objective.valueAndGradient(theta, later)).toBe(value);
    objective.synchronous.hessianVector!(theta, theta, productNow);
    await objective.hessianVector(theta, theta, productLater);
    objective.dispose();
    expect(later).toEqual(now);
    expect(productLater).toEqual(productNow);
    expect(objective).toMatchObject({ samples: 40, batchSize: 40, engine: "wasm", dimension: theta.length });
  });

  it.each(activations)("%s: a loss that is not finite is a value", async (activation) => {
    const objective = wasmObjective(programOf(activation));
    const theta = thetaOf(dense(activation));
    const gradient = new Float64Array(theta.length);
    const broken = theta.slice();
    broken[5] = Number.NaN;
    expect(objective.synchronous.valueAndGradient!(broken, gradient)).toBeNaN();
    expect(await objective.valueAndGradient(broken, gradient)).toBeNaN();
    expect((await objective.measure(broken))["test loss"]).toBeNaN();
    broken[5] = theta[5]!;
    broken[theta.length - 1] = 1e30;
    expect(objective.synchronous.value(broken)).toBe(Number.POSITIVE_INFINITY);
    // 1e300 has no float32
    broken[theta.length - 1] = 1e300;
    expect(Number.isFinite(objective.synchronous.value(broken))).toBe(false);
    objective.dispose();
  });

  it("have finite gradients where activations are saturated", () => {
    for (const activation of ["tanh", "sigmoid", "gelu"] as const) {
      const { synchronous, dispose } = wasmObjective(programOf(activation));
      const theta = thetaOf(dense(activation)).map((x) => 300 * x);
      const [gradient, product] = [new Float64Array(theta.length), new Float64Array(theta.length)];
      expect(Number.isFinite(synchronous.valueAndGradient!(theta, gradient))).toBe(true);
      synchronous.hessianVector!(theta, directionOf(theta.length), product);
      dispose();
      expect([...gradient, ...product].every(Number.isFinite)).toBe(true);
    }
  });

  it("keep no memory of evaluations", { timeout: 60_000 }, async () => {
    const wide = dense("tanh", [3, 64, 64, 1]);
    const objective = wasmObjective(networkProgram(wide, { sets, loss: "square" }));
    const theta = thetaOf(wide);
    const out = new Float64Array(theta.length);
    const evaluate = async () => {
      objective.synchronous.value(theta);
      objective.synchronous.gradient(theta, out);
      objective.synchronous.hessianVector!(theta, theta, out);
      await objective.valueAndGradient(theta, out);
      await objective.hessianVector(theta, theta, out);
      await objective.measure(theta);
    };
    for (let warmUp = 0; warmUp < 3; warmUp++) await evaluate();
    // an evaluation uses some 200 kB: 300 of them that kept it would have to make the memory larger
    const { grow } = memory;
    let grown = 0;
    memory.grow = function (pages) {
      grown += pages;
      return grow.call(this, pages);
    };
    for (let step = 0; step < 50; step++) await evaluate();
    memory.grow = grow;
    objective.dispose();
    expect(grown).toBe(0);
  });

  it("free what they hold, once", () => {
    const objective = wasmObjective({
      parameters: [[2]],
      data: [{ shape: [2], values: Float32Array.of(1, 2) }],
      samples: 2,
      loss: ([x], [y]) => np.sum(x!.mul(y!)),
      measures: [],
    });
    expect(objective.synchronous.value(Float64Array.of(3, 4))).toBe(11);
    objective.dispose();
    objective.dispose();
    expect(() => objective.synchronous.value(Float64Array.of(3, 4))).toThrow(/must still be in use/);
    expect(() => objective.measure(Float64Array.of(3, 4))).toThrow(/must still be in use/);
  });

  it("take batches", async () => {
    const program = programOf("sine");
    const theta = thetaOf(dense("sine"));
    const out = new Float64Array(theta.length);
    const all = wasmObjective(program);
    const objective = wasmObjective(program, { batch: 10 });
    const whole = all.synchronous.valueAndGradient!(theta, out);
    const wholeGradient = out.slice();
    let sum = 0;
    const gradient = new Float64Array(theta.length);
    for (let batch = 0; batch < 4; batch++) {
      // every fourth sample, backwards
      objective.useBatch(Int32Array.from({ length: 10 }, (_, i) => 39 - batch - 4 * i));
      sum += (await objective.valueAndGradient(theta, out)) / 4;
      out.forEach((slope, i) => {
        gradient[i]! += slope / 4;
      });
    }
    expect(objective).toMatchObject({ samples: 40, batchSize: 10 });
    expect(sum).toBeCloseTo(whole, 6);
    expect(Math.hypot(...gradient.map((slope, i) => slope - wholeGradient[i]!))).toBeLessThan(1e-6);
    const first = wasmObjective(program, { batch: 10 });
    objective.useBatch(Int32Array.from({ length: 10 }, (_, i) => i));
    expect(first.synchronous.value(theta)).toBe(objective.synchronous.value(theta));
    for (const one of [all, objective, first]) one.dispose();
  });

  it("say what is wrong with a batch or a vector", () => {
    const program = programOf("sine");
    for (const batch of [0, 41, 2.5, Number.NaN]) {
      expect(() => wasmObjective(program, { batch })).toThrow(
        /batch must be a whole number from 1 to 40: current value is/,
      );
    }
    const objective = wasmObjective(program, { batch: 2 });
    expect(() => objective.useBatch(Int32Array.of(1))).toThrow(/must have 2 samples: current value is 1/);
    expect(() => objective.useBatch(Int32Array.of(1, 40))).toThrow(/from 0 to 39: current value is 40/);
    expect(() => objective.synchronous.value(new Float64Array(3))).toThrow(/must have 125 numbers: current value is 3/);
    objective.dispose();
    const all = wasmObjective(program);
    expect(() => all.useBatch(Int32Array.of(1))).toThrow(/batch must be less than 40/);
    all.dispose();
  });
});
