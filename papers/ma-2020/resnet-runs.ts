import type { Laboratory, Scale } from "../../src/experiments/index.js";
import type { FitTask } from "../../src/networks/index.js";
import type { Contest, Contestant, ContestCase } from "./contest.js";
import { type DataWords, dataWords } from "./data-words.js";
import { epochMeans } from "./epoch-means.js";
import { summarizeLosses } from "./loss-summary.js";
import { cifarLike, trainingOf } from "./network-setup.js";

interface ResnetSize {
  /** Channels against the 64, 128, 256 and 512 of ResNet18. */
  readonly widthFactor: number;
  /** Samples of each of the ten classes, and of a batch: a tenth of all. */
  readonly perClass: number;
  readonly epochs: number;
  readonly seeds: readonly number[];
}

/** The paper has half the channels, 1000 of each class and batches of 1000; it does not print the number of epochs. */
export const resnetSizes: Readonly<Record<Scale, ResnetSize>> = {
  quick: { widthFactor: 1 / 64, perClass: 2, epochs: 4, seeds: [1] },
  laptop: { widthFactor: 1 / 16, perClass: 30, epochs: 100, seeds: [1] },
  paper: { widthFactor: 1 / 2, perClass: 1000, epochs: 200, seeds: [1] },
};

/** The paper's. */
export const lr = 1e-3;
/** Batches of an epoch, as in the paper. */
export const batches = 10;
const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The paper does not print its a ≈ b: these two are a choice. */
export const resnetCases: readonly ContestCase[] = [
  { label: "β = 0.9, α = 0.999 (default)", kind: "default", a: 1, b: 100 },
  { label: "a = b = 10 (β = α = 0.99)", kind: "even", a: 10, b: 10 },
  { label: "a = b = 100 (β = α = 0.9)", kind: "even", a: 100, b: 100 },
];

export interface ResnetData extends DataWords {
  readonly contests: readonly Contest[];
  readonly size: ResnetSize;
  readonly scale: Scale;
}

export async function resnetRuns(laboratory: Laboratory): Promise<ResnetData> {
  const { scale } = laboratory;
  const size = resnetSizes[scale];
  const contests = await Promise.all(size.seeds.map((seed) => resnetContest(laboratory, size, seed)));
  return { contests, size, scale, ...dataWords(laboratory) };
}

async function resnetContest(laboratory: Laboratory, size: ResnetSize, seed: number): Promise<Contest> {
  const { epochs, perClass } = size;
  const task = resnetTask(laboratory, size);
  const contestants = await Promise.all(
    resnetCases.map(async (item): Promise<Contestant> => {
      const { a, b } = item;
      const own = { steps: epochs * batches, seed, batch: perClass, every: batches };
      const { loss: steps, status } = await laboratory.train(trainingOf({ task, optimizer: "adam", lr, a, b, ...own }));
      const loss = epochMeans(steps, batches);
      const last = Math.max(1, Math.floor(epochs / 5));
      return { item, loss, summary: summarizeLosses({ loss, status }, { steps: epochs - 1, last }) };
    }),
  );
  return { what: size.seeds.length > 1 ? `seed ${seed}` : "", contestants };
}

/** ResNet18 on all ten classes, one-hot, with square loss; first parameters as PyTorch draws them. */
function resnetTask(laboratory: Laboratory, { widthFactor, perClass }: ResnetSize): FitTask {
  return {
    kind: "fit",
    network: {
      kind: "resnet18",
      image: [3, 32, 32],
      outputs: classes.length,
      widthFactor,
      initialization: "pytorch",
    },
    data: { ...cifarLike(laboratory), classes, perClass, testPerClass: 0, targets: "one-hot" },
    loss: "square",
  };
}
