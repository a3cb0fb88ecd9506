import { numpy as np } from "@jax-js/jax";
import { convolution } from "./convolution.js";
import { timesTransposed } from "./dense.js";

/** Added to the variance under the root, as PyTorch's default is. */
const EPSILON = 1e-5;
/** Stride of the first convolution of each stage. */
const STRIDES = [1, 2, 2, 2];
const BLOCKS = 2;

/** Blocks of parameters in their order, each to be taken once. */
type Take = () => np.Array;

/**
 * The outputs, [n, outputs], of ResNet18 at images [n, channels, height, width].
 *
 * Batch norms use mean and variance of the samples at hand, in tests too: there are no running averages.
 *
 * @see He et al., arXiv 1512.03385, figure 5 (left), table 1 and section 4.2; Ioffe and Szegedy, arXiv 1502.03167, algorithm 1.
 */
export function residualNetwork(parameters: readonly np.Array[], images: np.Array): np.Array {
  let next = 0;
  const take = () => parameters[next++]!;
  // channels last: norms and products then run along memory
  let signal = normalized(take, convolution(np.transpose(images, [0, 2, 3, 1]), take(), 1));
  signal = np.maximum(0, signal);
  for (const stride of STRIDES) {
    for (let block = 0; block < BLOCKS; block++) signal = basicBlock(take, signal, block === 0 ? stride : 1);
  }
  return timesTransposed(np.mean(signal, [1, 2]), take()).add(take());
}

/** Two convolutions, and beside them the signal itself, or its projection where the shape changes. */
function basicBlock(take: Take, signal: np.Array, stride: number): np.Array {
  const channels = signal.shape[3]!;
  const first = np.maximum(0, normalized(take, convolution(signal.ref, take(), stride)));
  const second = normalized(take, convolution(first, take(), 1));
  const changes = second.shape[3] !== channels;
  const beside = changes ? normalized(take, convolution(signal, take(), stride)) : signal;
  return np.maximum(0, second.add(beside));
}

/** scale·(x − mean)/√(variance + ε) + shift by channels; the variance is the biased one. */
function normalized(take: Take, signal: np.Array): np.Array {
  const over = [0, 1, 2];
  const centred = signal.ref.sub(np.mean(signal, over));
  const variance = np.mean(centred.ref.mul(centred.ref), over);
  const scale = take().mul(np.reciprocal(np.sqrt(variance.add(EPSILON))));
  return centred.mul(scale).add(take());
}
