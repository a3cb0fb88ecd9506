/** Ranges that options of optimizers live in, with the words of the refusal. */
const ranges = {
  positive: { words: "a finite number > 0", holds: (value: number) => value > 0 && value < Infinity },
  nonnegative: { words: "a finite number ≥ 0", holds: (value: number) => value >= 0 && value < Infinity },
  factor: { words: "in [0, 1)", holds: (value: number) => value >= 0 && value < 1 },
} as const;

/** For each option the range it must lie in. */
export type OptionRanges = Readonly<Record<string, keyof typeof ranges>>;

/**
 * Refuses the first option that is no number in its range.
 *
 * @throws {RangeError} `Cannot create adam as beta1 must be in [0, 1): current value is 1`.
 */
export function checkOptions(
  optimizer: string,
  options: Readonly<Record<string, unknown>>,
  expected: OptionRanges,
): void {
  for (const [name, range] of Object.entries(expected)) {
    const value = options[name];
    const { words, holds } = ranges[range];
    if (!(typeof value === "number" && holds(value))) {
      throw new RangeError(`Cannot create ${optimizer} as ${name} must be ${words}: current value is ${String(value)}`);
    }
  }
}
