import { init, lax, numpy as np } from "@jax-js/jax";
import { beforeAll, describe, expect, it } from "vitest";
import { type Computation, onBothEngines, randomNumbers } from "../../test/laws/compare-with-wasm.js";
import { runOnce } from "../../test/laws/run-once.js";
import type { Shapes } from "../jax/index.js";

beforeAll(async () => {
  await init("wasm");
});

interface Case {
  readonly f: Computation;
  readonly shapes: Shapes;
  readonly low?: number;
  readonly high?: number;
}

const two: Shapes = [
  [4, 1, 3],
  [5, 1],
];
const unary = (f: Computation, low = -2, high = 2): Case => ({ f, shapes: [[3, 1, 4]], low, high });
const swap = [2, 0, 1];

const cases: Record<string, Case> = {
  add: { f: (x, y) => x!.add(y!), shapes: two },
  "add scalar": { f: (x, y) => x!.add(y!), shapes: [[], [2, 3]] },
  "add across layouts": { f: (x, y) => np.transpose(x!, [1, 0]).add(y!), shapes: [[3, 4], [3]] },
  mul: { f: (x, y) => x!.mul(y!), shapes: two },
  "mul by zero": { f: (x) => x!.mul(0), shapes: [[3]] },
  "mul across layouts": {
    f: (x, y) => np.transpose(x!, swap).mul(y!),
    shapes: [
      [3, 4, 2],
      [3, 4],
    ],
  },
  sub: { f: (x, y) => x!.sub(y!), shapes: two },
  div: { f: (x, y) => x!.div(y!), shapes: two, low: 1 },
  neg: unary((x) => np.negative(x!)),
  min: { f: (x, y) => np.minimum(x!, y!), shapes: two },
  max: { f: (x, y) => np.maximum(x!, y!), shapes: two },
  floor: unary((x) => np.floor(x!)),
  ceil: unary((x) => np.ceil(x!)),
  mod: { f: (x, y) => np.fmod(x!, y!), shapes: two, low: 0.5 },
  exp: unary((x) => np.exp(x!)),
  log: unary((x) => np.log(x!), 0.5, 9),
  sqrt: unary((x) => np.sqrt(x!), 0, 9),
  sin: unary((x) => np.sin(x!)),
  cos: unary((x) => np.cos(x!)),
  asin: unary((x) => np.arcsin(x!), -1, 1),
  atan: unary((x) => np.arctan(x!)),
  erf: unary((x) => lax.erf(x!)),
  tanh: unary((x) => np.tanh(x!)),
  less: { f: (x, y) => np.less(x!, y!), shapes: two },
  "less or equal": { f: (x) => np.lessEqual(np.floor(x!), 0), shapes: [[3, 4]] },
  equal: { f: (x) => np.equal(np.floor(x!), 1), shapes: [[3, 4]] },
  "not equal": { f: (x) => np.notEqual(np.floor(x!), 1), shapes: [[3, 4]] },
  where: {
    f: (x, y) => np.where(np.less(x!, 0), y!, 3),
    shapes: [
      [4, 1, 3],
      [5, 1],
    ],
  },
  "where zero": { f: (x, y) => np.where(np.less(x!, 0), 0, y!), shapes: [[4, 3], [3]] },
  "cast to int": unary((x) => x!.astype(np.int32)),
  "cast to bool": unary((x) => np.floor(x!).astype(np.bool)),
  integers: { f: (x, y) => x!.astype(np.int32).mul(y!.astype(np.int32)).add(2), shapes: two },
  "truth values added": { f: (x, y) => np.less(x!, 0).add(np.less(y!, 0)), shapes: two },
  any: { f: (x) => np.any(np.less(x!, -1), 1), shapes: [[6, 3]] },
  all: { f: (x) => np.all(np.less(x!, 1), 0), shapes: [[3, 6]] },
  sum: { f: (x) => np.sum(x!, [0, 2]), shapes: [[3, 4, 5]] },
  "sum of a broadcast": { f: (x) => np.sum(np.broadcastTo(x!, [6, 3, 4]), [0, 1]), shapes: [[3, 4]] },
  "sum of a transposed array": { f: (x) => np.sum(np.transpose(x!, swap), 1), shapes: [[3, 4, 5]] },
  prod: { f: (x) => np.prod(x!, 1), shapes: [[3, 4]] },
  "prod of a broadcast": { f: (x) => np.prod(np.broadcastTo(x!, [3, 4]), 0), shapes: [[4]] },
  "max along": { f: (x) => np.max(x!, 1), shapes: [[3, 4]] },
  "min along": { f: (x) => np.min(x!), shapes: [[3, 4]] },
  dot: {
    f: (x, y) => np.matmul(x!, y!),
    shapes: [
      [4, 3],
      [3, 5],
    ],
  },
  "dot of vectors": { f: (x, y) => np.dot(x!, y!), shapes: [[7], [7]] },
  "batched dot": {
    f: (x, y) => np.matmul(x!, y!),
    shapes: [
      [2, 4, 3],
      [2, 3, 5],
    ],
  },
  "dot of broadcasts": {
    f: (x, y) => np.matmul(np.broadcastTo(x!, [4, 3]), np.broadcastTo(y!, [3, 5])),
    shapes: [
      [1, 3],
      [1, 5],
    ],
  },
  transpose: { f: (x) => np.transpose(x!, swap), shapes: [[3, 4, 2]] },
  "reshape, split": { f: (x) => x!.reshape([3, 2, 2, 1]), shapes: [[3, 4]] },
  "reshape after transpose": { f: (x) => np.transpose(x!, swap).reshape([8, 3]), shapes: [[4, 3, 2]] },
  "reshape of a broadcast": { f: (x) => np.broadcastTo(x!, [4, 3]).reshape([2, 6]), shapes: [[1, 3]] },
  flip: { f: (x) => np.flip(x!, [0, 2]), shapes: [[3, 1, 4]] },
  "flip twice": { f: (x) => np.flip(np.flip(x!, [1]), [1]), shapes: [[3, 4]] },
  slice: { f: (x) => x!.slice([1, 3], [2, 3]), shapes: [[3, 4]] },
  pad: {
    f: (x) =>
      np.pad(x!, [
        [1, 2],
        [0, 1],
      ]),
    shapes: [[3, 1]],
  },
  "pad a broadcast": {
    f: (x) =>
      np.pad(np.broadcastTo(x!, [2, 3]), [
        [1, 0],
        [0, 0],
      ]),
    shapes: [[3]],
  },
  concatenate: {
    f: (x, y) => np.concatenate([np.transpose(x!, [1, 0]), y!], 1),
    shapes: [
      [3, 4],
      [4, 1],
    ],
  },
  split: {
    f: (x) => {
      const [a, b] = np.split(x!, [1], 1);
      b!.dispose();
      return a!;
    },
    shapes: [[3, 4]],
  },
};

