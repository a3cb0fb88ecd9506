import type { Scale } from "./settings.js";

/** What a report says above its figures: what is drawn how, what was run and what was left out. */
export function reportNotes(
  notes: readonly string[],
  { scale, isReferenceLeftOut }: { readonly scale: Scale; readonly isReferenceLeftOut: boolean },
): readonly string[] {
  return [
    ...notes,
    ...(scale === "quick"
      ? [
          "Scale quick: what takes long was left out or made coarser: horizons of more than 5000 steps of curves, learning rates, cells of maps.",
        ]
      : []),
    ...(isReferenceLeftOut ? ["Runs of the slow reference solver were left out (--with-reference makes them)."] : []),
  ];
}
