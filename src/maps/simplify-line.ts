/** A point of the unit square. */
export type UnitPoint = readonly [x: number, y: number];

/**
 * A line without the points that lie within `tolerance` of the straight line between those that stay.
 *
 * @see D. H. Douglas, T. K. Peucker, "Algorithms for the reduction of the number of points", Cartographica 10 (1973).
 */
export function simplifyLine(points: readonly UnitPoint[], tolerance: number): readonly UnitPoint[] {
  if (points.length < 3) return points;
  const [first, last] = [points[0]!, points.at(-1)!];
  let [farthest, distance] = [0, 0];
  for (let k = 1; k + 1 < points.length; k++) {
    const away = distanceTo(points[k]!, first, last);
    if (away > distance) [farthest, distance] = [k, away];
  }
  if (!(distance > tolerance)) return [first, last];
  const before = simplifyLine(points.slice(0, farthest + 1), tolerance);
  return [...before, ...simplifyLine(points.slice(farthest), tolerance).slice(1)];
}

/** Distance of a point to the stretch between two others. */
function distanceTo([x, y]: UnitPoint, [x0, y0]: UnitPoint, [x1, y1]: UnitPoint): number {
  const [alongX, alongY] = [x1 - x0, y1 - y0];
  const square = alongX * alongX + alongY * alongY;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * alongX + (y - y0) * alongY) / square));
  return Math.hypot(x - x0 - share * alongX, y - y0 - share * alongY);
}
