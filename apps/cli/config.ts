import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, type Option } from "commander";
import { nearestNames } from "../../src/numeric/nearest.js";
import { lazyCommands } from "./program.js";

const FILE = "adaflow.config.json";
/** Where data sets are; read by what looks for them. */
const DATA_VARIABLE = "ADAFLOW_DATA";
const PREFIX = "ADAFLOW_";

export interface ConfigSources {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  note(message: string): void;
}

/**
 * Gives options that were not typed their value from `ADAFLOW_*` or from `adaflow.config.json`, in this order.
 *
 * Keys are option names in camel case (`weightDecay`), in the environment in capitals (`ADAFLOW_WEIGHT_DECAY`); a key of
 * another command is allowed, an unknown one is refused (in the environment: noted).
 *
 * @throws {SyntaxError} if the file is not a JSON object.
 * @throws {RangeError} if a key is unknown.
 * @throws {TypeError} if a value has the wrong type.
 */
export async function applyConfig(command: Command, { cwd, env, note }: ConfigSources): Promise<void> {
  const config = await readConfig(join(cwd, FILE));
  const variables = Object.entries(env).filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined);
  if (Object.keys(config).length === 0 && variables.length === 0) return;
  const known = await knownKeys();
  for (const key of Object.keys(config)) {
    if (known.includes(key)) continue;
    const near = nearestNames(key, known);
    throw new RangeError(
      `Cannot read ${FILE} as its keys must be settings such as ${near.join(", ")}: current value is ${key}`,
    );
  }
  const names = known.map(environmentName);
  for (const [name] of variables) {
    if (!names.includes(name) && name !== DATA_VARIABLE)
      note(`${name} is not a setting and is ignored; the nearest are ${nearestNames(name, names).join(", ")}.`);
  }
  for (const option of command.options) {
    const key = option.attributeName();
    const source = command.getOptionValueSource(key);
    if (source !== undefined && source !== "default") continue;
    const name = environmentName(key);
    const text = env[name];
    // a program that cannot unset a variable sets it to nothing
    const value = text !== undefined && text !== "" ? text : config[key];
    if (value === undefined) continue;
    const [origin, label] = value === text ? (["env", name] as const) : (["config", `${key} in ${FILE}`] as const);
    command.setOptionValueWithSource(key, convert(value, { option, label }), origin);
  }
}

async function readConfig(file: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return {};
    throw new RangeError(`Cannot read ${FILE} as it must be a file that can be read: current value is ${code}`);
  }
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot read ${FILE} as it must be JSON: current value has ${(error as Error).message}`);
  }
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new SyntaxError(
      `Cannot read ${FILE} as it must be a JSON object: current value is ${JSON.stringify(config)}`,
    );
  }
  return config as Record<string, unknown>;
}

/** The options of all commands. */
async function knownKeys(): Promise<string[]> {
  const keys = new Set<string>();
  for (const { load } of Object.values(lazyCommands)) {
    const scratch = new Command();
    (await load()).command.configure(scratch);
    for (const option of scratch.options) keys.add(option.attributeName());
  }
  return [...keys];
}

function environmentName(key: string): string {
  return PREFIX + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The value as the command line would have given it. */
function convert(value: unknown, { option, label }: { option: Option; label: string }): unknown {
  if (option.isBoolean() || option.negate) {
    const flag = { true: true, "1": true, false: false, "0": false }[String(value)];
    if (flag === undefined)
      throw new TypeError(`Cannot read ${label} as it must be true or false: current value is ${value}`);
    return flag;
  }
  const items = Array.isArray(value) ? value : [value];
  if (!items.every((item) => typeof item === "number" || typeof item === "string")) {
    throw new TypeError(
      `Cannot read ${label} as it must be a text, a number or a list of them: current value is ${JSON.stringify(value)}`,
    );
  }
  const text = items.join(",");
  return option.parseArg ? option.parseArg(text, undefined) : text;
}
