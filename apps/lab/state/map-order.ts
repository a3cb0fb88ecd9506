/** Distances of the cells that are computed first, then between them, until every cell is known. */
export const strides = [32, 16, 8, 4, 2, 1] as const;

/** A grid of cells, row-major from the lowest row. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Cells in the order in which they are computed, each once: every 32nd in both directions, then every 16th, … */
export function refinementOrder({ columns, rows }: Grid): Int32Array {
  const order = new Int32Array(columns * rows);
  let count = 0;
  for (const [level, stride] of strides.entries()) {
    const coarser = level === 0 ? Infinity : strides[level - 1]!;
    for (let row = 0; row < rows; row += stride) {
      for (let column = 0; column < columns; column += stride) {
        const isKnown = row % coarser === 0 && column % coarser === 0;
        if (level > 0 && isKnown) continue;
        order[count++] = row * columns + column;
      }
    }
  }
  return order;
}

/**
 * For each cell the known one whose result it shows: itself, else the nearest of the finest level that has one there; −1
 * where none is near.
 */
export function shownCells({ columns, rows }: Grid, isKnown: (cell: number) => boolean): Int32Array {
  const shown = new Int32Array(columns * rows).fill(-1);
  const levels = strides.toReversed().map((stride) => ({
    x: nearest(columns, stride),
    y: nearest(rows, stride),
  }));
  for (let row = 0, cell = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, cell++) {
      for (const { x, y } of levels) {
        const anchor = y[row]! * columns + x[column]!;
        if (!isKnown(anchor)) continue;
        shown[cell] = anchor;
        break;
      }
    }
  }
  return shown;
}

/** For each place the nearest multiple of a stride that is a place. */
function nearest(count: number, stride: number): Int32Array {
  const last = Math.floor((count - 1) / stride) * stride;
  return Int32Array.from({ length: count }, (_, k) => Math.min(last, Math.round(k / stride) * stride));
}
