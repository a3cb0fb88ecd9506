import { shapeSize } from "../../src/networks/index.js";
import type { DataBlock, Program } from "./program.js";

/** Which samples of a program an evaluation sees. */
export interface Selection {
  readonly samples: number;
  /** Samples of an evaluation. */
  readonly batchSize: number;
  /** What the first evaluation sees: all samples, or the first `batchSize` ones. */
  readonly data: readonly DataBlock[];
  /** The rows of these samples. @throws {RangeError} if they are not `batchSize` numbers of samples. */
  rows(indices: Int32Array): DataBlock[];
}

/** @throws {RangeError} if there cannot be batches of that size. */
export function createSelection(program: Pick<Program, "data" | "samples">, batch: number | null): Selection {
  const samples = program.samples ?? program.data[0]?.shape[0] ?? 1;
  const batchSize = batch ?? samples;
  checkBatch(batchSize, program.samples ?? samples, program.samples === null);
  const all = batchSize === samples;
  const rows = (indices: Int32Array) => {
    if (all)
      throw new RangeError(`Cannot use a batch as batch must be less than ${samples}: current value is ${batchSize}`);
    checkIndices(indices, { samples, batchSize });
    return program.data.map((block) => gather(block, indices));
  };
  const data = all ? program.data : rows(Int32Array.from({ length: batchSize }, (_, index) => index));
  return { samples, batchSize, data, rows };
}

function checkBatch(batch: number, samples: number, isWhole: boolean): void {
  const most = isWhole ? "all samples, as this loss has no batches" : `a whole number from 1 to ${samples}`;
  const fits = isWhole ? batch === samples : Number.isInteger(batch) && batch >= 1 && batch <= samples;
  if (!fits) throw new RangeError(`Cannot create an objective as batch must be ${most}: current value is ${batch}`);
}

function checkIndices(indices: Int32Array, { samples, batchSize }: { samples: number; batchSize: number }): void {
  if (indices.length !== batchSize) {
    throw new RangeError(`Cannot use a batch as it must have ${batchSize} samples: current value is ${indices.length}`);
  }
  const wrong = indices.find((index) => !(index >= 0 && index < samples));
  if (wrong !== undefined) {
    throw new RangeError(
      `Cannot use a batch as its indices must be from 0 to ${samples - 1}: current value is ${wrong}`,
    );
  }
}

function gather({ shape, values }: DataBlock, indices: Int32Array): DataBlock {
  const width = shapeSize(shape.slice(1));
  const rows = new Float32Array(indices.length * width);
  indices.forEach((index, row) => {
    rows.set(values.subarray(index * width, (index + 1) * width), row * width);
  });
  return { shape: [indices.length, ...shape.slice(1)], values: rows };
}
