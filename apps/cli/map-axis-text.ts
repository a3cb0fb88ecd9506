import { axisNames, type MapAxis, type MapAxisName, mapAxis } from "../../src/maps/index.js";
import { nearestNames } from "../../src/numeric/nearest.js";
import type { CliInput } from "./command.js";
import { parseNumber, usageError } from "./values.js";

/**
 * The axis that `--x beta1=0.8:0.99:50` and `--scale-x log` mean.
 *
 * @throws {RangeError} if it cannot be read, or its name is unknown (the sentence names the nearest).
 */
export function readAxis({ options }: CliInput, side: "x" | "y"): MapAxis {
  const flag = `--${side}`;
  const text = options[side];
  if (typeof text !== "string") throw usageError({ action: "map", name: flag, text: "missing" }, "given");
  const value = { action: "map", name: flag, text };
  const [, name, from, to, count] = /^\s*(\w+)\s*=([^:]*):([^:]*):([^:]*)$/.exec(text) ?? [];
  if (name === undefined) throw usageError(value, "name=from:to:count, such as beta1=0.8:0.99:50");
  if (!(axisNames as readonly string[]).includes(name)) {
    const near = nearestNames(name, axisNames).join(", ");
    throw usageError(value, `an axis out of ${axisNames.join(", ")} (nearest: ${near})`);
  }
  const part = (what: string, each: string | undefined) => ({ ...value, name: `the ${what} of ${flag}`, text: each! });
  return mapAxis(name as MapAxisName, {
    from: parseNumber(part("start", from), "finite"),
    to: parseNumber(part("end", to), "finite"),
    count: parseNumber(part("count", count), "count"),
    scale: readScale(options, side),
  });
}

function readScale(options: CliInput["options"], side: "x" | "y"): "linear" | "log" {
  const text = options[side === "x" ? "scaleX" : "scaleY"] ?? "linear";
  if (text === "linear" || text === "log") return text;
  throw usageError({ action: "map", name: `--scale-${side}`, text: String(text) }, "linear or log");
}
