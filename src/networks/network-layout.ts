import { checkNetwork } from "./check-network.js";
import type { DenseNetwork, Network, ResidualNetwork } from "./network.js";
import { shapeSize } from "./shape-size.js";

/** weight, bias: of a dense or convolutional layer; scale, shift: of a batch norm. */
export type BlockKind = "weight" | "bias" | "scale" | "shift";

/** One parameter of a network, as a piece of the flat vector θ. */
export interface ParameterBlock {
  /** As PyTorch names it; the layers of a dense network are counted without the activations between them. */
  readonly name: string;
  /** [outputs, inputs], [channels out, channels in, height, width], or [outputs]; row-major. */
  readonly shape: readonly number[];
  readonly kind: BlockKind;
  /** Inputs and outputs of one unit of its layer, for a convolution channels times window; 0 for batch norms. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** Where it begins in θ, and how many numbers it has. */
  readonly offset: number;
  readonly size: number;
}

/** Where the parameters of a network stand in θ. */
export interface NetworkLayout {
  /** Length of θ. */
  readonly dimension: number;
  /** In the order of θ. */
  readonly blocks: readonly ParameterBlock[];
}

type Piece = Omit<ParameterBlock, "offset" | "size">;

/** Basic blocks of a stage, and stages of the network. */
const BLOCKS = 2;
const STAGES = 4;

/**
 * Where the parameters of a network stand in the flat vector θ: in the order in which PyTorch lists them.
 *
 * A dense layer has the weight [outputs, inputs] and then the bias. ResNet18 is named like torchvision's; its stem is a
 * convolution of 3 × 3, its convolutions have no bias, its stages max(1, round(64·widthFactor))·(1, 2, 4, 8) channels.
 *
 * @throws {RangeError} if the network is none.
 * @see He et al., arXiv 1512.03385, table 1 and section 4.2.
 * @example
 * networkLayout({ kind: "dense", widths: [5, 100, 1], activation: "relu", initialization: "he" }).dimension; // 701
 */
export function networkLayout(network: Network): NetworkLayout {
  checkNetwork(network);
  const pieces = network.kind === "dense" ? densePieces(network) : residualPieces(network);
  let dimension = 0;
  const blocks = pieces.map((piece) => {
    const size = shapeSize(piece.shape);
    const offset = dimension;
    dimension += size;
    return { ...piece, offset, size };
  });
  return { dimension, blocks };
}

function densePieces({ widths }: DenseNetwork): Piece[] {
  return widths.slice(1).flatMap((outputs, layer) => linear(String(layer), widths[layer]!, outputs));
}

function residualPieces({ image, outputs, widthFactor }: ResidualNetwork): Piece[] {
  const base = Math.max(1, Math.round(64 * widthFactor));
  const stages = Array.from({ length: STAGES }, (_, stage) => stagePieces(stage, base));
  return [
    convolution("conv1", { from: image[0], to: base, window: 3 }),
    ...norm("bn1", base),
    ...stages.flat(),
    ...linear("fc", base * 2 ** (STAGES - 1), outputs),
  ];
}

/** The blocks of one stage; where the number of channels changes, the first has a projection beside it. */
function stagePieces(stage: number, base: number): Piece[] {
  const to = base * 2 ** stage;
  return Array.from({ length: BLOCKS }, (_, block) => {
    const from = block === 0 && stage > 0 ? to / 2 : to;
    const name = `layer${stage + 1}.${block}`;
    const projection = [
      convolution(`${name}.downsample.0`, { from, to, window: 1 }),
      ...norm(`${name}.downsample.1`, to),
    ];
    return [
      convolution(`${name}.conv1`, { from, to, window: 3 }),
      ...norm(`${name}.bn1`, to),
      convolution(`${name}.conv2`, { from: to, to, window: 3 }),
      ...norm(`${name}.bn2`, to),
      ...(from === to ? [] : projection),
    ];
  }).flat();
}

function linear(name: string, fanIn: number, fanOut: number): Piece[] {
  return [
    { name: `${name}.weight`, shape: [fanOut, fanIn], kind: "weight", fanIn, fanOut },
    { name: `${name}.bias`, shape: [fanOut], kind: "bias", fanIn, fanOut },
  ];
}

interface Convolution {
  readonly from: number;
  readonly to: number;
  readonly window: number;
}

function convolution(name: string, { from, to, window }: Convolution): Piece {
  const area = window * window;
  const shape = [to, from, window, window];
  return { name: `${name}.weight`, shape, kind: "weight", fanIn: from * area, fanOut: to * area };
}

function norm(name: string, channels: number): Piece[] {
  return [
    { name: `${name}.weight`, shape: [channels], kind: "scale", fanIn: 0, fanOut: 0 },
    { name: `${name}.bias`, shape: [channels], kind: "shift", fanIn: 0, fanOut: 0 },
  ];
}
