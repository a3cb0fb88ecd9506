import type { AsyncObjective } from "../objectives/index.js";

/** An objective that can be trained: it answers later, on an engine of its own, and may be asked on a part of its samples. */
export interface TrainingObjective extends AsyncObjective {
  /** Number of samples that batches are taken from. */
  readonly samples: number;
  /** Samples of an evaluation; equals `samples` if all are used. */
  readonly batchSize: number;
  /** What evaluates it. */
  readonly engine: Engine;
  /** Writes the product of the Hessian at `theta` with `direction` into `out`. */
  hessianVector(theta: Float64Array, direction: Float64Array, out: Float64Array): Promise<void>;
  /** Takes the samples of the evaluations that follow: `batchSize` numbers in 0 … `samples` − 1. Only where batchSize < samples. */
  useBatch(indices: Int32Array): void;
  /** What can be said on samples that are not trained on: `{ "test loss": 0.12, accuracy: 0.9 }`, always the same names; may be empty. */
  measure(theta: Float64Array): Promise<Readonly<Record<string, number>>>;
  /** Frees what the engine holds. */
  dispose(): void;
}

/** native: ONNX Runtime; wasm: WebAssembly, which runs everywhere. */
export type Engine = "native" | "wasm";
