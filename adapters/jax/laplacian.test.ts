import { jit, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import {
  activations,
  type DenseNetwork,
  initialParameters,
  networkLayout,
  sampleInterior,
} from "../../src/networks/index.js";
import { splitBlocks } from "./blocks.js";
import { galerkinProgram } from "./galerkin-program.js";
import { type Field, fieldOf, type Needs } from "./laplacian.js";
import { type LinearOperator, residualProgram } from "./residual-program.js";
import { wasmObjective } from "./wasm-objective.js";

const COUNT = 6;
const cube = (dimension: number) => ({
  kind: "box" as const,
  lower: new Array(dimension).fill(-1),
  upper: new Array(dimension).fill(1),
});
const disk = { kind: "ball" as const, center: [0.5, -1], radius: 1.5 };

const network = (widths: readonly number[], activation: DenseNetwork["activation"]): DenseNetwork => ({
  kind: "dense",
  widths,
  activation,
  initialization: "xavier",
});

/** Φ by Simpson's rule from −10, where nothing is left of it. */
function normalDistribution(x: number): number {
  const n = 2000;
  const h = (x + 10) / n;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    const weight = i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2;
    const at = -10 + i * h;
    sum += weight * Math.exp((-at * at) / 2);
  }
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

const scalar: Readonly<Record<DenseNetwork["activation"], (h: number) => number>> = {
  relu: (h) => Math.max(0, h),
  tanh: Math.tanh,
  gelu: (h) => h * normalDistribution(h),
  sigmoid: (h) => 1 / (1 + Math.exp(-h)),
  sine: Math.sin,
};

/** u at one point in double precision, by loops. */
function value({ widths, activation }: DenseNetwork, theta: Float64Array, point: Float64Array): number {
  let signal = [...point];
  let offset = 0;
  for (let layer = 1; layer < widths.length; layer++) {
    const [inputs, outputs] = [widths[layer - 1]!, widths[layer]!];
    const bias = offset + inputs * outputs;
    const next = Array.from({ length: outputs }, (_, out) =>
      signal.reduce((sum, s, k) => sum + s * theta[offset + out * inputs + k]!, theta[bias + out]!),
    );
    signal = layer === widths.length - 1 ? next : next.map(scalar[activation]);
    offset = bias + outputs;
  }
  return signal[0]!;
}

/** u, ∂u/∂x_k and Δu at a point by central differences of fourth order; error about h⁴ and 1e-16/h². */
function differences(net: DenseNetwork, theta: Float64Array, point: Float64Array) {
  const h = 2e-3;
  const at = (k: number, shift: number) =>
    value(
      net,
      theta,
      point.map((x, i) => (i === k ? x + shift * h : x)),
    );
  const u = value(net, theta, point);
  const gradient = [...point].map((_, k) => (8 * (at(k, 1) - at(k, -1)) - at(k, 2) + at(k, -2)) / (12 * h));
  const seconds = [...point].map(
    (_, k) => (16 * (at(k, 1) + at(k, -1)) - at(k, 2) - at(k, -2) - 30 * u) / (12 * h * h),
  );
  return { u, gradient, laplacian: seconds.reduce((sum, second) => sum + second, 0) };
}

/** Arrays of a field that are there. */
function fieldAt(
  net: DenseNetwork,
  { theta, points, needs }: { theta: Float64Array; points: Float32Array; needs: Needs },
) {
  const shapes = networkLayout(net).blocks.map(({ shape }) => shape);
  const blocks = splitBlocks(theta, shapes).map((block, i) =>
    np.array(block as Float32Array<ArrayBuffer>).reshape([...shapes[i]!]),
  );
  const names = (["u", "gradient", "laplacian"] as const).filter((name) => name === "u" || needs[name]);
  const traced = jit((parameters: np.Array[], at: np.Array) => {
    const field = fieldOf(parameters, at, { activation: net.activation, needs });
    return names.map((name) => field[name]!);
  });
  const inputs = np
    .array(points as Float32Array<ArrayBuffer>)
    .reshape([points.length / net.widths[0]!, net.widths[0]!]);
  const arrays = traced(blocks, inputs).map((array) => array.dataSync());
  traced.dispose();
  return Object.fromEntries(names.map((name, i) => [name, arrays[i]!]));
}

describe("the field of a network", () => {
  const shapes = [
    [2, 10, 10, 10, 1],
    [4, 20, 20, 1],
    [3, 12, 1],
  ];
  const cases = activations
    .filter((name) => name !== "relu")
    .flatMap((name) => shapes.map((widths) => ({ name, widths })));

  it.each(cases)("$name $widths: gradient and Laplacian agree with differences to 1e-4", ({ name, widths }) => {
    const net = network(widths, name);
    const dimension = widths[0]!;
    const theta = initialParameters(net, { seed: 3 }).map((x) => Math.fround(2 * x));
    const domain = dimension === 2 ? disk : cube(dimension);
    const points = Float32Array.from(sampleInterior(domain, { count: COUNT, seed: 5 }));
    const found = fieldAt(net, { theta, points, needs: { gradient: true, laplacian: true } });
    for (let i = 0; i < COUNT; i++) {
      const point = Float64Array.from(points.subarray(i * dimension, (i + 1) * dimension));
      const expected = differences(net, theta, point);
      expect(found.u![i]).toBeCloseTo(expected.u, 5);
      // the bar; float32 gives some 1e-6
      expect(Math.abs(found.laplacian![i]! - expected.laplacian)).toBeLessThan(1e-4);
      expected.gradient.forEach((slope, k) => {
        expect(Math.abs(found.gradient![i * dimension + k]! - slope)).toBeLessThan(1e-4);
      });
    }
  });

  it("has the gradient of a network of ReLUs, whose Laplacian is 0", () => {
    const net = network([3, 6, 5, 1], "relu");
    const theta = initialParameters(net, { seed: 3 });
    const points = Float32Array.from(sampleInterior(cube(3), { count: COUNT, seed: 5 }));
    const found = fieldAt(net, { theta, points, needs: { gradient: true, laplacian: true } });
    const expected = Array.from({ length: COUNT * 3 }, (_, i) => {
      const point = Float64Array.from(points.subarray(i - (i % 3), i - (i % 3) + 3));
      const at = (shift: number) =>
        value(
          net,
          theta,
          point.map((x, k) => (k === i % 3 ? x + shift : x)),
        );
      // the network is linear near the point
      return (at(1e-6) - at(-1e-6)) / 2e-6;
    });
    expected.forEach((slope, i) => {
      expect(found.gradient![i]).toBeCloseTo(slope, 5);
    });
    expect([...found.laplacian!].every((x) => x === 0)).toBe(true);
  });

  it("is the same whatever else is asked for", () => {
    const net = network([2, 8, 7, 1], "tanh");
    const theta = initialParameters(net, { seed: 1 });
    const points = Float32Array.from(sampleInterior(disk, { count: COUNT, seed: 5 }));
    const at = (gradient: boolean, laplacian: boolean) =>
      fieldAt(net, { theta, points, needs: { gradient, laplacian } });
    const both = at(true, true);
    expect(at(false, true).laplacian).toEqual(both.laplacian);
    expect(at(true, false).gradient).toEqual(both.gradient);
    expect(at(false, false).u).toEqual(both.u);
  });

  it("of a linear network has a constant gradient and no Laplacian", () => {
    const theta = Float64Array.of(2, -3, 0.5);
    const points = Float32Array.of(1, 2, 3, 4, 5, 6);
    const found = fieldAt(network([2, 1], "tanh"), { theta, points, needs: { gradient: true, laplacian: true } });
    expect([...found.gradient!]).toEqual([2, -3, 2, -3, 2, -3]);
    expect([...found.laplacian!]).toEqual([0, 0, 0]);
  });
});

describe("Deep Galerkin losses", () => {
  const operators: readonly (LinearOperator & { name: string })[] = [
    { name: "Poisson", diffusion: 1, advection: [0, 0], reaction: 0 },
    { name: "all terms", diffusion: 0.5, advection: [1, -2], reaction: 3 },
    { name: "advection", diffusion: 0, advection: [0, -2], reaction: 0 },
    { name: "reaction", diffusion: 0, advection: [0, 0], reaction: 2 },
  ];
  const net = network([2, 7, 6, 1], "gelu");
  const theta = initialParameters(net, { seed: 2 });
  const points = Float32Array.from(sampleInterior(disk, { count: COUNT, seed: 5 }));
  const values = Float32Array.from({ length: COUNT }, (_, i) => Math.cos(i));
  const at = { count: COUNT, points, values };
  const pointOf = (i: number) => Float64Array.from(points.subarray(2 * i, 2 * i + 2));

  it.each(operators)("$name: residual inside plus defect on the boundary", async ({ name: _, ...problem }) => {
    const samples = { dimension: 2, interior: at, boundary: at, test: at };
    const objective = wasmObjective(residualProgram(net, { problem, samples }));
    let expected = 0;
    let defect = 0;
    for (let i = 0; i < COUNT; i++) {
      const { u, gradient, laplacian } = differences(net, theta, pointOf(i));
      const transported = gradient.reduce((sum, slope, k) => sum + slope * problem.advection[k]!, 0);
      const applied = -problem.diffusion * laplacian + transported + problem.reaction * u;
      expected += (applied - values[i]!) ** 2 / COUNT;
      defect += (u - values[i]!) ** 2 / COUNT;
    }
    // float32: some 1e-6 of terms of size 1 to 10
    expect(objective.synchronous.value(theta)).toBeCloseTo(expected + defect, 4);
    expect((await objective.measure(theta))["test error"]).toBeCloseTo(defect, 5);
    objective.dispose();
  });

  it("take an equation of one's own: |∇u|² + u³ = Δu·c(x)", () => {
    const coefficients = Float32Array.from({ length: COUNT }, (_, i) => 1 + i);
    const program = galerkinProgram(net, {
      points,
      data: [{ shape: [COUNT, 1], values: coefficients }],
      boundary: at,
      test: null,
      needs: { gradient: true, laplacian: true },
      residual: ({ u, gradient, laplacian }: Field, [c]) =>
        np
          .sum(gradient!.ref.mul(gradient!), 1, { keepdims: true })
          .add(u.ref.mul(u.ref).mul(u))
          .sub(laplacian!.mul(c!)),
    });
    const objective = wasmObjective(program);
    let expected = 0;
    for (let i = 0; i < COUNT; i++) {
      const { u, gradient, laplacian } = differences(net, theta, pointOf(i));
      const squares = gradient.reduce((sum, slope) => sum + slope * slope, 0);
      expected += ((squares + u ** 3 - laplacian * coefficients[i]!) ** 2 + (u - values[i]!) ** 2) / COUNT;
    }
    expect(objective.synchronous.value(theta)).toBeCloseTo(expected, 4);
    objective.dispose();
  });

  it("have no batches, and say what does not fit", () => {
    const problem = operators[0]!;
    const program = residualProgram(net, {
      problem,
      samples: { dimension: 2, interior: at, boundary: at, test: null },
    });
    expect(program.samples).toBeNull();
    expect(program.measures).toEqual([]);
    expect(() => wasmObjective(program, { batch: 3 })).toThrow(/batch must be all samples/);
    const fewer = { ...at, points: points.subarray(0, 7) };
    const samples = { dimension: 2, interior: fewer, boundary: at, test: null };
    expect(() => residualProgram(net, { problem, samples })).toThrow(
      /coordinates of the points must be one or more times 2/,
    );
    const wide = network([2, 3, 2], "tanh");
    const fits = { dimension: 2, interior: at, boundary: at, test: null };
    expect(() => residualProgram(wide, { problem, samples: fits })).toThrow(/end with 1: current value is 2-3-2/);
  });
});
