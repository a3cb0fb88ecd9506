import { grad, init, lax, numpy as np } from "@jax-js/jax";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Computation, onBothEngines, randomNumbers } from "../../test/laws/compare-with-wasm.js";
import { runOnce } from "../../test/laws/run-once.js";

beforeAll(async () => {
  await init("wasm");
});

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

async function expectAgreement(f: Computation, shapes: number[][]): Promise<void> {
  const values = shapes.map((shape, i) => randomNumbers(sizeOf(shape), { seed: i + 1, low: -1, high: 1 }));
  const { native, wasm } = await onBothEngines(f, { shapes, values });
  expect(native.length).toBe(wasm.length);
  const largest = wasm.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  // sums of at most a few hundred products of order 1 in float32, in two orders
  wasm.forEach((value, i) => {
    expect(Math.abs(native[i]! - value)).toBeLessThanOrEqual(1e-5 * largest);
  });
}

/** Two shapes that broadcast against each other, each axis in both, in one or of size 1. */
const operands = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 4 }), left: fc.boolean(), right: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((axes) => [axes.map(({ size, left }) => (left ? size : 1)), axes.map(({ size, right }) => (right ? size : 1))]);

const runs = { numRuns: 60, seed: 5 };

describe("contractions", () => {
  it("find batch, row and column axes of any two operands, in any order of their axes", async () => {
    const scramble = fc.record({ shapes: operands, turn: fc.nat(), back: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(scramble, async ({ shapes, turn, back }) => {
        // The left operand comes transposed: its axes are turned round and maybe reversed.
        const rank = shapes[0]!.length;
        const order = Array.from({ length: rank }, (_, i) => (i + turn) % rank);
        if (back) order.reverse();
        const given = order.map((axis) => shapes[0]![axis]!);
        const undo = order.map((_, axis) => order.indexOf(axis));
        const product: Computation = (x, y) => np.sum(np.transpose(x!, undo).mul(y!), -1);
        const contraction: Computation = (x, y) => dotAlongLast(np.transpose(x!, undo), y!);
        await expectAgreement(contraction, [given, shapes[1]!]);
        await expectAgreement(product, [given, shapes[1]!]);
      }),
      runs,
    );
  });

  it("of long and wide matrices do not depend on the number of threads", async () => {
    // more columns than rows, and more terms than the runtime sums at a time
    const [m, k, n] = [100, 784, 500];
    const shapes = [
      [m, k],
      [n, k],
    ];
    const values = shapes.map((shape, i) => randomNumbers(sizeOf(shape), { seed: i + 1 }));
    const f = ([x, y]: np.Array[]) => [np.matmul(x!, np.transpose(y!))];
    const on = (threads: number) => runOnce(f, { shapes, values, results: [[m, n]], threads });
    expect(await on(7)).toEqual(await on(1));
  });

  it("of channels fewer than threads are summed alike", async () => {
    const shapes = [[12, 3, 8, 8]];
    const values = [randomNumbers(12 * 3 * 64)];
    const f = ([x]: np.Array[]) => [np.sum(x!, [0, 2, 3])];
    const on = (threads: number) => runOnce(f, { shapes, values, results: [[3]], threads });
    expect(await on(7)).toEqual(await on(1));
  });
});

/** Σ x·y along the last axis as products of matrices; all axes broadcast. */
function dotAlongLast(x: np.Array, y: np.Array): np.Array {
  const shape = x.shape.map((size, axis) => Math.max(size, y.shape[axis]!));
  const outer = shape.slice(0, -1);
  const length = shape.at(-1)!;
  const row = np.broadcastTo(x, [...x.shape.slice(0, -1), length]);
  const column = np.broadcastTo(y, [...y.shape.slice(0, -1), length]);
  const products = np.matmul(
    np.broadcastTo(row, shape).reshape([...outer, 1, length]),
    np.broadcastTo(column, shape).reshape([...outer, length, 1]),
  );
  return products.reshape(outer);
}

const settings = fc.record({
  images: fc.integer({ min: 1, max: 3 }),
  inputs: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  side: fc.integer({ min: 4, max: 7 }),
  window: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
  before: fc.integer({ min: 0, max: 2 }),
  after: fc.integer({ min: 0, max: 2 }),
  spread: fc.integer({ min: 1, max: 2 }),
  dilation: fc.integer({ min: 1, max: 2 }),
});

describe("convolutions", () => {
  it("and their gradients by input and window agree with wasm for any settings", async () => {
    await fc.assert(
      fc.asyncProperty(
        settings,
        async ({ images, inputs, outputs, side, window, stride, before, after, ...spreads }) => {
          const { spread, dilation } = spreads;
          fc.pre((window - 1) * dilation + 1 <= (side - 1) * spread + 1 + before + after);
          const padding: [number, number][] = [
            [before, after],
            [after, before],
          ];
          const options = { lhsDilation: [spread, spread], rhsDilation: [dilation, dilation] };
          const f: Computation = (x, w) => lax.convGeneralDilated(x!, w!, [stride, stride], padding, options);
          const shapes = [
            [images, inputs, side, side],
            [outputs, inputs, window, window],
          ];
          await expectAgreement(f, shapes);
          const square = (x: np.Array, w: np.Array) => {
            const found = f(x, w);
            return np.sum(found.ref.mul(found));
          };
          await expectAgreement((x, w) => grad(square, { argnums: 0 })(x!, w!) as np.Array, shapes);
          await expectAgreement((x, w) => grad(square, { argnums: 1 })(x!, w!) as np.Array, shapes);
        },
      ),
      { numRuns: 40, seed: 3 },
    );
  });
});
