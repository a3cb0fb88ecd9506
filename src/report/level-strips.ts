/** Numbers on a grid. */
export interface LevelGrid {
  /** Range of both axes; the outermost columns and rows stand for what lies between them and its ends. */
  readonly domain: readonly [low: number, high: number];
  /** Range of y, where it is another one. */
  readonly yDomain?: readonly [low: number, high: number];
  /** Of the columns and of the rows, ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Row-major, a row for each y. */
  readonly values: Float64Array;
  /** What is linear between neighbours: y or its logarithm. */
  readonly scale: "linear" | "log";
}

/** At most this many columns are drawn: edges between them are straight. */
const mostColumns = 256;

/** A stretch of columns with the part of each where values reach a level: two edges over x. */
export interface LevelStrip {
  readonly x: number[];
  readonly low: number[];
  readonly high: number[];
}

/** Part of a column, in rows with fractions; from −½ to rows − ½ where it reaches the frame. */
type Interval = readonly [from: number, to: number];

/**
 * The set where `values ≥ level`, as strips that can be filled: edges are interpolated between rows, so that they are
 * smooth. Strips of increasing levels are drawn on one another. Where strips begin, end, meet or part they reach half-way
 * to the next column, so that nothing shows between them.
 */
export function levelStrips(grid: LevelGrid, level: number): readonly LevelStrip[] {
  const columns = drawnColumns(grid.x.length);
  const strips: LevelStrip[] = [];
  let open: readonly OpenStrip[] = [];
  let edge = grid.domain[0];
  for (const [place, column] of columns.entries()) {
    const x = grid.x[column]!;
    const after = columns[place + 1];
    const nextEdge = after === undefined ? grid.domain[1] : (x + grid.x[after]!) / 2;
    const intervals = intervalsOf(grid, { column, level });
    const isContinued = intervals.length === open.length && intervals.every((each, k) => overlap(each, open[k]!.end));
    if (!isContinued) for (const { strip, end } of open) extend(strip, { grid, x: edge, interval: end });
    open = intervals.map((interval, k) => {
      const strip = isContinued ? open[k]!.strip : { x: [], low: [], high: [] };
      if (!isContinued) {
        strips.push(strip);
        extend(strip, { grid, x: edge, interval });
      }
      extend(strip, { grid, x, interval });
      return { strip, end: interval };
    });
    edge = nextEdge;
  }
  for (const { strip, end } of open) extend(strip, { grid, x: edge, interval: end });
  return strips;
}

interface OpenStrip {
  readonly strip: LevelStrip;
  /** Its part of the last column. */
  readonly end: Interval;
}

/** Evenly spaced, with the first and the last. */
function drawnColumns(count: number): readonly number[] {
  const drawn = Math.min(count, mostColumns);
  return Array.from({ length: drawn }, (_, k) => (drawn === 1 ? 0 : Math.round((k * (count - 1)) / (drawn - 1))));
}

function overlap(one: Interval, other: Interval): boolean {
  return one[0] < other[1] && other[0] < one[1];
}

function intervalsOf(grid: LevelGrid, { column, level }: { column: number; level: number }): Interval[] {
  const rows = grid.y.length;
  const at = (row: number) => grid.values[row * grid.x.length + column]!;
  const intervals: Interval[] = [];
  let from: number | null = at(0) >= level ? -0.5 : null;
  for (let row = 1; row < rows; row++) {
    const [before, value] = [at(row - 1), at(row)];
    if (before >= level === value >= level) continue;
    const crossing = row - 1 + (level - before) / (value - before);
    // a value that is not finite is crossed at its neighbour
    const place = Number.isFinite(crossing) ? crossing : value >= level ? row : row - 1;
    if (from === null) from = place;
    else {
      intervals.push([from, place]);
      from = null;
    }
  }
  if (from !== null) intervals.push([from, rows - 0.5]);
  return intervals;
}

function extend(strip: LevelStrip, { grid, x, interval }: { grid: LevelGrid; x: number; interval: Interval }): void {
  strip.x.push(x);
  strip.low.push(positionOf(grid, interval[0]));
  strip.high.push(positionOf(grid, interval[1]));
}

/** The y of a row with fraction. */
function positionOf({ y, domain, yDomain = domain, scale }: LevelGrid, row: number): number {
  if (row < 0) return yDomain[0];
  if (row > y.length - 1) return yDomain[1];
  const below = Math.min(Math.floor(row), y.length - 1);
  const share = row - below;
  const [from, to] = [y[below]!, y[Math.min(below + 1, y.length - 1)]!];
  return scale === "log" ? from * (to / from) ** share : from + share * (to - from);
}
