import { type TextValue, usageError } from "../../src/numeric/number-text.js";

export {
  parseNumber,
  parseNumbers,
  type TextValue,
  usageError,
  type ValueRange,
} from "../../src/numeric/number-text.js";

/** Names separated by commas. */
export function parseNames(value: TextValue): string[] {
  const names = value.text.split(",").map((item) => item.trim());
  if (names.includes("")) throw usageError(value, "names separated by commas");
  return names;
}
