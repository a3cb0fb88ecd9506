import type { Laboratory, Scale } from "../../src/experiments/index.js";
import type { FitTask, ImageSource, Task } from "../../src/networks/index.js";
import { optionsOfRates } from "../../src/optimizers/index.js";
import type { TrainingSetting } from "../../src/training/index.js";
import { standardEpsilon } from "./setup.js";

/** Pixels times channels of a picture in the shape of CIFAR-10. */
const cifarInputs = 3 * 32 * 32;
/** The paper does not say which two classes; these are airplane and automobile, or T-shirt and trouser. */
const pair = [0, 1];

/** How large a figure on the two classes is. */
export interface PairSize {
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  /** Samples of each of the two classes. */
  readonly perClass: number;
  readonly steps: number;
  readonly seeds: readonly number[];
}

/** The paper's classification of two classes of CIFAR-10 with square loss, targets 0 and 1, by a fully connected network. */
export function pairTask(laboratory: Laboratory, { hidden, perClass }: Pick<PairSize, "hidden" | "perClass">): FitTask {
  return {
    kind: "fit",
    network: {
      kind: "dense",
      widths: [cifarInputs, ...hidden, 1],
      activation: "relu",
      initialization: "pytorch",
    },
    data: { ...cifarLike(laboratory), classes: pair, perClass, testPerClass: 0, targets: "binary" },
    loss: "square",
  };
}

/** CIFAR-10, or Fashion-MNIST in its shape where CIFAR-10 is not there. */
export function cifarLike({ dataSets }: Laboratory): Pick<ImageSource, "source" | "shape"> {
  return dataSets.includes("cifar-10")
    ? { source: "cifar-10", shape: "own" }
    : { source: "fashion-mnist", shape: "cifar" };
}

/** A scale as captions name it. */
export const scaleText: Readonly<Record<Scale, string>> = {
  quick: "scale quick, much smaller than the paper's",
  laptop: "scale laptop, smaller than the paper's",
  paper: "scale paper",
};

/** A training run; what is left out is as in most figures. */
export interface Training extends Partial<Omit<TrainingSetting, "options">> {
  readonly task: Task;
  readonly optimizer: TrainingSetting["optimizer"];
  readonly lr: number;
  readonly steps: number;
  /** Factors, or rates in their place: b of the first moment, a of the second. */
  readonly beta1?: number;
  readonly beta2?: number;
  readonly a?: number;
  readonly b?: number;
}

/** The setting of a training run: full batch, seed 1, metrics at about 500 steps. */
export function trainingOf({ lr, beta1, beta2, a, b, ...training }: Training): TrainingSetting {
  const options = optionsOfRates({
    lr,
    ...(training.optimizer !== "signgd" && { epsilon: standardEpsilon }),
    ...(beta1 !== undefined && { beta1 }),
    ...(beta2 !== undefined && { beta2 }),
    ...(b !== undefined && { rate1: b }),
    ...(a !== undefined && { rate2: a }),
  });
  return {
    seed: 1,
    batch: null,
    every: Math.max(1, Math.floor(training.steps / 500)),
    curvatureEvery: 0,
    measureEvery: 0,
    ...training,
    options,
  };
}
