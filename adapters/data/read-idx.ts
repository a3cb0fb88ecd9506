import { shapeSize } from "../../src/networks/shape-size.js";
import { dataError } from "./data-error.js";
import type { LabelledImages } from "./labelled-images.js";

/** Bytes in the shape that an IDX file gives them. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

/** Type of the numbers in an IDX file: unsigned bytes, the only ones here. */
const UNSIGNED_BYTE = 0x08;

/**
 * Reads an unpacked IDX file of unsigned bytes: two zeros, type, number of dimensions, the dimensions as 32-bit numbers with the
 * high byte first, and the values.
 *
 * @throws {RangeError} if the text is no such file or too short or long; the message has both lengths.
 * @see Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits": the IDX file format.
 */
export function readIdx(bytes: Uint8Array, { name }: { readonly name: string }): IdxArray {
  const head = bytes.subarray(0, 4);
  const [zero1, zero2, type, dimensions] = head;
  const isIdx = head.length === 4 && zero1 === 0 && zero2 === 0 && type === UNSIGNED_BYTE && dimensions! > 0;
  const hex = Buffer.from(head).toString("hex") || "empty";
  if (!isIdx) throw dataError(name, "begin with 000008 and a number of dimensions, as IDX files of bytes do", hex);
  const start = 4 + 4 * dimensions!;
  if (bytes.length < start) throw dataError(name, `have ${start} bytes of head`, `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions! }, (_, k) => view.getUint32(4 + 4 * k));
  const expected = shapeSize(shape);
  if (bytes.length !== start + expected) {
    const must = `have ${start + expected} bytes, as its dimensions ${shape.join(" × ")} say`;
    throw dataError(name, must, `${bytes.length} bytes`);
  }
  return { shape, values: bytes.subarray(start) };
}

/** Images in one IDX file and their labels in another, `[images, labels]`. */
export function readIdxImages(contents: readonly Uint8Array[], names: readonly string[]): LabelledImages {
  const [images, labels] = contents.map((bytes, i) => readIdx(bytes, { name: names[i]! }));
  const [count, height, width] = images!.shape;
  const shownShape = images!.shape.join(" × ");
  if (images!.shape.length !== 3)
    throw dataError(names[0]!, "have three dimensions: images, rows, columns", shownShape);
  const labelShape = labels!.shape.join(" × ");
  const isFitting = labels!.shape.length === 1 && labels!.shape[0] === count;
  if (!isFitting) throw dataError(names[1]!, `have ${count} labels, one for each image`, labelShape);
  return { count: count!, shape: [1, height!, width!], pixels: images!.values, labels: labels!.values };
}
