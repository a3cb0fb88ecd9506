import type { Complex } from "./problem.js";

/** How values of a problem lie in arrays of real numbers: a complex number takes two entries. */
export interface Codec {
  /** Real entries of a value. */
  readonly size: number;
  /** 2 for complex numbers, else 1. */
  readonly parts: 1 | 2;
  /** Numbers in a value; 1 for a bare number. */
  readonly length: number;
  /** What such a value is called in messages. */
  readonly name: string;
  /** Writes a value into `out` at `offset`; false if it has another shape. */
  read(value: unknown, out: Float64Array, offset?: number): boolean;
  /** The value in `data` at `offset`, a fresh one. */
  // biome-ignore lint/suspicious/noExplicitAny: its type is that of the user's initial value
  write(data: Float64Array, offset?: number): any;
}

/** Whether a value is `{ re, im }`. */
export function isComplex(value: unknown): value is Complex {
  return typeof value === "object" && value !== null && typeof (value as Complex).re === "number";
}

/** Whether a value is an array or a typed array. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as ArrayLike<unknown>).length === "number";
}

/** Writes a number, real or complex, into one or two entries; false if it is none. */
export function readNumber(value: unknown, parts: 1 | 2, out: Float64Array, offset: number): boolean {
  if (typeof value === "number") {
    out[offset] = value;
    if (parts === 2) out[offset + 1] = 0;
    return true;
  }
  if (parts === 1 || !isComplex(value)) return false;
  out[offset] = value.re;
  out[offset + 1] = value.im;
  return typeof value.im === "number";
}

function writeNumber(data: Float64Array, offset: number, parts: 1 | 2): number | Complex {
  return parts === 1 ? data[offset]! : { re: data[offset]!, im: data[offset + 1]! };
}

/** The codec of values like `sample`, of complex numbers if `parts` is 2; null if it is no value. */
export function codecLike(sample: unknown, parts: 1 | 2): Codec | null {
  const noun = parts === 2 ? "complex number { re, im }" : "number";
  if (typeof sample === "number" || isComplex(sample)) {
    return {
      size: parts,
      parts,
      length: 1,
      name: `a ${noun}`,
      read: (value, out, offset = 0) => readNumber(value, parts, out, offset),
      write: (data, offset = 0) => writeNumber(data, offset, parts),
    };
  }
  if (!isList(sample) || sample.length === 0) return null;
  const { length } = sample;
  return {
    size: length * parts,
    parts,
    length,
    name: `an array of ${length} ${noun}${length === 1 ? "" : "s"}`,
    read(value, out, offset = 0) {
      if (!isList(value) || value.length !== length) return false;
      for (let i = 0; i < length; i++) if (!readNumber(value[i], parts, out, offset + i * parts)) return false;
      return true;
    },
    write: (data, offset = 0) => Array.from({ length }, (_, i) => writeNumber(data, offset + i * parts, parts)),
  };
}

/** A value in a message. */
export function show(value: unknown): string {
  if (isComplex(value)) return `${value.re} + ${value.im}i`;
  if (isList(value) && typeof value !== "string") return `[${Array.from(value, show).join(", ")}]`;
  return String(value);
}
