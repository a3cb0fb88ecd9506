import type { PlaneContent } from "../drawing/plane-plot.js";
import type { RoadPath } from "./trajectory-planes.js";

/** The step whose point is nearest to where the pointer is, both coordinates in units of the window; null without points. */
export function nearestStep(
  paths: readonly RoadPath[],
  point: { readonly x: number; readonly y: number },
  { x: [left, right], y: [bottom, top] }: Pick<PlaneContent, "x" | "y">,
): number | null {
  const path = paths.find(({ road }) => road === "discrete") ?? paths[0];
  if (path === undefined) return null;
  let [best, least] = [0, Infinity];
  for (let k = 0; k < path.x.length; k++) {
    const [dx, dy] = [(path.x[k]! - point.x) / (right - left), (path.y[k]! - point.y) / (top - bottom)];
    const square = dx * dx + dy * dy;
    if (square < least) [best, least] = [k, square];
  }
  return Math.round(best / path.run.perStep);
}
