import { wholePower } from "../objectives/whole-power.js";

/** The number `value·2^exponent`; the exponent is any whole number, so that nothing over- or underflows. */
export interface Scaled {
  readonly value: number;
  readonly exponent: number;
}

/** Beyond this exponent every product with a double is 0 or infinite. */
const FARTHEST = 2200;

/** `2^exponent` for a whole exponent, exactly; 0 or infinite beyond the range of doubles. */
export function powerOfTwo(exponent: number): number {
  const size = Math.min(Math.abs(exponent), FARTHEST);
  return wholePower(exponent < 0 ? 0.5 : 2, size);
}

/** `2^exponent` as a product of two numbers, by which a double is multiplied without a detour over 0 or infinity. */
export function halves(exponent: number): readonly [number, number] {
  const half = Math.trunc(exponent / 2);
  return [powerOfTwo(half), powerOfTwo(exponent - half)];
}

/** `value·2^exponent` as a double. */
export function toDouble({ value, exponent }: Scaled): number {
  const [first, second] = halves(exponent);
  return value * first * second;
}

/** The number `value·2^exponent` with a value between √½ and √2; zeros and what is not finite keep their value. */
export function scaled(value: number, exponent = 0): Scaled {
  if (value === 0 || !Number.isFinite(value)) return { value, exponent: 0 };
  const shift = Math.round(Math.log2(Math.abs(value)));
  return { value: toDouble({ value, exponent: -shift }), exponent: exponent + shift };
}

/** `a + b`, rounded as doubles are; what is too small to matter adds nothing. */
export function sum(a: Scaled, b: Scaled): Scaled {
  if (a.value === 0 && b.value === 0) return scaled(a.value + b.value);
  if (a.value === 0 || b.value === 0) return a.value === 0 ? b : a;
  const exponent = Math.max(a.exponent, b.exponent);
  const value = a.value * powerOfTwo(a.exponent - exponent) + b.value * powerOfTwo(b.exponent - exponent);
  return scaled(value, exponent);
}

/** `factor·a` for a double. */
export function times(factor: number, a: Scaled): Scaled {
  return scaled(factor * a.value, a.exponent);
}

/** `a` with an even exponent. */
export function even(a: Scaled): Scaled {
  return a.exponent % 2 === 0 ? a : { value: 2 * a.value, exponent: a.exponent - 1 };
}

/** `√a`. */
export function root(a: Scaled): Scaled {
  const { value, exponent } = even(a);
  return scaled(Math.sqrt(value), exponent / 2);
}
