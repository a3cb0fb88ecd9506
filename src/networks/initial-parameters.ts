import { createRandom, type Random } from "../numeric/index.js";
import type { Initialization, Network } from "./network.js";
import { networkLayout, type ParameterBlock } from "./network-layout.js";
import { streams } from "./streams.js";

/**
 * The first parameters of a network, each block from a random stream of its own.
 *
 * Weights and biases as `network.initialization` says; the scales of batch norms are 1, their shifts 0. Every number is one of
 * float32, so that a network evaluated in float32 begins exactly there.
 *
 * @param seed whole number from 0 to 2⁵³ − 1.
 * @throws {RangeError} if the network is none, or `seed` no such number.
 * @see Glorot and Bengio, AISTATS 2010, equation 16 (xavier); He et al., arXiv 1502.01852, equation 10 (he).
 * @example
 * const network = { kind: "dense", widths: [2, 3, 1], activation: "tanh", initialization: "xavier" };
 * initialParameters(network, { seed: 1 }).length; // 13
 */
export function initialParameters(network: Network, { seed }: { readonly seed: number }): Float64Array {
  const { dimension, blocks } = networkLayout(network);
  const theta = new Float64Array(dimension);
  for (const [index, block] of blocks.entries()) {
    const draw = drawing(block, network.initialization);
    const random = createRandom(seed, streams.parameters + index);
    for (let i = 0; i < block.size; i++) theta[block.offset + i] = Math.fround(draw(random));
  }
  return theta;
}

/** How one number of a block is drawn. */
function drawing({ kind, fanIn, fanOut }: ParameterBlock, initialization: Initialization): (random: Random) => number {
  if (kind === "scale") return () => 1;
  if (kind === "shift") return () => 0;
  if (initialization === "pytorch") return uniform(1 / Math.sqrt(fanIn));
  if (kind === "bias") return () => 0;
  if (initialization === "xavier") return uniform(Math.sqrt(6 / (fanIn + fanOut)));
  const deviation = Math.sqrt(2 / fanIn);
  return (random) => deviation * random.normal();
}

/** Uniform on ±bound. */
function uniform(bound: number): (random: Random) => number {
  return (random) => bound * (2 * random.uniform() - 1);
}
