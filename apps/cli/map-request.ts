import { resolve } from "node:path";
import { isSpec } from "../../adapters/specs/is-spec.js";
import type { MapObjective } from "../../adapters/threads/index.js";
import { type MapAxis, type MapPlan, planMap, type RegimeMapSettings } from "../../src/maps/index.js";
import { optimizers } from "../../src/optimizers/index.js";
import type { CliInput } from "./command.js";
import { flagName } from "./flag-words.js";
import { readAxis } from "./map-axis-text.js";
import { parseNames, parseNumber, parseNumbers, usageError, type ValueRange } from "./values.js";

/** A map as it was asked for, checked. */
export interface MapRequest {
  readonly objective: MapObjective;
  readonly plan: MapPlan;
  /** Threads; absent: as many as there are cores. */
  readonly workers?: number;
  /** Folder of the result, absolute. */
  readonly out?: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** Most threads that may be asked for. */
const mostWorkers = 256;

const numberRanges = {
  lr: "positive",
  beta1: "factor",
  beta2: "factor",
  rate1: "positive",
  rate2: "positive",
  epsilon: "nonnegative",
  weightDecay: "nonnegative",
} as const satisfies Partial<Record<keyof RegimeMapSettings, ValueRange>>;

type NumberName = keyof typeof numberRanges;

/**
 * Reads the flags of `map`.
 *
 * @throws {RangeError} if one is missing, cannot be read, or does not fit the others.
 */
export function readMapRequest(input: CliInput, cwd: string): MapRequest {
  const { options } = input;
  const axes = { x: readAxis(input, "x"), y: readAxis(input, "y") };
  const theta0 = readStart(input);
  const optimizer = typeof options.optimizer === "string" ? options.optimizer : "adam";
  const settings: RegimeMapSettings = {
    optimizer,
    ...axes,
    theta0,
    steps: parseNumber(required(input, "steps"), "count"),
    ...readNumbers(input, { axes, optimizer }),
    ...(options.norm === true && { norm: true }),
  };
  const variables = options.variables;
  return {
    plan: planInFlags(settings),
    objective: {
      text: required(input, "objective").text,
      ...(typeof variables === "string" && { variables: parseNames(valueFor("variables", variables)) }),
      theta0,
      cwd,
      ...(typeof options.dataDir === "string" && { dataFolder: resolve(cwd, options.dataDir) }),
    },
    ...(typeof options.workers === "string" && { workers: readWorkers(options.workers) }),
    ...(typeof options.out === "string" && { out: resolve(cwd, options.out) }),
    force: options.force === true,
    json: options.json === true,
  };
}

/** A network starts from its own parameters. */
function readStart(input: CliInput): readonly number[] {
  const spec = required(input, "objective").text;
  if (!isSpec(spec)) return parseNumbers(required(input, "theta0"), "finite");
  const { theta0 } = input.options;
  if (theta0 !== undefined && input.typed.has("theta0")) {
    throw usageError(valueFor("theta0", String(theta0)), `left out for ${spec}, whose network has first parameters`);
  }
  return [];
}

function valueFor(name: string, text: string) {
  return { action: "map", name: flagName(name), text };
}

function required({ options }: CliInput, name: string) {
  const text = options[name];
  if (typeof text !== "string" || text.trim() === "") {
    throw usageError(valueFor(name, typeof text === "string" ? text : "missing"), "given");
  }
  return valueFor(name, text);
}

function readWorkers(text: string): number {
  const value = valueFor("workers", text);
  const workers = parseNumber(value, "count");
  if (workers > mostWorkers) throw usageError(value, `at most ${mostWorkers}`);
  return workers;
}

/** The numbers that were given; one that was not typed yields to what was, and to the axes. */
function readNumbers(
  { options, typed }: CliInput,
  {
    axes: { x, y },
    optimizer,
  }: { readonly axes: { readonly x: MapAxis; readonly y: MapAxis }; readonly optimizer: string },
): Partial<Record<NumberName, number>> {
  const known = optimizers.find(({ name }) => name === optimizer)?.options as readonly string[] | undefined;
  const isTaken = (name: string): boolean =>
    [x.name, y.name].some((axis) => axis === name || axis === otherName(name)) || typed.has(otherName(name));
  const names = Object.keys(numberRanges) as NumberName[];
  const given = names.filter((name) => {
    if (typeof options[name] !== "string") return false;
    return typed.has(name) || !(isTaken(name) || known?.includes(name.replace("rate", "beta")) === false);
  });
  return Object.fromEntries(
    given.map((name) => [name, parseNumber(valueFor(name, String(options[name])), numberRanges[name])]),
  );
}

/** `rate1` for `beta1` and the other way round. */
function otherName(name: string): string {
  return name.startsWith("rate") ? name.replace("rate", "beta") : name.replace("beta", "rate");
}

/** Plans a map; what does not fit is said in flags. */
function planInFlags(settings: RegimeMapSettings): MapPlan {
  try {
    return planMap(settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    error.message = error.message.replace(/^Cannot map regimes as (.+?) must /, (_, names: string) => {
      const flags = names.replace(/\b(?:x|y|lr|beta[12]|rate[12]|optimizer|steps)\b/g, flagName);
      return `Cannot map as ${flags} must `;
    });
    throw error;
  }
}
