import type { Study } from "../src/experiments/index.js";
import { heredia2024 } from "./heredia-2024/index.js";
import { heredia2026 } from "./heredia-2026/index.js";
import { ma2020 } from "./ma-2020/index.js";

/** A paper whose figures can be reproduced. */
export interface Paper {
  readonly name: string;
  readonly title: string;
  readonly authors: string;
  readonly arxiv: string;
  /** What a reader must know to read the figures. */
  readonly notes: readonly string[];
  readonly studies: readonly Study[];
}

/** Every paper that can be reproduced. To add one, write its folder and add it here. */
export const papers: readonly Paper[] = [heredia2024, heredia2026, ma2020];
