import { nearestNames } from "../numeric/index.js";

/** What is checked: the end of `Cannot <action> as <field> must be <must>: current value is <value>`. */
export interface CheckedField {
  readonly action: string;
  readonly field: string;
  readonly must: string;
  readonly value: unknown;
}

/** @throws {RangeError} unless `condition` holds. */
export function checkField(condition: boolean, { action, field, must, value }: CheckedField): void {
  if (!condition)
    throw new RangeError(`Cannot ${action} as ${field} must be ${must}: current value is ${shown(value)}`);
}

/** @throws {RangeError} unless `value` is one of `names`; the message has the nearest ones. */
export function checkName(names: readonly string[], checked: Omit<CheckedField, "must">): void {
  const near = nearestNames(plain(checked.value), names).join(", ");
  const isKnown = typeof checked.value === "string" && names.includes(checked.value);
  checkField(isKnown, { ...checked, must: `one of ${names.join(", ")} (nearest: ${near})` });
}

/** Whether a value is a whole number from `least` to `most`. */
export function isWhole(value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(plain).join(", ")}]` : plain(value);
}

/** A value in words; of an object only that it is one, since its own `toString` may be anything. */
function plain(value: unknown): string {
  return typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : String(value);
}
