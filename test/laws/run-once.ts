import type { Shapes } from "../../adapters/jax/index.js";
import { createBlocks, openEvaluation } from "../../adapters/onnx/evaluation.js";
import type { Traced } from "../../adapters/onnx/trace.js";

/** What a function is given and gives. */
export interface RunOptions {
  /** One list of arrays. */
  readonly shapes: Shapes;
  readonly values: readonly ArrayLike<number>[];
  /** Shapes of the results, all float32. */
  readonly results: Shapes;
  readonly threads?: number;
}

/** Lowers a function of one list of arrays, runs it once, and gives its results. */
export async function runOnce(
  f: Traced,
  { shapes, values, results, threads = 1 }: RunOptions,
): Promise<Float32Array[]> {
  const inputs = createBlocks(shapes);
  const outputs = createBlocks(results);
  values.forEach((numbers, i) => {
    inputs.parts[i]!.set(numbers);
  });
  const evaluation = await openEvaluation(f, { inputs: [inputs], outputs: [outputs], threads });
  await evaluation.run();
  await evaluation.release();
  return [...outputs.parts];
}
