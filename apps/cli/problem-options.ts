import { resolve } from "node:path";
import type { Command } from "commander";
import { isSpec } from "../../adapters/specs/is-spec.js";
import type { RoadOptionName } from "../../src/experiments/index.js";
import type { CliInput } from "./command.js";
import { type ProblemAction, settingFlags } from "./setting-flags.js";
import { parseNames, parseNumber, parseNumbers, type TextValue, usageError } from "./values.js";

/** A setting as it was read: numbers, lists of them and switches are values, kernels still text. */
type SettingValue = number | string | boolean | readonly number[];
export type SettingValues = Readonly<Partial<Record<RoadOptionName, SettingValue>>>;

/** An algorithm or equation with its settings, as plain data. */
export interface MethodChoice {
  readonly action: ProblemAction;
  readonly optimizer: string;
  readonly settings: SettingValues;
  /** What was typed: flag by option name. These may not be meaningless. */
  readonly typed: Readonly<Partial<Record<RoadOptionName, string>>>;
}

/** An objective as it is written, and where to start on it. */
export interface ObjectiveChoice {
  readonly action: ProblemAction;
  readonly objective: string;
  readonly variables?: readonly string[];
  /** Absent: the objective's own, where it has one. */
  readonly theta0?: readonly number[];
  readonly cwd: string;
  /** Folder of the data sets of a network, absolute. */
  readonly dataFolder?: string;
}

/** A problem as plain data, so that it can go to a worker. */
export interface Problem extends MethodChoice, ObjectiveChoice {}

/** Adds what says which problem is meant. */
export function addProblemOptions(command: Command): void {
  command
    .option("--optimizer <name>", "adagrad, rmsprop, adam, …; see `adaflow list optimizers`")
    .option(
      "--objective <what>",
      'a name, an expression such as "(x-4)^2", a .ts/.js/.mjs file, or the .yaml/.json spec of a network',
    )
    .option("--variables <names>", "order of the variables of an expression (default: alphabetical)")
    .option("--theta0 <numbers>", "start, comma-separated (default for a spec: the network's first parameters)")
    .option("--data-dir <folder>", "folder of data sets, for a spec (adaflow data list)");
}

/** Adds the settings of algorithm, equation and solver. */
export function addSettingOptions(command: Command, action: ProblemAction): void {
  for (const { flags, description } of settingFlags[action]) command.option(flags, description);
}

/** Adds where results go. */
export function addOutputOptions(command: Command): void {
  command
    .option("--json", "print one JSON object on stdout")
    .option("--csv <file>", "write the rows as CSV")
    .option("--plot <file>", "write a figure, .svg or .png")
    .option("--out <folder>", "write settings, result, rows and figure into a new folder")
    .option("--force", "overwrite what exists");
}

/** Reads what {@link addProblemOptions} and {@link addSettingOptions} added. */
export function readProblem(input: CliInput, action: ProblemAction, cwd: string): Problem {
  return {
    ...readSettings(input, action),
    action,
    objective: requiredText(input, action, "--objective").text,
    ...readVariables(input, action),
    ...readStart(input, action),
    ...readDataFolder(input, cwd),
    cwd,
    optimizer: requiredText(input, action, "--optimizer").text,
  };
}

/** Reads `--theta0`, which only an objective with a start of its own can do without. */
function readStart(input: CliInput, action: ProblemAction): Pick<ObjectiveChoice, "theta0"> {
  const given = optionalText(input, action, "--theta0");
  if (given === undefined && isSpec(requiredText(input, action, "--objective").text)) return {};
  return { theta0: parseNumbers(requiredText(input, action, "--theta0"), "finite") };
}

/** Reads `--data-dir`. */
export function readDataFolder({ options }: CliInput, cwd: string): Pick<ObjectiveChoice, "dataFolder"> {
  return typeof options.dataDir === "string" ? { dataFolder: resolve(cwd, options.dataDir) } : {};
}

/** Settings that are one of a few words. */
const wordSettings = {
  lookAhead: { flag: "--look-ahead", words: ["extrapolate", "hold", "hold-all"] },
  firstGuess: { flag: "--first-guess", words: ["constant", "memoryless"] },
  firstStep: { flag: "--first-step", words: ["quarter", "plain"] },
} as const satisfies Partial<Record<RoadOptionName, { flag: string; words: readonly string[] }>>;

/** Reads what {@link addSettingOptions} added. */
export function readSettings(input: CliInput, action: ProblemAction): Pick<MethodChoice, "settings" | "typed"> {
  const settings: Partial<Record<RoadOptionName, SettingValue>> = {};
  const typed: Partial<Record<RoadOptionName, string>> = {};
  for (const { flags, option, range, isList = false } of settingFlags[action]) {
    const flag = flags.split(" ")[0]!;
    const key = attributeName(flag);
    const value = input.options[key];
    // commander gives a negated flag the default true
    if (value === undefined || (flag === "--no-shift" && value === true)) continue;
    const parse = isList ? parseNumbers : parseNumber;
    settings[option] = typeof value === "string" && range ? parse({ action, name: flag, text: value }, range) : value;
    if (input.typed.has(key)) typed[option] = flag;
  }
  for (const [option, { flag, words }] of Object.entries(wordSettings)) {
    const value = settings[option as RoadOptionName];
    if (value === undefined || (words as readonly string[]).includes(String(value))) continue;
    throw usageError({ action, name: flag, text: String(value) }, words.join(" or "));
  }
  return { settings, typed };
}

/** Reads `--variables`. */
export function readVariables(input: CliInput, action: ProblemAction): Pick<ObjectiveChoice, "variables"> {
  const text = optionalText(input, action, "--variables");
  return text ? { variables: parseNames(text) } : {};
}

/** Reads --until and --steps; an end that was typed (one of `typed`) replaces one from the environment or the config file. */
export function readEnds(
  input: CliInput,
  { action, typed = ["until", "steps"] }: { readonly action: ProblemAction; readonly typed?: readonly string[] },
): { until?: number; steps?: number } {
  const isTyped = typed.some((name) => input.typed.has(name));
  const isMeant = (name: string): boolean => input.typed.has(name) || !isTyped;
  const until = isMeant("until") ? optionalText(input, action, "--until") : undefined;
  const steps = isMeant("steps") ? optionalText(input, action, "--steps") : undefined;
  return {
    ...(until && { until: parseNumber(until, "positive") }),
    ...(steps && { steps: parseNumber(steps, "count") }),
  };
}

/** The text of an option that has no default. */
export function requiredText(input: CliInput, action: ProblemAction, name: string): TextValue {
  const text = input.options[attributeName(name)];
  if (typeof text !== "string") throw usageError({ action, name, text: "missing" }, "given");
  if (text === "") throw usageError({ action, name, text }, "given");
  return { action, name, text };
}

/** The text of an option, if it is there. */
export function optionalText(input: CliInput, action: ProblemAction, name: string): TextValue | undefined {
  const text = input.options[attributeName(name)];
  return typeof text === "string" ? { action, name, text } : undefined;
}

function attributeName(flag: string): string {
  return flag.replace(/^--(no-)?/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
