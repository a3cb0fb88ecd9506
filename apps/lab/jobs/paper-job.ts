import { papers } from "../../../papers/index.js";
import { type Picture, runStudies, type Study, withoutNetworks } from "../../../src/experiments/index.js";
import { findByName } from "../../../src/numeric/nearest.js";
import type { ClaimResult } from "../../../src/report/index.js";
import type { Job } from "./job.js";

export interface PaperInput {
  readonly paper: string;
  readonly figure: number;
  readonly scale: "quick" | "laptop";
}

export interface PaperOutput {
  readonly pictures: readonly Picture[];
  readonly claims: readonly ClaimResult[];
}

export interface PaperProgress {
  /** Of the runs that were asked for so far, 0..1; a study may ask for more when it has seen these. */
  readonly share: number;
  /** Number of runs that are made. */
  readonly made: number;
}

/**
 * Performs a figure's study as the command line does, and judges its claims; reports what is done. There is no engine
 * for networks here and no slow reference solver: claims that need them are not run.
 */
export const paperJob: Job<PaperInput, PaperOutput, PaperProgress> = async ({ scale, ...input }, { report }) => {
  let made = 0;
  const found = await runStudies([withoutNetworks(findStudy(input))], {
    scale,
    onProgress: (share) => report({ share, made: ++made }),
  });
  const { pictures, claims } = found![0]!;
  return { pictures, claims };
};

function findStudy({ paper: name, figure }: Omit<PaperInput, "scale">): Study {
  const { studies } = findByName(papers, name, { action: "reproduce", what: "the paper" });
  const study = studies.find((each) => each.figure === figure);
  if (study !== undefined) return study;
  const known = studies.map((each) => each.figure).join(", ");
  throw new RangeError(`Cannot reproduce as the figure must be one of ${known}: current value is ${figure}`);
}
