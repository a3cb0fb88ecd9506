import { jit, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { convolution } from "./convolution.js";

const wave = (count: number, frequency: number) =>
  Float32Array.from({ length: count }, (_, k) => Math.sin(frequency * k * k + 1));

interface Case {
  readonly images: readonly [number, number, number, number];
  readonly outputs: number;
  readonly size: number;
  readonly stride: number;
}

/** The definition, by loops: Σ weight[o, c, i, j]·image[s·y + i − m, s·x + j − m, c]. */
function byLoops(values: Float32Array, weight: Float32Array, { images, outputs, size, stride }: Case): number[] {
  const [count, height, width, channels] = images;
  const middle = (size - 1) / 2;
  const found: number[] = [];
  const at = (n: number, y: number, x: number, c: number) =>
    y >= 0 && y < height && x >= 0 && x < width ? values[((n * height + y) * width + x) * channels + c]! : 0;
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < height; y += stride) {
      for (let x = 0; x < width; x += stride) {
        for (let o = 0; o < outputs; o++) {
          let sum = 0;
          for (let k = 0; k < channels * size * size; k++) {
            const [c, i, j] = [Math.floor(k / size ** 2), Math.floor(k / size) % size, k % size];
            sum += weight[o * channels * size * size + k]! * at(n, y + i - middle, x + j - middle, c!);
          }
          found.push(sum);
        }
      }
    }
  }
  return found;
}

describe("convolution", () => {
  const sizes = [
    [1, 1],
    [1, 4],
    [2, 2],
    [3, 2],
    [5, 4],
    [7, 9],
  ] as const;
  const cases: Case[] = sizes.flatMap(([height, width]) =>
    [1, 2, 3].flatMap((stride) =>
      [1, 3, 5].map((size) => ({ images: [2, height, width, 3] as const, outputs: 2, size, stride })),
    ),
  );

  it.each(cases)("$images with a window of $size and stride $stride is what its definition says", (one) => {
    const { images, outputs, size, stride } = one;
    const values = wave(
      images.reduce((product, length) => product * length, 1),
      0.7,
    );
    const weight = wave(outputs * images[3] * size * size, 1.1);
    const traced = jit((x: np.Array, w: np.Array) => convolution(x, w, stride));
    const result = traced(
      np.array(values).reshape([...images]),
      np.array(weight).reshape([outputs, images[3], size, size]),
    );
    expect(result.shape).toEqual([2, Math.ceil(images[1] / stride), Math.ceil(images[2] / stride), outputs]);
    const found = result.dataSync();
    traced.dispose();
    const expected = byLoops(values, weight, one);
    // at most 75 products of numbers below 1 in float32
    expect(Math.max(...expected.map((value, i) => Math.abs(value - found[i]!)))).toBeLessThan(5e-6);
  });
});
