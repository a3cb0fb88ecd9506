/** How positions of a slider are spread over the values of a number. */
export type NumberScale = "linear" | "log" | "complement";

/** A number that has a slider. */
export interface NumberField {
  readonly kind: "number";
  readonly initial: number;
  /** Least and greatest value; what lies beyond is clamped with a note. */
  readonly min: number;
  readonly max: number;
  /** `log`: equal ratios; `complement`: equal ratios of 1 − value, for factors near 1. */
  readonly scale: NumberScale;
  readonly isInteger?: boolean;
  /** `log` only: whether 0 is allowed too, at the left end of the slider. */
  readonly allowsZero?: boolean;
}

/** One of a list of names. */
export interface ChoiceField {
  readonly kind: "choice";
  readonly initial: string;
  readonly choices: readonly string[];
}

/** Some of a list of names, in the order of the list. */
export interface ChoicesField {
  readonly kind: "choices";
  readonly initial: readonly string[];
  readonly choices: readonly string[];
}

/** Text that something else reads and refuses. */
export interface TextField {
  readonly kind: "text";
  readonly initial: string;
  readonly longest: number;
}

/** A short list of finite numbers. */
export interface NumbersField {
  readonly kind: "numbers";
  readonly initial: readonly number[];
  readonly longest: number;
}

export interface FlagField {
  readonly kind: "flag";
  readonly initial: boolean;
}

/** One entry of the state: what it may be, and how it is written in an address. */
export type Field = NumberField | ChoiceField | ChoicesField | TextField | NumbersField | FlagField;

/** A value as it was understood, and a sentence where that is not what was written. */
export interface Decoded {
  readonly value: unknown;
  readonly note: string | null;
}

/** The text of a value in an address, without escapes. */
export function encodeField(field: Field, value: unknown): string {
  if (field.kind === "flag") return value === true ? "yes" : "no";
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** Reads the text of a value; what it cannot be is named, and the initial value taken. */
export function decodeField(field: Field, { name, text }: { name: string; text: string }): Decoded {
  const refuse = (condition: string): Decoded => {
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    return { value: field.initial, note: `${name} must be ${condition}: current value is ${shown}` };
  };
  switch (field.kind) {
    case "flag":
      return text === "yes" || text === "no" ? { value: text === "yes", note: null } : refuse("yes or no");
    case "choice":
      return field.choices.includes(text) ? { value: text, note: null } : refuse(`one of ${field.choices.join(", ")}`);
    case "choices": {
      const names = text === "" ? [] : text.split(",");
      if (!names.every((each) => field.choices.includes(each))) return refuse(`among ${field.choices.join(", ")}`);
      return { value: field.choices.filter((each) => names.includes(each)), note: null };
    }
    case "text":
      // halves of characters have no address
      return text.length <= field.longest
        ? { value: text.replace(/\p{Surrogate}/gu, "\ufffd"), note: null }
        : refuse(`at most ${field.longest} characters`);
    case "numbers": {
      const numbers = text.trim() === "" ? [] : text.split(",").map(readNumber);
      if (!numbers.every(Number.isFinite)) return refuse("finite numbers, separated by commas");
      return numbers.length <= field.longest
        ? { value: numbers, note: null }
        : refuse(`at most ${field.longest} numbers`);
    }
    case "number": {
      const number = readNumber(text);
      return Number.isFinite(number) ? clampField(field, { name, number }) : refuse("a finite number");
    }
  }
}

/** The nearest allowed number, with a note where that is another one. */
export function clampField(field: NumberField, { name, number }: { name: string; number: number }): Decoded {
  if (field.allowsZero && number === 0) return { value: 0, note: null };
  const rounded = field.isInteger ? Math.round(number) : number;
  const value = Math.min(field.max, Math.max(field.min, rounded));
  if (value === number) return { value, note: null };
  const range = `${field.allowsZero ? "0 or " : ""}${field.isInteger ? "an integer " : ""}from ${field.min} to ${field.max}`;
  return { value, note: `${name} must be ${range}: ${number} became ${value}` };
}

/** A number in plain decimal notation, else NaN: no hexadecimal, no empty text, and no −0, which an address cannot hold. */
export function readNumber(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) + 0 : Number.NaN;
}
