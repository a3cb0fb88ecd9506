import { numpy as np } from "@jax-js/jax";
import type { Shapes } from "../../adapters/jax/index.js";
import { createRandom } from "../../src/numeric/index.js";
import { runOnce } from "./run-once.js";

/** Arrays in, one array out; it owns its arguments. */
export type Computation = (...arrays: np.Array[]) => np.Array;

/** Numbers on (low, high), the same for the same seed. */
export function randomNumbers(count: number, { seed = 1, low = -2, high = 2 } = {}): Float32Array {
  const random = createRandom(seed, 0);
  return Float32Array.from({ length: count }, () => low + (high - low) * random.uniform());
}

/** Both engines' results of a computation, and its shape. */
export async function onBothEngines(f: Computation, inputs: { shapes: Shapes; values: readonly Float32Array[] }) {
  const { shapes, values } = inputs;
  const arrays = values.map((numbers, i) => np.array(numbers as Float32Array<ArrayBuffer>, { shape: [...shapes[i]!] }));
  const result = f(...arrays).astype(np.float32);
  const { shape } = result;
  const wasm = result.dataSync() as Float32Array;
  const lowered = (list: np.Array[]) => [f(...list).astype(np.float32)];
  const [native] = await runOnce(lowered, { shapes, values, results: [shape] });
  return { shape, wasm, native: native! };
}
