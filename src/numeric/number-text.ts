const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What a value is needed for, and what was given for it. */
export interface TextValue {
  /** `solve`, `compare`, … */
  readonly action: string;
  /** `--lr` */
  readonly name: string;
  readonly text: string;
}

/** Ranges of numbers, with the words of the refusal. */
const ranges = {
  finite: { words: "a finite number", holds: (value: number) => Number.isFinite(value) },
  positive: { words: "a finite number > 0", holds: (value: number) => value > 0 && value < Infinity },
  nonnegative: { words: "a finite number ≥ 0", holds: (value: number) => value >= 0 && value < Infinity },
  factor: { words: "in [0, 1)", holds: (value: number) => value >= 0 && value < 1 },
  share: { words: "in (0, 1)", holds: (value: number) => value > 0 && value < 1 },
  count: { words: "an integer > 0", holds: (value: number) => Number.isSafeInteger(value) && value > 0 },
} as const;

export type ValueRange = keyof typeof ranges;

/** The sentence for a value that cannot be used. */
export function usageError({ action, name, text }: TextValue, condition: string): RangeError {
  return new RangeError(`Cannot ${action} as ${name} must be ${condition}: current value is ${text || "empty"}`);
}

/** The number that a text is, all of it: no `NaN`, no `Infinity`, no hexadecimals, no units. */
export function parseNumber(value: TextValue, range: ValueRange): number {
  const number = numberIn(value.text, range);
  if (number === null) throw usageError(value, ranges[range].words);
  return number;
}

/** Numbers separated by commas; an empty item is refused. */
export function parseNumbers(value: TextValue, range: ValueRange): number[] {
  return value.text.split(",").map((item) => {
    const number = numberIn(item, range);
    if (number === null) throw usageError(value, `numbers separated by commas, each ${ranges[range].words}`);
    return number;
  });
}

/** The number that a text is; null where it is none, or not one of the range. */
function numberIn(text: string, range: ValueRange): number | null {
  const trimmed = text.trim();
  const number = DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN;
  return ranges[range].holds(number) ? number : null;
}
