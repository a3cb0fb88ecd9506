import type { Command } from "commander";
import type { RoadOptionName } from "../../src/experiments/index.js";
import type { CliInput } from "./command.js";
import { parseNames, parseNumber, parseNumbers, type TextValue, usageError, type ValueRange } from "./values.js";

/** How a setting of a road is written on the command line. */
interface SettingFlag {
  readonly flags: string;
  readonly option: RoadOptionName;
  /** Range of a number; absent: a text or a switch, passed on as it is. */
  readonly range?: ValueRange;
  readonly description: string;
}

/** Settings of solve and compare. Which of them mean something depends on model, optimizer and solver. */
const commonFlags: readonly SettingFlag[] = [
  { flags: "--beta1 <b>", option: "beta1", range: "factor", description: "first momentum factor (adam 0.9)" },
  {
    flags: "--beta2 <b>",
    option: "beta2",
    range: "factor",
    description: "second momentum factor (adam 0.999, rmsprop 0.99)",
  },
  {
    flags: "--epsilon <e>",
    option: "epsilon",
    range: "nonnegative",
    description: "added to the root (1e-8); at 0, 0/0 is 0",
  },
  { flags: "--norm", option: "norm", description: "one second moment, of ‖g‖², scales all parameters" },
  { flags: "--no-shift", option: "shifted", description: "read memories at t instead of t + lr" },
  { flags: "--solver <name>", option: "solver", description: "fast (default) or reference, the paper's relaxation" },
  {
    flags: "--tolerance <e>",
    option: "tolerance",
    range: "positive",
    description: "bound of sup |Δθ|/(1 + |θ|) (fast: 1e-10)",
  },
  {
    flags: "--step <h>",
    option: "step",
    range: "positive",
    description: "fast: step of a uniform mesh; reference: its grid (lr)",
  },
  { flags: "--start <t>", option: "start", range: "nonnegative", description: "reference: time it starts from" },
  { flags: "--look-ahead <how>", option: "lookAhead", description: "reference: extrapolate or hold beyond the end" },
  {
    flags: "--maximum-iterations <n>",
    option: "maximumIterations",
    range: "count",
    description: "reference: when it gives up (3000)",
  },
];

/** Settings that only make sense for a single road. */
const solveFlags: readonly SettingFlag[] = [
  {
    flags: "--weight-decay <w>",
    option: "weightDecay",
    range: "nonnegative",
    description: "discrete: L2, for adamw decoupled (0; adamw 0.01)",
  },
  {
    flags: "--lr-decay <d>",
    option: "lrDecay",
    range: "nonnegative",
    description: "discrete adagrad: lr/(1 + k·d) (0)",
  },
  {
    flags: "--momentum <p>",
    option: "momentum",
    range: "nonnegative",
    description: "discrete sgd: momentum factor (0)",
  },
  { flags: "--nesterov", option: "nesterov", description: "discrete sgd: Nesterov's momentum" },
  {
    flags: "--kernel1 <k>",
    option: "kernel1",
    description: "general: numerator; constant:w, exp:rate, sum:w@s,… or power:gamma",
  },
  { flags: "--kernel2 <k>", option: "kernel2", description: "general: denominator, the same spellings" },
  {
    flags: "--bias-correction",
    option: "biasCorrection",
    description: "general: Adam's factors, with --beta1 and --beta2",
  },
];

const flagsOf = { compare: commonFlags, solve: [...commonFlags, ...solveFlags] } as const;
export type ProblemAction = keyof typeof flagsOf;

/** Settings as they were read: numbers and switches are values, kernels still text. */
export type SettingValues = Readonly<Partial<Record<RoadOptionName, number | string | boolean>>>;

/** A problem as plain data, so that it can go to a worker. */
export interface Problem {
  readonly action: ProblemAction;
  readonly objective: string;
  readonly variables?: readonly string[];
  readonly theta0: readonly number[];
  readonly cwd: string;
  readonly optimizer: string;
  readonly settings: SettingValues;
  /** What was typed: flag by option name. These may not be meaningless. */
  readonly typed: Readonly<Partial<Record<RoadOptionName, string>>>;
}

/** Adds what says which problem is meant. */
export function addProblemOptions(command: Command): void {
  command
    .option("--optimizer <name>", "adagrad, rmsprop, adam, …; see `adaflow list optimizers`")
    .option("--objective <what>", 'a name, an expression such as "(x-4)^2", or a .ts/.js/.mjs file')
    .option("--variables <names>", "order of the variables of an expression (default: alphabetical)")
    .option("--theta0 <numbers>", "start, comma-separated");
}

/** Adds the settings of algorithm, equation and solver. */
export function addSettingOptions(command: Command, action: ProblemAction): void {
  for (const { flags, description } of flagsOf[action]) command.option(flags, description);
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
  const settings: Partial<Record<RoadOptionName, number | string | boolean>> = {};
  const typed: Partial<Record<RoadOptionName, string>> = {};
  for (const { flags, option, range } of flagsOf[action]) {
    const flag = flags.split(" ")[0]!;
    const key = attributeName(flag);
    const value = input.options[key];
    // commander gives a negated flag the default true
    if (value === undefined || (flag === "--no-shift" && value === true)) continue;
    settings[option] =
      typeof value === "string" && range ? parseNumber({ action, name: flag, text: value }, range) : value;
    if (input.typed.has(key)) typed[option] = flag;
  }
  if (settings.lookAhead !== undefined && !["extrapolate", "hold"].includes(String(settings.lookAhead))) {
    throw usageError({ action, name: "--look-ahead", text: String(settings.lookAhead) }, "extrapolate or hold");
  }
  const variables = input.options.variables;
  return {
    action,
    objective: requiredText(input, action, "--objective").text,
    ...(typeof variables === "string" && { variables: parseNames({ action, name: "--variables", text: variables }) }),
    theta0: parseNumbers(requiredText(input, action, "--theta0"), "finite"),
    cwd,
    optimizer: requiredText(input, action, "--optimizer").text,
    settings,
    typed,
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
