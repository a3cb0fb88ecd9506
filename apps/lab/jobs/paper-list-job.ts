import { papers } from "../../../papers/index.js";
import { type StatedClaim, type Study, withoutNetworks } from "../../../src/experiments/index.js";
import { type PaperPreset, paperPresets } from "../state/paper-presets.js";
import { paperStandIns } from "../state/paper-stand-ins.js";
import type { Job } from "./job.js";

/** A figure as it is listed, before anything is run. */
export interface ListedFigure {
  readonly figure: number;
  readonly title: string;
  /** How long it takes at scale laptop, about, without what trains networks. */
  readonly seconds: number;
  /** Whether some of it, or all, trains networks. */
  readonly networks: "none" | "some" | "all";
  readonly claims: readonly Pick<StatedClaim, "text" | "expected">[];
  /** The figure's own settings. */
  readonly presets: readonly PaperPreset[];
  /** Small settings in place of what cannot be run here. */
  readonly standIns: readonly PaperPreset[];
}

export interface ListedPaper {
  readonly name: string;
  readonly title: string;
  readonly authors: string;
  readonly arxiv: string;
  readonly notes: readonly string[];
  readonly figures: readonly ListedFigure[];
}

/** Every paper with its figures and what they are run with. */
export const paperListJob: Job<null, readonly ListedPaper[]> = () =>
  papers.map(({ studies, ...paper }) => ({ ...paper, figures: studies.map(listFigure) }));

function listFigure(study: Study): ListedFigure {
  const { paper, figure, title, claims, shown, hasNetworks, parts } = study;
  return {
    figure,
    title,
    seconds: withoutNetworks(study).seconds,
    networks: !hasNetworks ? "none" : parts.some((part) => !part.hasNetworks) ? "some" : "all",
    claims: claims.map(({ text, expected }) => ({ text, expected })),
    presets: paperPresets(shown),
    standIns: paperStandIns(paper, figure),
  };
}
