import { indexRoom, numberRoom } from "./workspace.js";

/**
 * Fills dips of at most `width − 1` samples and leaves everything else where it is: the morphological closing, the running
 * maximum over `width` samples followed by the running minimum.
 *
 * What is returned is valid until the next closing.
 *
 * @see J. Serra, Image analysis and mathematical morphology, Academic Press 1982.
 */
export function closing(values: Float64Array, width: number): Float64Array {
  if (width <= 1) return values;
  const before = (width - 1) >> 1;
  const after = width - 1 - before;
  const raised = slidingMaximum(values, numberRoom("raised", values.length), { before, after, sign: 1 });
  return slidingMaximum(raised, numberRoom("closed", values.length), { before: after, after: before, sign: -1 });
}

interface Window {
  readonly before: number;
  readonly after: number;
  /** −1 for the minimum. */
  readonly sign: 1 | -1;
}

/** The greatest of values[i − before .. i + after] at each i, by a queue of falling values: O(n). */
function slidingMaximum(values: Float64Array, out: Float64Array, { before, after, sign }: Window): Float64Array {
  const count = values.length;
  const queue = indexRoom("queue", count);
  let [head, end, next] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const last = Math.min(count - 1, i + after);
    for (; next <= last; next++) {
      const value = sign * values[next]!;
      while (end > head && sign * values[queue[end - 1]!]! <= value) end--;
      queue[end++] = next;
    }
    while (queue[head]! < i - before) head++;
    out[i] = values[queue[head]!]!;
  }
  return out;
}
