import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DescribedObjective } from "../../adapters/threads/index.js";
import type { MapAxis } from "../../src/maps/index.js";
import type { MapRequest } from "./map-request.js";

/** Raised whenever cells come out differently, so that old ones are not mixed with new ones. */
const CELLS_VERSION = 3;

/**
 * Everything that determines the cells of a map, defaults included, as plain data.
 *
 * @param described where the objective came from, and what evaluates it.
 */
export function resolvedSettings(
  { plan, objective }: MapRequest,
  { source, network }: Pick<DescribedObjective, "source" | "network">,
): Readonly<Record<string, unknown>> {
  const { settings, shared } = plan;
  const { optimizer, x, y, theta0, steps, rate1, rate2 } = settings;
  const first = plan.optionsAt(0);
  const isFixed = (...names: readonly string[]): boolean => !names.includes(x.name) && !names.includes(y.name);
  return {
    command: "map",
    cellsVersion: CELLS_VERSION,
    objective: objective.text,
    ...((source === "file" || source === "spec") && { objectiveSha256: contentHash(objective) }),
    ...(objective.variables && { variables: objective.variables }),
    ...(network?.dataSha256 && { dataSha256: network.dataSha256 }),
    ...(network ? { engine: network.engine } : { theta0: Array.from(theta0) }),
    optimizer,
    ...(isFixed("lr") && { lr: first.lr }),
    ...(rate1 !== undefined && { rate1 }),
    ...(rate1 === undefined && isFixed("beta1", "rate1") && first.beta1 !== undefined && { beta1: first.beta1 }),
    ...(rate2 !== undefined && { rate2 }),
    ...(rate2 === undefined && isFixed("beta2", "rate2") && first.beta2 !== undefined && { beta2: first.beta2 }),
    ...shared,
    steps,
    x: describeAxis(x),
    y: describeAxis(y),
  };
}

function describeAxis({ name, values, scale }: MapAxis) {
  return { name, from: values[0], to: values.at(-1), count: values.length, scale };
}

/** SHA-256 of the file of an objective; what the file imports does not count. */
function contentHash({ text, cwd }: MapRequest["objective"]): string {
  return createHash("sha256")
    .update(readFileSync(resolve(cwd, text.trim())))
    .digest("hex");
}
