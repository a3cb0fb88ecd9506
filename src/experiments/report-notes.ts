import type { Scale } from "./settings.js";

interface ReportNotesOptions {
  readonly scale: Scale;
  /** Whether any was trained. */
  readonly hasNetworks?: boolean;
  readonly isReferenceLeftOut: boolean;
}

const networkNotes: Readonly<Record<Scale, string>> = {
  quick: "Networks: scale quick, for tests; verdicts about networks of this size say little about the paper.",
  laptop:
    "Networks: scale laptop, smaller or shorter than the paper's so that two cores need minutes; each figure gives its sizes. --scale paper makes them as printed, where the paper prints them.",
  paper:
    "Networks: scale paper, in sizes and steps as printed, where the paper prints them; what it does not print is chosen, and each figure gives it.",
};

/** What a report says above its figures: what is drawn how, what was run and what was left out. */
export function reportNotes(
  notes: readonly string[],
  { scale, hasNetworks = false, isReferenceLeftOut }: ReportNotesOptions,
): readonly string[] {
  return [
    ...notes,
    ...(scale === "quick"
      ? [
          "Scale quick: what takes long was left out or made coarser: horizons of more than 5000 steps of curves, learning rates, cells of maps, networks and their data.",
        ]
      : []),
    ...(hasNetworks ? [networkNotes[scale]] : []),
    ...(isReferenceLeftOut ? ["Runs of the slow reference solver were left out (--with-reference makes them)."] : []),
  ];
}
