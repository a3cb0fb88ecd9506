/**
 * Refuses options of a flow that are out of their range.
 *
 * @throws {RangeError} naming the first.
 */
export function checkFlow(
  model: string,
  values: Readonly<Record<string, number>>,
  ranges: Readonly<Record<string, "positive" | "nonnegative">>,
): void {
  for (const [name, range] of Object.entries(ranges)) {
    const value = values[name]!;
    if (range === "positive" ? value > 0 && value < Infinity : value >= 0 && value < Infinity) continue;
    const condition = range === "positive" ? "finite and > 0" : "finite and >= 0";
    throw new RangeError(`Cannot make ${model} as ${name} must be ${condition}: current value is ${value}`);
  }
}
