import { simplifyLine, type UnitPoint } from "./simplify-line.js";

/** A line in the plane, point by point. */
export interface PlaneLine {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Where a level curve is looked for. */
export interface LevelCurveOptions {
  readonly x: PlaneSide;
  readonly y: PlaneSide;
  /** Squares along each side; default 128. Features smaller than one can be missed. */
  readonly squares?: number;
}

/** A range along one side of the plane, and where its points lie. */
export interface PlaneSide {
  readonly from: number;
  readonly to: number;
  readonly scale: "linear" | "log";
}

/** Distance, as a share of the sides, by which a line may be off. */
const unseen = 1e-5;

/** Halvings of the edge of a square: the place is good to 1e-12 of it. */
const halvings = 40;

/**
 * The curve where a function of the plane changes its sign, as lines.
 *
 * Marching squares: every square of a grid whose corners differ in sign has a piece of the curve; its ends, on the sides
 * of the square, are found by bisection, and pieces are joined. Squares where the function is NaN at a corner have none.
 *
 * @see W. E. Lorensen, H. E. Cline, "Marching Cubes", SIGGRAPH 1987, in two dimensions.
 */
export function levelCurve(
  value: (x: number, y: number) => number,
  { x, y, squares = 128 }: LevelCurveOptions,
): readonly PlaneLine[] {
  const grid = createGrid(value, { x, y, squares });
  const neighbours = new Map<number, number[]>();
  const join = (one: number, other: number): void => {
    neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
    neighbours.set(other, [...(neighbours.get(other) ?? []), one]);
  };
  for (let row = 0; row < squares; row++) {
    for (let column = 0; column < squares; column++) {
      const sides = grid.crossedSides(column, row);
      for (let k = 0; k + 1 < sides.length; k += 2) join(sides[k]!, sides[k + 1]!);
    }
  }
  return chains(neighbours).map((chain) => grid.lineOf(chain));
}

/** Joined pieces: each chain is a list of sides, open ones first; a closed one ends where it began. */
function chains(neighbours: Map<number, number[]>): readonly number[][] {
  const left = new Set(neighbours.keys());
  const walk = (start: number): number[] => {
    const chain = [start];
    left.delete(start);
    for (let at = start; ; ) {
      const next = neighbours.get(at)!.find((each) => left.has(each));
      if (next === undefined) return chain;
      left.delete(next);
      chain.push(next);
      at = next;
    }
  };
  const open = [...neighbours].filter(([, beside]) => beside.length === 1).map(([side]) => side);
  const found = open.flatMap((side) => (left.has(side) ? [walk(side)] : []));
  for (const side of neighbours.keys()) if (left.has(side)) found.push([...walk(side), side]);
  return found;
}

/**
 * Corners and sides of the squares. A side has the number of its lower or left corner, twice: even along x, odd along y.
 */
function createGrid(value: (x: number, y: number) => number, { x, y, squares }: Required<LevelCurveOptions>) {
  const corners = squares + 1;
  const placeOn = ({ from, to, scale }: PlaneSide, share: number): number => {
    if (share === 0 || share === 1) return share === 0 ? from : to;
    return scale === "log" ? from * (to / from) ** share : from + share * (to - from);
  };
  const at = (column: number, row: number): number => value(placeOn(x, column / squares), placeOn(y, row / squares));
  const values = Float64Array.from({ length: corners * corners }, (_, k) => at(k % corners, Math.floor(k / corners)));

  /** The sides of a square where the sign changes, two that belong together after each other. */
  function crossedSides(column: number, row: number): number[] {
    const lower = row * corners + column;
    const upper = lower + corners;
    const square = [values[lower]!, values[lower + 1]!, values[upper + 1]!, values[upper]!];
    if (square.some(Number.isNaN)) return [];
    const isAbove = square.map((each) => each >= 0);
    // around the square from its lower side on
    const around = [2 * lower, 2 * (lower + 1) + 1, 2 * upper, 2 * lower + 1];
    const crossed = around.filter((_, k) => isAbove[k] !== isAbove[(k + 1) % 4]);
    // a saddle: the middle says which corners are joined
    if (crossed.length === 4 && at(column + 0.5, row + 0.5) >= 0 !== isAbove[0]) crossed.push(crossed.shift()!);
    return crossed;
  }

  function crossingOf(side: number): UnitPoint {
    const corner = side >> 1;
    const [column, row] = [corner % corners, Math.floor(corner / corners)];
    const along = side % 2 === 0 ? ([1, 0] as const) : ([0, 1] as const);
    const isAbove = values[corner]! >= 0;
    let [low, high] = [0, 1];
    for (let k = 0; k < halvings; k++) {
      const middle = (low + high) / 2;
      if (at(column + along[0] * middle, row + along[1] * middle) >= 0 === isAbove) low = middle;
      else high = middle;
    }
    return [(column + along[0] * high) / squares, (row + along[1] * high) / squares];
  }

  function lineOf(chain: readonly number[]): PlaneLine {
    const points = simplifyLine(chain.map(crossingOf), unseen);
    return {
      x: Float64Array.from(points, ([share]) => placeOn(x, share)),
      y: Float64Array.from(points, ([, share]) => placeOn(y, share)),
    };
  }
  return { crossedSides, lineOf };
}
