/** The elements ahead of the point that a march has reached, and what is known of their errors. */
export interface Mesh {
  /** Lengths of the elements of the next window. */
  readonly lengths: number[];
  /** How many of them may be accepted once the window is solved. */
  readonly accepted: number;
  /** How far their memories look, counted from the window's start: elements before that must be accurate. */
  readonly horizon: number;
  /** The given errors, in units of the tolerance, ask for a finer mesh: divides the elements concerned. */
  refine(errors: readonly number[]): void;
  /** Divides in two the elements that start in the first 2^(−rounds) of the window: repeated, a mesh graded to its start. */
  grade(rounds: number): void;
  /** Looks less far ahead from here on; false if it already looks as little as it may. */
  shorten(): boolean;
  /** Removes the accepted elements and appends new ones, as large as the given errors allow. */
  advance(errors: readonly number[]): void;
}

/** How a mesh begins and may grow. */
export interface MeshOptions {
  /** Length of the first element, or of all of them where the mesh is uniform. */
  readonly length: number;
  readonly uniform: boolean;
  /** How far ahead memories are read, unit time. */
  readonly reach: number;
  /** How far the next window goes beyond what it accepts, in units of `reach`. */
  readonly lookAhead: () => number;
  /** Order of the local error in the length. */
  readonly order: number;
  /** Longest element at a distance from the window's start, where the solution is roughly known; null where it is not. */
  readonly limit: ((distance: number) => number) | null;
  /** From this length on an element is solved alone and continued by its own polynomial. */
  readonly alone: number;
  /** Largest growth of an element over the one before it. */
  readonly growth: number;
}

/** A uniform window accepts at least this many elements, and this many times its look-ahead. */
const UNIFORM_BATCH = 8;
const UNIFORM_SHARE = 3;
/** A look-ahead that cannot be solved is shortened by this factor, to this share of it at least, and recovers slowly. */
const SHORTER = 0.7;
const SHORTEST = 0.1;
const RECOVERY = 1.15;

/** Creates the mesh at the start of a march. */
export function createMesh({ length, uniform, reach, lookAhead, order, growth, limit, alone }: MeshOptions): Mesh {
  const lengths = [length];
  let accepted = 1;
  let horizon = 0;
  let share = 1;
  const sum = (count: number) => {
    let total = 0;
    for (let e = 0; e < count; e++) total += lengths[e]!;
    return total;
  };
  /** Lengths are the first one's times powers of √2, so that the same pieces of mesh come again. */
  const rounded = (h: number) =>
    h < Infinity ? length * Math.SQRT2 ** Math.floor(2 * Math.log2(h / length) + 1e-9) : h;

  const grown = (h: number, error: number): number => {
    if (uniform || !(error < 1)) return h;
    const levels = Math.floor((-2 * Math.log2(Math.max(error, 1e-30))) / order - 0.4);
    return h * Math.min(growth, Math.SQRT2 ** Math.max(0, levels));
  };

  /** Takes from the end of the window what is more than a half of its last element too much. */
  const cut = (wanted: number): void => {
    for (let excess = sum(lengths.length) - wanted; lengths.length > 0; ) {
      const last = lengths[lengths.length - 1]!;
      if (excess < 0.5 * last) return;
      lengths.pop();
      if (excess < last) lengths.push(0.5 * last);
      excess -= excess < last ? 0.5 * last : last;
    }
  };

  /** Completes the window: alone if the first element is long, else until it looks ahead far enough. */
  const complete = (error: number): void => {
    if (reach === 0 || lengths[0]! >= alone * (1 - 1e-12)) {
      lengths.length = 1;
      accepted = 1;
    } else {
      const ahead = share * lookAhead() * reach;
      const batch = uniform ? Math.max(UNIFORM_BATCH * length, UNIFORM_SHARE * ahead) : lengths[0]!;
      const wanted = Math.max(1.5 * ahead, batch + ahead);
      if (share < 1) cut(wanted);
      for (let total = sum(lengths.length); total < wanted * (1 - 1e-12); ) {
        const last = lengths[lengths.length - 1]!;
        // no leap into what is not known yet; where it roughly is, the mesh may follow it
        const longest = uniform ? length : Math.min(Math.max(2 * reach, 2 * lengths[0]!), limit?.(total) ?? Infinity);
        const next = uniform ? length : rounded(Math.min(limit ? 2 * last : grown(last, error), longest));
        lengths.push(next);
        total += next;
      }
      const total = sum(lengths.length);
      accepted = 1;
      let rest = total - lengths[0]!;
      while (accepted < lengths.length && rest - lengths[accepted]! >= ahead * (1 - 1e-12))
        rest -= lengths[accepted++]!;
    }
    horizon = sum(accepted) + reach;
  };

  const divide = (partsOf: (e: number) => number): void => {
    const divided = lengths.flatMap((h, e) => new Array<number>(partsOf(e)).fill(h / partsOf(e)));
    lengths.splice(0, lengths.length, ...divided);
    complete(1);
  };

  complete(1);
  return {
    lengths,
    get accepted() {
      return accepted;
    },
    get horizon() {
      return horizon;
    },
    refine(errors) {
      divide((e) => {
        const error = errors[e] ?? 0;
        if (error <= 1) return 1;
        return error > 2 ** (order + 2) || Number.isNaN(error) ? 4 : 2;
      });
    },
    grade(rounds) {
      const edge = sum(lengths.length) * 0.5 ** rounds * (1 - 1e-9);
      let start = 0;
      const within = lengths.map((h) => {
        start += h;
        return start - h < edge;
      });
      divide((e) => (within[e] ? 2 : 1));
    },
    shorten() {
      if (uniform || lengths.length === 1 || share * SHORTER < SHORTEST) return false;
      share *= SHORTER;
      complete(1);
      return true;
    },
    advance(errors) {
      share = Math.min(1, share * RECOVERY);
      const gone = lengths.splice(0, accepted);
      const error = errors[errors.length - 1] ?? 1;
      if (lengths.length === 0) {
        const next = grown(gone[gone.length - 1]!, error);
        lengths.push(uniform ? length : rounded(Math.min(next, limit?.(0) ?? Infinity)));
      }
      complete(error);
    },
  };
}
