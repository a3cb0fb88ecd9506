/** Lines between the cells of a grid. */
export interface GridEdges {
  /** Edges of the columns, increasing. */
  readonly xEdges: Float64Array;
  /** Edges of the rows, increasing. */
  readonly yEdges: Float64Array;
}

/** A rectangle of one colour. */
export interface GridCell<Colour> {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly colour: Colour;
}

/**
 * The cells of a grid as rectangles, neighbours of one colour in a row as one.
 *
 * Cells are row-major from the lowest row, and rectangles come in this order. With `overlap` they reach by this share of a
 * cell below the next ones to the right and above, so that no seams show between them.
 */
export function gridCells<Colour>(
  { xEdges, yEdges }: GridEdges,
  colourOf: (cell: number) => Colour,
  { overlap = 0 }: { readonly overlap?: number } = {},
): readonly GridCell<Colour>[] {
  const columns = xEdges.length - 1;
  const beyond = (edges: Float64Array, k: number): number =>
    k + 1 < edges.length ? edges[k]! + overlap * (edges[k + 1]! - edges[k]!) : edges[k]!;
  const cells: GridCell<Colour>[] = [];
  for (let row = 0; row + 1 < yEdges.length; row++) {
    for (let first = 0; first < columns; ) {
      const colour = colourOf(row * columns + first);
      let next = first + 1;
      while (next < columns && Object.is(colourOf(row * columns + next), colour)) next++;
      cells.push({ x: xEdges[first]!, x2: beyond(xEdges, next), y: yEdges[row]!, y2: beyond(yEdges, row + 1), colour });
      first = next;
    }
  }
  return cells;
}
