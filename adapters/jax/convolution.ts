import { lax, numpy as np } from "@jax-js/jax";

/** One place of a window: it reads the signal `offset` steps of the output further on, in one phase of the stride. */
interface Tap {
  readonly row: number;
  readonly column: number;
  readonly offset: readonly [number, number];
}

/**
 * Convolution of images [n, height, width, channels in] with a weight [channels out, channels in, k, k], k odd, to
 * [n, ⌈height/stride⌉, ⌈width/stride⌉, channels out]; zeros stand around the images so that the middle of the window visits
 * pixels 0, stride, 2·stride, …
 *
 * Every pixel is multiplied by the weights of all places of the window in one product of matrices, and the results are shifted
 * and added. A product is what every engine is fast at, and its derivatives are products again; nothing but the images has to
 * be kept for them.
 *
 * @see Vasudevan et al., arXiv 1704.04428, section 3 (kn2row).
 */
export function convolution(images: np.Array, weight: np.Array, stride: number): np.Array {
  const size = weight.shape[2]!;
  const parts: np.Array[] = [];
  for (const [phase, signal] of phasesOf(images, stride).entries()) {
    const taps = tapsOf(size, { stride, phase }).filter(({ offset }) => reaches(offset, signal));
    if (taps.length > 0) parts.push(...shiftedProducts(signal, tapWeights(weight.ref, taps), taps));
    else signal.dispose();
  }
  weight.dispose();
  return parts.reduce((sum, part) => sum.add(part));
}

/** The images at pixels (s·y + p, s·x + q) for all p, q < s = stride, row by row. */
function phasesOf(images: np.Array, stride: number): np.Array[] {
  if (stride === 1) return [images];
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const filled = np.pad(images, { 1: [0, rows * stride - height], 2: [0, columns * stride - width] });
  const split = filled.reshape([count, rows, stride, columns, stride, channels]);
  return Array.from({ length: stride * stride }, (_, phase) =>
    split.ref.slice([], [], Math.floor(phase / stride), [], phase % stride, []),
  );
}

/** The places of a window that read this phase: s·y + row − middle is pixel y + offset of phase (row − middle) mod s. */
function tapsOf(size: number, { stride, phase }: { readonly stride: number; readonly phase: number }): Tap[] {
  const middle = (size - 1) / 2;
  const taps: Tap[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const offset = [Math.floor((row - middle) / stride), Math.floor((column - middle) / stride)] as const;
      const own = (row - middle - offset[0] * stride) * stride + (column - middle - offset[1] * stride);
      if (own === phase) taps.push({ row, column, offset });
    }
  }
  return taps;
}

/** Whether anything is left of the images when they are shifted by so much. */
function reaches([down, right]: readonly [number, number], { shape }: np.Array): boolean {
  return Math.abs(down) < shape[1]! && Math.abs(right) < shape[2]!;
}

/** The weights of these places one below the other, [places · channels out, channels in]. */
function tapWeights(weight: np.Array, taps: readonly Tap[]): np.Array {
  const [outputs, inputs, size] = weight.shape as [number, number, number, number];
  const all = taps.length === size * size;
  if (all) return np.transpose(weight, [2, 3, 0, 1]).reshape([size * size * outputs, inputs]);
  return np.concatenate(
    taps.map(({ row, column }) => weight.ref.slice([], [], row, column)),
    0,
  );
}

function shiftedProducts(signal: np.Array, weights: np.Array, taps: readonly Tap[]): np.Array[] {
  const [count, height, width, channels] = signal.shape as [number, number, number, number];
  const pixels = signal.reshape([count * height * width, channels]);
  const product = lax.dot(pixels, weights, { lhsContractingDims: [1], rhsContractingDims: [1] });
  const images = product.reshape([count, height, width, -1]);
  const each = taps.length === 1 ? [images] : np.split(images, taps.length, 3);
  return each.map((part, tap) => shifted(shifted(part, 1, taps[tap]!.offset[0]), 2, taps[tap]!.offset[1]));
}

/** The images with pixel i + by in the place of pixel i along an axis, zeros beyond the end. */
function shifted(images: np.Array, axis: number, by: number): np.Array {
  if (by === 0) return images;
  const length = images.shape[axis]!;
  const kept: [number, number] = by > 0 ? [by, length] : [0, length + by];
  const slices = images.shape.map((_, i): [] | [number, number] => (i === axis ? kept : []));
  return np.pad(images.slice(...slices), { [axis]: by > 0 ? [0, by] : [-by, 0] });
}
