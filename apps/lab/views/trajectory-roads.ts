import { curveColour, labelColour } from "../drawing/line-colours.js";
import type { Colours } from "../drawing/theme.svelte.js";
import type { RoadKey } from "../state/lab-state.js";

/** What roads are called: in a word, and so that one knows what they are. */
export const roadNames: Readonly<Record<RoadKey, { readonly short: string; readonly long: string }>> = {
  discrete: { short: "algorithm", long: "algorithm" },
  nonlocal: { short: "equation", long: "equation, memory at t + α" },
  unshifted: { short: "unshifted", long: "memory at t" },
  inertial: { short: "inertial", long: "inertia" },
  flow: { short: "flow", long: "flow" },
};

/** The place of each road in the palette: a colour means one road in all figures. */
export const roadSlots: Readonly<Record<RoadKey, number>> = {
  discrete: 0,
  nonlocal: 1,
  unshifted: 2,
  inertial: 3,
  flow: 4,
};

/** The colour of a road and its first component; equations are wide curves. */
export function roadColour(road: RoadKey, colours: Colours): string {
  const own = labelColour(roadSlots[road], colours);
  return road === "discrete" ? own : curveColour(own, colours);
}

/** Short names of roads in the order of their colours. */
export const roadLabels = (Object.keys(roadSlots) as RoadKey[]).map((road) => roadNames[road].short);

/** The palette has so many colours. */
const slots = 8;

/**
 * Labels at their places in the palette: the first component of a road has the road's colour, others take what the roads
 * that are shown leave over; the rest of the palette is used anew if that is not enough.
 */
export function labelSlots(
  roads: readonly RoadKey[],
  { names }: { readonly names: readonly string[] },
): readonly string[] {
  const labels = new Array<string>(slots).fill("");
  for (const road of roads) labels[roadSlots[road]] = lineLabel(road, names[0]!);
  for (const name of names.slice(1)) {
    for (const road of roads) {
      const free = labels.indexOf("");
      if (free < 0) labels.push(lineLabel(road, name));
      else labels[free] = lineLabel(road, name);
    }
  }
  return labels;
}

/** What a line is called; `name` is empty where there is but one component. */
export function lineLabel(road: RoadKey, name: string): string {
  return name === "" ? roadNames[road].short : `${roadNames[road].short} ${name}`;
}
