import { describe, expect, it } from "vitest";
import { initialParameters } from "./initial-parameters.js";
import type { DenseNetwork, Initialization, ResidualNetwork } from "./network.js";
import { networkLayout, type ParameterBlock } from "./network-layout.js";

const dense = (widths: readonly number[], initialization: Initialization = "pytorch"): DenseNetwork => ({
  kind: "dense",
  widths,
  activation: "relu",
  initialization,
});
const residual = (widthFactor: number, initialization: Initialization = "pytorch"): ResidualNetwork => ({
  kind: "resnet18",
  image: [3, 32, 32],
  outputs: 10,
  widthFactor,
  initialization,
});

describe("networkLayout", () => {
  it("lists weights and biases of a dense network as PyTorch does", () => {
    const { dimension, blocks } = networkLayout(dense([5, 100, 1]));
    expect(dimension).toBe(5 * 100 + 100 + 100 + 1);
    expect(
      blocks.map(({ name, shape, kind, fanIn, fanOut, offset }) => [name, shape, kind, fanIn, fanOut, offset]),
    ).toEqual([
      ["0.weight", [100, 5], "weight", 5, 100, 0],
      ["0.bias", [100], "bias", 5, 100, 500],
      ["1.weight", [1, 100], "weight", 100, 1, 600],
      ["1.bias", [1], "bias", 100, 1, 700],
    ]);
  });

  it("has the 11 173 962 parameters of ResNet18 with a stem of 3 × 3 and ten outputs", () => {
    const { dimension, blocks } = networkLayout(residual(1));
    expect(dimension).toBe(11_173_962);
    // 20 convolutions, as many batch norms, one dense layer
    expect(blocks.filter(({ shape }) => shape.length === 4)).toHaveLength(20);
    expect(blocks.filter(({ kind }) => kind === "scale")).toHaveLength(20);
    expect(blocks).toHaveLength(62);
    expect(blocks.slice(0, 6).map(({ name }) => name)).toEqual([
      "conv1.weight",
      "bn1.weight",
      "bn1.bias",
      "layer1.0.conv1.weight",
      "layer1.0.bn1.weight",
      "layer1.0.bn1.bias",
    ]);
    const projection = blocks.find(({ name }) => name === "layer2.0.downsample.0.weight")!;
    expect(projection).toMatchObject({ shape: [128, 64, 1, 1], fanIn: 64, fanOut: 128 });
    expect(blocks.some(({ name }) => name.startsWith("layer1.0.downsample"))).toBe(false);
    expect(blocks.at(-2)).toMatchObject({ name: "fc.weight", shape: [10, 512] });
  });

  it("lays blocks end to end, at any width", () => {
    for (const factor of [0.001, 0.1, 0.25, 2]) {
      const { dimension, blocks } = networkLayout(residual(factor));
      let end = 0;
      for (const { offset, size, shape } of blocks) {
        expect(offset).toBe(end);
        expect(size).toBe(shape.reduce((product, length) => product * length, 1));
        end += size;
      }
      expect(end).toBe(dimension);
    }
    expect(networkLayout(residual(0.001)).blocks[0]!.shape).toEqual([1, 3, 3, 3]);
  });
});

describe("initialParameters", () => {
  const part = (theta: Float64Array, { offset, size }: ParameterBlock) => [...theta.subarray(offset, offset + size)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it.each([
    ["pytorch", 1 / Math.sqrt(300), 1 / Math.sqrt(300)],
    ["xavier", Math.sqrt(6 / 500), 0],
  ] as const)("%s is uniform on its bounds", (initialization, bound, biasBound) => {
    const network = dense([300, 200, 1], initialization);
    const theta = initialParameters(network, { seed: 3 });
    const [weight, bias] = networkLayout(network).blocks;
    const weights = part(theta, weight!);
    // rounding to float32 may pass the bound by half a unit of 2⁻²⁴
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(bound * (1 + 2 ** -24));
    // five standard deviations of the mean of 60 000 draws, and of the mean of their squares
    expect(Math.abs(mean(weights))).toBeLessThan((5 * bound) / Math.sqrt(3 * 60_000));
    const square = mean(weights.map((value) => value * value));
    expect(Math.abs(square / (bound * bound) - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / 60_000));
    expect(Math.max(...part(theta, bias!).map(Math.abs))).toBeLessThanOrEqual(biasBound * (1 + 2 ** -24));
  });

  it("he is normal with variance 2/n_in, a convolution's n_in being channels times window", () => {
    const network = residual(0.25, "he");
    const theta = initialParameters(network, { seed: 3 });
    const block = networkLayout(network).blocks.find(({ name }) => name === "layer4.1.conv2.weight")!;
    const weights = part(theta, block);
    expect(block).toMatchObject({ fanIn: 128 * 9, fanOut: 128 * 9, size: 128 * 128 * 9 });
    // five standard deviations: the square of a normal has variance 2σ⁴
    const square = mean(weights.map((value) => value * value)) * (block.fanIn / 2);
    expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / block.size));
    // a kurtosis of 3 tells it from a uniform, of 1.8; that of a sample has variance 24/n
    const fourth = mean(weights.map((value) => value ** 4)) * (block.fanIn / 2) ** 2;
    expect(Math.abs(fourth / square ** 2 - 3)).toBeLessThan(5 * Math.sqrt(24 / block.size));
  });

  it("begins batch norms with scale 1 and shift 0, and gives numbers of float32 only", () => {
    const network = residual(0.1);
    const theta = initialParameters(network, { seed: 1 });
    for (const block of networkLayout(network).blocks) {
      if (block.kind === "scale") expect(new Set(part(theta, block))).toEqual(new Set([1]));
      if (block.kind === "shift") expect(new Set(part(theta, block))).toEqual(new Set([0]));
    }
    expect(theta).toEqual(Float64Array.from(Float32Array.from(theta)));
  });

  it("is a function of the seed, with a stream for each block", () => {
    const theta = initialParameters(dense([4, 3, 2]), { seed: 5 });
    expect(initialParameters(dense([4, 3, 2]), { seed: 5 })).toEqual(theta);
    expect(initialParameters(dense([4, 3, 2]), { seed: 6 })).not.toEqual(theta);
    // a wider last layer takes nothing from the first
    expect(initialParameters(dense([4, 3, 9]), { seed: 5 }).subarray(0, 15)).toEqual(theta.subarray(0, 15));
    expect(() => initialParameters(dense([4, 3, 2]), { seed: -1 })).toThrow(RangeError);
  });
});
