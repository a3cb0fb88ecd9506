import type { Laboratory } from "../../src/experiments/index.js";
import { cifarLike, type PairSize } from "./network-setup.js";

/** What a figure is trained on whose paper has CIFAR-10. */
export interface DataWords {
  /** For a subtitle. */
  readonly dataName: string;
  /** For a caption. */
  readonly dataText: string;
}

export function dataWords(laboratory: Laboratory): DataWords {
  if (cifarLike(laboratory).source === "cifar-10") return { dataName: "CIFAR-10", dataText: "CIFAR-10" };
  const dataName = "Fashion-MNIST in place of CIFAR-10";
  return { dataName, dataText: `${dataName}, which was not found (32 × 32 with a rim of zeros, three equal channels)` };
}

/** The samples of two classes, for a subtitle. */
export const samplesText = ({ perClass }: Pick<PairSize, "perClass">): string =>
  `${2 * perClass} samples of two classes`;

/** How a caption begins where a network fits them. */
export function pairText({
  dataText,
  size,
}: Pick<DataWords, "dataText"> & { size: Pick<PairSize, "perClass"> }): string {
  return `${dataText}: ${samplesText(size)} with targets 0 and 1, full batch, square loss, ReLU`;
}
