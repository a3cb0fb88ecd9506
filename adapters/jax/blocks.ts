import { shapeSize } from "../../src/networks/index.js";
/** Shapes of blocks that stand one after the other in a flat vector, each row-major. */
export type Shapes = readonly (readonly number[])[];

/** Numbers in all blocks: the length of the flat vector. */
export function totalSize(shapes: Shapes): number {
  return shapes.reduce((sum, shape) => sum + shapeSize(shape), 0);
}

/**
 * The blocks of a flat vector, rounded to float32.
 *
 * @throws {RangeError} if the vector has not as many numbers as the blocks.
 */
export function splitBlocks(vector: Float64Array, shapes: Shapes): Float32Array[] {
  checkLength(vector, shapes);
  let offset = 0;
  return shapes.map((shape) => {
    const start = offset;
    offset += shapeSize(shape);
    return Float32Array.from(vector.subarray(start, offset));
  });
}

/**
 * Writes blocks one after the other into a flat vector.
 *
 * @throws {RangeError} if the vector has not as many numbers as the blocks.
 */
export function joinBlocks(blocks: readonly ArrayLike<number>[], out: Float64Array): void {
  checkLength(
    out,
    blocks.map(({ length }) => [length]),
  );
  let offset = 0;
  for (const block of blocks) {
    out.set(block, offset);
    offset += block.length;
  }
}

/** @throws {RangeError} if the vector has not as many numbers as the blocks. */
export function checkLength(vector: Float64Array, shapes: Shapes): void {
  const size = totalSize(shapes);
  if (vector.length !== size) {
    throw new RangeError(
      `Cannot evaluate a network as a vector of parameters must have ${size} numbers: current value is ${vector.length}`,
    );
  }
}
