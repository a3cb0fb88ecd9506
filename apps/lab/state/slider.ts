import type { NumberField } from "./field.js";

/** Steps of a slider that has more values than can be told apart. */
const many = 400;
/** Values of a slider have this many digits, so that they can be read and shared. */
const digits = 3;

/** Number of steps of the slider of a field; positions are 0 … positions. */
export function positions({ min, max, isInteger, scale }: NumberField): number {
  return isInteger && scale === "linear" ? Math.min(many, max - min) : many;
}

/** The position nearest to a value. */
export function positionOf(field: NumberField, value: number): number {
  const { min, max, scale, allowsZero } = field;
  const last = positions(field);
  if (scale === "linear") return Math.round((last * (value - min)) / (max - min));
  if (scale === "complement") return Math.round((last * Math.log(1 - value)) / Math.log(1 - max));
  if (allowsZero && value === 0) return 0;
  const first = allowsZero ? 1 : 0;
  return first + Math.round(((last - first) * Math.log(value / min)) / Math.log(max / min));
}

/** The value at a position, rounded to what a reader can tell apart; exact at both ends. */
export function valueAt(field: NumberField, position: number): number {
  const { min, max, scale, allowsZero, isInteger } = field;
  const last = positions(field);
  if (position >= last) return max;
  if (scale === "linear") {
    const value = min + ((max - min) * position) / last;
    return isInteger ? Math.round(value) : round(value, (max - min) / last);
  }
  if (scale === "complement") {
    const rest = Number(((1 - max) ** (position / last)).toPrecision(digits));
    // 1 − rest has digits of its own that are rounding
    return Number((1 - rest).toPrecision(12));
  }
  if (allowsZero && position === 0) return 0;
  if (position <= 0) return min;
  const first = allowsZero ? 1 : 0;
  const value = Number((min * (max / min) ** ((position - first) / (last - first))).toPrecision(digits));
  return isInteger ? Math.round(value) : value;
}

function round(value: number, step: number): number {
  const places = Math.max(0, 1 - Math.floor(Math.log10(step)));
  return Number(value.toFixed(Math.min(places, 12)));
}
