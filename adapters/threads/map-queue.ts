/** Cells to be made, and how often each has ended its thread. */
export interface MapQueue {
  /** The next cells, at most `size`; a cell that has ended a thread comes alone. Empty if there are none. */
  take(size: number): readonly number[];
  /** Puts cells back that were not made. */
  putBack(cells: readonly number[]): void;
  /** Puts a cell back that ended its thread; false if it has done so before. */
  repeat(cell: number): boolean;
  /** How many there are. */
  size(): number;
}

/** A queue of cells in the order given; what was put back comes first. */
export function createMapQueue(cells: readonly number[]): MapQueue {
  const back: number[] = [];
  const deadly = new Set<number>();
  const alone: number[] = [];
  let next = 0;
  return {
    take(size) {
      const lone = alone.pop();
      if (lone !== undefined) return [lone];
      if (back.length > 0) return back.splice(0, size);
      const taken = cells.slice(next, next + size);
      next += taken.length;
      return taken;
    },
    putBack(some) {
      back.push(...some);
    },
    repeat(cell) {
      if (deadly.has(cell)) return false;
      deadly.add(cell);
      alone.push(cell);
      return true;
    },
    size: () => cells.length - next + back.length + alone.length,
  };
}