describe("primitives as ONNX operators", () => {
  it.each(Object.entries(cases))("%s", async (_, { f, shapes, low = -2, high = 2 }) => {
    const values = shapes.map((shape, i) => randomNumbers(size(shape), { seed: i + 1, low, high }));
    const { native, wasm } = await onBothEngines(f, { shapes, values });
    // float32: sums of a few numbers of order 1; the series on the side of wasm are good to 1e-5, as that of ln is
    wasm.forEach((value, i) => {
      expect(Math.abs(native[i]! - value)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value)));
    });
    expect(native.length).toBe(wasm.length);
  });

  it("sums nothing to zero", async () => {
    const sum = ([x]: np.Array[]) => [np.sum(x!.slice([0, 0]), 0)];
    const [sums] = await runOnce(sum, { shapes: [[3, 4]], values: [randomNumbers(12)], results: [[4]] });
    expect([...sums!]).toEqual([0, 0, 0, 0]);
    const dot = ([x, y]: np.Array[]) => [np.matmul(x!.slice([], [0, 0]), y!.slice([0, 0]))];
    const values = [randomNumbers(6), randomNumbers(6)];
    const [products] = await runOnce(dot, {
      shapes: [
        [2, 3],
        [3, 2],
      ],
      values,
      results: [[2, 2]],
    });
    expect([...products!]).toEqual([0, 0, 0, 0]);
  });

  it("names a primitive that has no counterpart", async () => {
    const sorted = runOnce(([x]) => [np.sort(x!)], { shapes: [[3]], values: [[3, 1, 2]], results: [[3]] });
    await expect(sorted).rejects.toThrow(/primitives must be among add, .*: current value is sort$/);
  });

  it("keeps NaN in rectifiers, and what is not finite out of masked places", async () => {
    const f = ([x]: np.Array[]) => [np.maximum(0, x!)];
    const values = [[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1]];
    const [rectified] = await runOnce(f, { shapes: [[4]], values, results: [[4]] });
    expect([...rectified!]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, 0, 0]);
    const masked = ([x, y]: np.Array[]) => [np.where(np.less(0, x!), y!, 0)];
    const shapes = [[2], [2]];
    const [kept] = await runOnce(masked, {
      shapes,
      values: [
        [-1, 1],
        [Number.NaN, 2],
      ],
      results: [[2]],
    });
    expect([...kept!]).toEqual([0, 2]);
  });
});

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
