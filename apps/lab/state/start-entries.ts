import { readNumber } from "./field.js";

/** Parameters that have an entry each; more are written in one line. */
export const mostEntries = 4;

/**
 * A start with one number changed; null if the text is no number. An empty text means the customary number, and a start
 * that is customary throughout is no start of one's own: `[]`.
 */
export function changeStart(
  { theta0, start }: { readonly theta0: readonly number[]; readonly start: readonly number[] },
  { place, text }: { readonly place: number; readonly text: string },
): readonly number[] | null {
  const number = text.trim() === "" ? start[place]! : readNumber(text);
  if (!Number.isFinite(number)) return null;
  const own = start.map((customary, k) => (k === place ? number : (theta0[k] ?? customary)));
  return own.every((each, k) => each === start[k]) ? [] : own;
}

/** Numbers separated by commas or spaces; null if they are not all finite, or too many. */
export function readStart(text: string, { longest }: { readonly longest: number }): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  const numbers = parts.map(readNumber);
  return numbers.length <= longest && numbers.every(Number.isFinite) ? numbers : null;
}

/** What the arrows of an entry add: a tenth of the size of its number, a power of ten. */
export function entryStep(value: number): number {
  const size = Math.abs(value);
  return size === 0 || !Number.isFinite(size) ? 0.1 : Number(`1e${Math.floor(Math.log10(size)) - 1}`);
}
