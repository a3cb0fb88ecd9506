import type { NumberField } from "./field.js";

/** Steps of a slider over equal distances. */
const many = 400;
/** Positions that a page key moves by. */
const page = 10;
/** Digits of values with equal ratios: round numbers some 5 % apart, and within many decades some 25 %. */
const fine = [...range(100, 200, 5), ...range(200, 500, 20), ...range(500, 1000, 50)].map((each) => each / 100);
const coarse = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
const mostFineDecades = 9;

/** Number of steps of the slider of a field; positions are 0 … positions. */
export function positions(field: NumberField): number {
  return valuesOf(field).length - 1;
}

/** The value at a position: a round number; exact at both ends. */
export function valueAt(field: NumberField, position: number): number {
  const values = valuesOf(field);
  return values[Math.min(values.length - 1, Math.max(0, Math.round(position)))]!;
}

/** The position whose value is nearest, in the measure of the scale. */
export function positionOf(field: NumberField, value: number): number {
  const values = valuesOf(field);
  const above = values.findIndex((each) => each >= value);
  if (above < 0) return values.length - 1;
  if (above === 0 || values[above] === value) return above;
  const place = measure(field);
  const [low, high, at] = [values[above - 1]!, values[above]!, value].map(place) as [number, number, number];
  return at - low < high - at ? above - 1 : above;
}

/** Where a page key moves the slider to; null for other keys. */
export function pagePosition(field: NumberField, value: number, key: string): number | null {
  const step = { PageUp: page, PageDown: -page }[key];
  if (step === undefined) return null;
  return Math.min(positions(field), Math.max(0, positionOf(field, value) + step));
}

const known = new WeakMap<NumberField, readonly number[]>();

/** The values of all positions, ascending. */
function valuesOf(field: NumberField): readonly number[] {
  const found = known.get(field) ?? [...new Set(createValues(field))];
  known.set(field, found);
  return found;
}

function createValues(field: NumberField): readonly number[] {
  const { min, max, scale, isInteger, allowsZero } = field;
  if (scale === "linear") return linearValues(field);
  if (scale === "complement") {
    const rests = roundRatios(Number((1 - max).toPrecision(12)), 1 - min).reverse();
    // 1 − rest has digits of its own that are rounding
    const inside = rests.map((rest) => Number((1 - rest).toPrecision(12)));
    return [min, ...inside.filter((value) => value > min && value < max), max];
  }
  const ratios = roundRatios(min, max).map((value) => (isInteger ? Math.round(value) : value));
  return [...(allowsZero ? [0] : []), min, ...ratios.filter((value) => value > min && value < max), max];
}

function linearValues({ min, max, isInteger }: NumberField): readonly number[] {
  const steps = isInteger ? Math.min(many, max - min) : many;
  const places = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10((max - min) / steps))));
  return Array.from({ length: steps + 1 }, (_, k) => {
    if (k === steps) return max;
    const value = min + ((max - min) * k) / steps;
    return isInteger ? Math.round(value) : Number(value.toFixed(places));
  });
}

/** Round numbers from one to the other, at about equal ratios. */
function roundRatios(from: number, to: number): number[] {
  const digits = Math.log10(to / from) <= mostFineDecades ? fine : coarse;
  const powers = range(Math.floor(Math.log10(from)), Math.ceil(Math.log10(to)) + 1, 1);
  return powers
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= from && value <= to);
}

/** Distances on the slider are differences of this. */
function measure({ scale, min }: NumberField): (value: number) => number {
  if (scale === "linear") return (value) => value;
  if (scale === "complement") return (value) => -Math.log(1 - value);
  // 0 stands one place below the least value
  return (value) => Math.log(Math.max(value, min / 2));
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) }, (_, k) => from + k * step);
}
