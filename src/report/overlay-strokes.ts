/** How a line over a map is drawn. */
export interface OverlayStroke<Overlay> {
  readonly overlay: Overlay;
  /** Lengths of dashes and gaps, in pixels. */
  readonly dash: readonly number[];
  /** In pixels. */
  readonly width: number;
  readonly colour: string;
}

/** Strokes of lines, told apart without colour, and of exact boundaries, on which other lines are seen. */
const strokes = [
  { dash: [1.5, 2.5], width: 2.2, colour: "black" },
  { dash: [7, 3], width: 1.8, colour: "black" },
  { dash: [9, 3, 2, 3], width: 1.8, colour: "black" },
  { dash: [1, 0], width: 1.6, colour: "black" },
];
const exactStrokes = [
  { dash: [1, 0], width: 4, colour: "#c2127f" },
  { dash: [4, 3], width: 3, colour: "#c2127f" },
];

/**
 * Strokes for lines over a map, in the order in which they are drawn: exact boundaries come first, below the others.
 *
 * @example
 * overlayStrokes([{ isExact: false }, { isExact: true }]).map(({ width }) => width); // [4, 2.2]
 */
export function overlayStrokes<Overlay extends { readonly isExact?: boolean }>(
  overlays: readonly Overlay[],
): readonly OverlayStroke<Overlay>[] {
  const exact = overlays.filter(({ isExact }) => isExact === true);
  const others = overlays.filter(({ isExact }) => isExact !== true);
  return [
    ...exact.map((overlay, k) => ({ overlay, ...exactStrokes[k % exactStrokes.length]! })),
    ...others.map((overlay, k) => ({ overlay, ...strokes[k % strokes.length]! })),
  ];
}
