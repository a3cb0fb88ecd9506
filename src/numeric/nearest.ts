const MAXIMUM_NAMES = 3;

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours count 1 each. */
function editDistance(a: string, b: string): number {
  let beforePrevious = new Array<number>(b.length + 1).fill(0);
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, beforePrevious[j - 2]! + 1);
      current.push(distance);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/** A name that begins the other one is as near as a single typing error. */
function nameDistance(name: string, candidate: string): number {
  const a = name.toLowerCase();
  const b = candidate.toLowerCase();
  const distance = editDistance(a, b);
  return a !== "" && (b.startsWith(a) || a.startsWith(b)) ? Math.min(distance, 1) : distance;
}

/**
 * The candidates nearest to a mistyped name, nearest first, at most three.
 *
 * Distance is the number of typing errors, ignoring case; what is more than one error further than the best is left
 * out. Empty only if there are no candidates.
 *
 * @example
 * nearestNames("admw", ["adagrad", "adam", "adamw"]); // ["adamw", "adam"]
 */
export function nearestNames(name: string, candidates: readonly string[]): string[] {
  const scored = candidates.map((candidate) => ({ candidate, distance: nameDistance(name, candidate) }));
  const best = Math.min(...scored.map(({ distance }) => distance));
  return scored
    .filter(({ distance }) => distance <= best + 1)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAXIMUM_NAMES)
    .map(({ candidate }) => candidate);
}

/** What a name is needed for: `Cannot ${action} as ${what} must be a known one …`. */
export interface FindByNameOptions {
  readonly action: string;
  readonly what: string;
}

/**
 * The entry of that name.
 *
 * @throws {RangeError} if there is none; the message names the nearest ones.
 * @example
 * findByName([{ name: "adam" }, { name: "gd" }], "gd", { action: "run", what: "optimizer" }); // { name: "gd" }
 */
export function findByName<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
  name: string,
  { action, what }: FindByNameOptions,
): Entry {
  const found = entries.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const names = entries.map((entry) => entry.name);
  throw new RangeError(
    `Cannot ${action} as ${what} must be a known one such as ${nearestNames(name, names).join(", ")}: current value is ${name}`,
  );
}
