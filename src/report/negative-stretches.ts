import type { FigureLine } from "./figure-spec.js";

/** Told apart from every colour of the palette, and from the frame. */
const red = "#e0002a";
/** More are not told apart in a panel: the deepest are marked. */
const mostStretches = 40;

/**
 * The stretches of lines that are below 0, each a line of its own in red that begins and ends at 0; where their points
 * show none, the time it is `otherwise` known to take, on the level 0.
 */
export function negativeStretches(
  lines: readonly FigureLine[],
  { otherwise }: { readonly otherwise: { readonly from: number; readonly to: number } },
): readonly FigureLine[] {
  const stretches = lines.flatMap((line) => stretchesOf(line));
  if (stretches.length === 0) {
    const x = Float64Array.of(otherwise.from, otherwise.to);
    return [{ label: lines[0]?.label ?? "", kind: "continuous", color: red, x, y: Float64Array.of(0, 0) }];
  }
  const depth = ({ y }: FigureLine): number => y.reduce((least, value) => Math.min(least, value), 0);
  return stretches.sort((a, b) => depth(a) - depth(b)).slice(0, mostStretches);
}

function stretchesOf({ label, kind, x, y }: FigureLine): FigureLine[] {
  const found: FigureLine[] = [];
  for (let start = 0; start < y.length; start++) {
    if (!(y[start]! < 0)) continue;
    let end = start;
    while (end + 1 < y.length && y[end + 1]! < 0) end++;
    const points: [x: number, y: number][] = [];
    for (let k = start; k <= end; k++) points.push([x[k]!, y[k]!]);
    const ends = [crossing({ x, y }, start - 1), crossing({ x, y }, end)];
    if (ends[0] !== null) points.unshift([ends[0]!, 0]);
    if (ends[1] !== null) points.push([ends[1]!, 0]);
    found.push({
      label,
      kind,
      color: red,
      x: Float64Array.from(points, ([at]) => at),
      y: Float64Array.from(points, ([, value]) => value),
    });
    start = end;
  }
  return found;
}

/** Where the line from point k to the next passes through 0; null at the ends of a line and where it is not finite. */
function crossing({ x, y }: Pick<FigureLine, "x" | "y">, k: number): number | null {
  if (k < 0 || k + 1 >= y.length) return null;
  const [left, right] = [y[k]!, y[k + 1]!];
  const at = x[k]! + ((x[k + 1]! - x[k]!) * left) / (left - right);
  return Number.isFinite(at) ? at : null;
}
