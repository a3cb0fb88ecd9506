import type { Experiment, Results } from "../src/experiments/index.js";
import { heredia2024 } from "./heredia-2024/index.js";

/** A paper whose figures can be reproduced. */
export interface Paper {
  readonly name: string;
  readonly title: string;
  readonly authors: string;
  readonly arxiv: string;
  readonly experiments: readonly Experiment<Results>[];
}

/** Every paper that can be reproduced. To add one, write its folder and add it here. */
export const papers: readonly Paper[] = [heredia2024];
