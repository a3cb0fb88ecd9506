import { dataError } from "./data-error.js";
import type { LabelledImages } from "./labelled-images.js";

const SHAPE = [3, 32, 32] as const;
const PIXELS = 3 * 32 * 32;
/** A label and the image. */
const RECORD = 1 + PIXELS;
const CLASSES = 10;

/**
 * Reads files of the binary version of CIFAR-10: records of one byte for the class and 1024 bytes for each of red, green and
 * blue, row by row, with nothing between them.
 *
 * @throws {RangeError} if a file does not consist of whole records or has a class above 9.
 * @see A. Krizhevsky, "The CIFAR-10 dataset", section "Binary version".
 */
export function readCifarImages(contents: readonly Uint8Array[], names: readonly string[]): LabelledImages {
  for (const [i, bytes] of contents.entries()) {
    const isWhole = bytes.length > 0 && bytes.length % RECORD === 0;
    if (!isWhole) throw dataError(names[i]!, `have whole records of ${RECORD} bytes`, `${bytes.length} bytes`);
  }
  const count = contents.reduce((sum, bytes) => sum + bytes.length / RECORD, 0);
  const pixels = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  let image = 0;
  for (const [i, bytes] of contents.entries()) {
    for (let start = 0; start < bytes.length; start += RECORD) {
      const label = bytes[start]!;
      if (label >= CLASSES) throw dataError(names[i]!, `have classes from 0 to ${CLASSES - 1}`, `${label} at ${start}`);
      labels[image] = label;
      pixels.set(bytes.subarray(start + 1, start + RECORD), image * PIXELS);
      image++;
    }
  }
  return { count, shape: SHAPE, pixels, labels };
}
