import type { FigurePanel } from "./figure-spec.js";

/** A panel with the points of its lines that can be seen; paths keep all of theirs. */
export function thinPanel(panel: FigurePanel): FigurePanel {
  return { ...panel, lines: panel.lines.map((line) => (line.isPath ? line : { ...line, ...thin(line.x, line.y) })) };
}

/**
 * The points to draw: at most about `2·buckets + 2`, the least and the greatest of each of `buckets` equal index ranges.
 *
 * A line through them covers the same pixels as the whole series, so an oscillation keeps its size and no peak is lost. What is
 * no number is kept only where a bucket has nothing else.
 */
export function thin(
  x: Float64Array,
  y: Float64Array,
  { buckets = 250 }: { buckets?: number } = {},
): { x: Float64Array; y: Float64Array } {
  const count = y.length;
  if (count <= 2 * buckets + 2) return { x, y };
  const kept: number[] = [0];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = 1 + Math.floor((bucket * (count - 2)) / buckets);
    const end = 1 + Math.floor(((bucket + 1) * (count - 2)) / buckets);
    let low = start;
    let high = start;
    for (let k = start + 1; k < end; k++) {
      if (y[k]! < y[low]! || Number.isNaN(y[low]!)) low = k;
      if (y[k]! > y[high]! || Number.isNaN(y[high]!)) high = k;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
  }
  kept.push(count - 1);
  return { x: Float64Array.from(kept, (k) => x[k]!), y: Float64Array.from(kept, (k) => y[k]!) };
}
