/** Numbers at the middles of cells, row-major from the lowest row. */
export interface HeightGrid {
  readonly values: Float64Array;
  readonly columns: number;
  readonly rows: number;
  /** The least value there is, if it is known; what is least on the grid counts where that is less. */
  readonly minimum: number | null;
}

/** A picture of bands between levels. */
export interface ContourBands {
  readonly columns: number;
  readonly rows: number;
  /** The band of each pixel, plus `edgeOfBand` where a higher one begins beside it; `noBand` where there is no number. */
  readonly bands: Uint8Array;
  /** Decimal logarithms of f − min at the edges of bands, ascending; the lowest band reaches down to the minimum. */
  readonly levels: Float64Array;
  /** What f is measured from. */
  readonly base: number;
}

export const edgeOfBand = 64;
export const noBand = 255;

/** Pixels of the picture to a cell, each way. */
const fineness = 3;
/** More bands could not be told apart. */
const mostBands = 24;

/** Logarithms of f − min and the levels that cut them into bands at equal ratios. */
export function contourLevels({ values, minimum }: Pick<HeightGrid, "values" | "minimum">): {
  readonly heights: Float64Array;
  readonly levels: Float64Array;
  readonly base: number;
} {
  let base = minimum ?? Infinity;
  for (const value of values) if (value < base) base = value;
  const heights = values.map((value) => Math.log10(value - base));
  let [low, high] = [Infinity, -Infinity];
  for (const height of heights) {
    if (!Number.isFinite(height)) continue;
    low = Math.min(low, height);
    high = Math.max(high, height);
  }
  if (!(low < high)) return { heights, levels: new Float64Array(0), base };
  const perDecade = bandsPerDecade(high - low);
  const first = Math.max(Math.floor(low * perDecade) + 1, Math.ceil(high * perDecade) - mostBands);
  const count = Math.max(0, Math.ceil(high * perDecade) - first);
  return { heights, levels: Float64Array.from({ length: count }, (_, k) => (first + k) / perDecade), base };
}

/** Paints bands between levels at equal ratios of f − min; between cells heights are interpolated. */
export function contourBands(grid: HeightGrid): ContourBands {
  const { heights, levels, base } = contourLevels(grid);
  const { columns, rows } = grid;
  const [wide, high] = [columns * fineness, rows * fineness];
  const bands = new Uint8Array(wide * high);
  const floor = (levels[0] ?? 0) - 1;
  for (let k = 0; k < heights.length; k++) if (heights[k]! < floor) heights[k] = floor;
  const [fromX, shareX] = weights(columns);
  const [fromY, shareY] = weights(rows);
  for (let row = 0; row < high; row++) {
    const [low, up] = [fromY[row]! * columns, Math.min(fromY[row]! + 1, rows - 1) * columns];
    for (let column = 0; column < wide; column++) {
      const [left, right, s, t] = [
        fromX[column]!,
        Math.min(fromX[column]! + 1, columns - 1),
        shareX[column]!,
        shareY[row]!,
      ];
      const below = heights[low + left]! * (1 - s) + heights[low + right]! * s;
      const above = heights[up + left]! * (1 - s) + heights[up + right]! * s;
      bands[row * wide + column] = bandOf(below * (1 - t) + above * t, levels);
    }
  }
  return { columns: wide, rows: high, bands: withEdges(bands, wide), levels, base };
}

function bandsPerDecade(decades: number): number {
  if (decades > 4) return 3;
  return decades > 1.5 ? 6 : 12;
}

/** For each pixel the cell before it and how far it is on the way to the next. */
function weights(cells: number): [from: Uint32Array, share: Float64Array] {
  const from = new Uint32Array(cells * fineness);
  const share = new Float64Array(cells * fineness);
  for (let k = 0; k < from.length; k++) {
    const place = Math.min(cells - 1, Math.max(0, (k + 0.5) / fineness - 0.5));
    from[k] = Math.floor(place);
    share[k] = place - from[k]!;
  }
  return [from, share];
}

/** Levels are equidistant. */
function bandOf(height: number, levels: Float64Array): number {
  if (!Number.isFinite(height)) return noBand;
  if (levels.length < 2) return levels.length === 1 && height >= levels[0]! ? 1 : 0;
  const band = Math.floor((height - levels[0]!) / (levels[1]! - levels[0]!)) + 1;
  return Math.min(levels.length, Math.max(0, band));
}

function withEdges(bands: Uint8Array, wide: number): Uint8Array {
  const out = bands.slice();
  for (let k = 0; k + wide < bands.length; k++) {
    const isLast = k % wide === wide - 1;
    const band = bands[k]!;
    if (band === noBand) continue;
    const isEdge = band !== bands[k + wide] || (!isLast && band !== bands[k + 1]);
    if (isEdge) out[k] = band + edgeOfBand;
  }
  return out;
}
