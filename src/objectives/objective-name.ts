const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const NAME = new RegExp(String.raw`^\s*([\p{L}_]\w*)\s*(?:\(\s*((?:${NUMBER}\s*(?:,\s*${NUMBER}\s*)*)?)\))?\s*$`, "u");

/** The name of an objective and its parameters. */
export interface ObjectiveName {
  readonly name: string;
  readonly args: readonly number[];
}

/**
 * Reads a text as the name of an objective, `identifier` or `identifier(numbers)`; null if it is something else, such as an
 * expression. Whether there is such an objective is for `createObjective` to say.
 *
 * @example
 * parseObjectiveName("rosenbrock1d(4)"); // { name: "rosenbrock1d", args: [4] }
 * parseObjectiveName("x^2"); // null
 */
export function parseObjectiveName(text: string): ObjectiveName | null {
  const match = NAME.exec(text);
  if (match === null) return null;
  const list = (match[2] ?? "").trim();
  return { name: match[1]!, args: list === "" ? [] : list.split(",").map(Number) };
}
