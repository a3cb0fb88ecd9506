import type { numpy as np } from "@jax-js/jax";

/**
 * A loss as something to be traced: a function of parameter blocks and data blocks. Both engines run it: as kernels in
 * WebAssembly or, lowered, as an ONNX graph.
 */
export interface Program {
  /** Shapes of the parameter blocks, in the order of the flat vector θ; each block is row-major. */
  readonly parameters: readonly (readonly number[])[];
  /** Blocks of the samples; the first axis counts them, and batches are taken along it. All have the same number if `samples` is given. */
  readonly data: readonly DataBlock[];
  /** Number of samples that batches can be taken from; null if the loss cannot be split into batches. */
  readonly samples: number | null;
  /** The loss, a scalar; it owns its arguments as every function of the tracer does. */
  loss(parameters: np.Array[], data: np.Array[]): np.Array;
  /** Further scalars at given data, such as a test loss. */
  readonly measures: readonly Measure[];
}

/** Numbers that stay the same during a run. */
export interface DataBlock {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A scalar of the parameters on data of its own. */
export interface Measure {
  readonly name: string;
  readonly data: readonly DataBlock[];
  value(parameters: np.Array[], data: np.Array[]): np.Array;
}
