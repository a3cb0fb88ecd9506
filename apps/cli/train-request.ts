import { basename, dirname, join, resolve } from "node:path";
import { findTrainFolder } from "../../adapters/files/train-files.js";
import type { TrainFolderOptions } from "../../adapters/files/train-folder.js";
import { readSpec } from "../../adapters/specs/read-spec.js";
import { type TrainSpec, trainSpecOf } from "../../adapters/specs/train-spec.js";
import { dataChecksum } from "../../adapters/tasks/data-checksum.js";
import type { CliInput } from "./command.js";
import { flagName } from "./flag-words.js";
import { parseNumber, usageError, type ValueRange } from "./values.js";

/** A training run as it was asked for, checked. */
export interface TrainRequest {
  readonly spec: TrainSpec;
  /** Folder that file names in the spec start from. */
  readonly specFolder: string;
  /** Checksum of a data file that the spec names; null: it names none. */
  readonly data: string | null;
  /** Folder of the run: absolute, and as it is shown. */
  readonly out: string;
  readonly shownOut: string;
  /** Whether the run there had ended and was to be gone on with; another process may end it later. */
  readonly isFinished: boolean;
  /** Whether a figure is asked for beside the folder. */
  readonly isDrawn: boolean;
  readonly mode: TrainFolderOptions["mode"];
  readonly json: boolean;
  readonly dataFolder?: string;
  readonly threads?: number;
}

const numberRanges = { lr: "positive", steps: "count" } as const satisfies Readonly<Record<string, ValueRange>>;
const mostThreads = 256;
const engines = ["auto", "native", "wasm"];

/**
 * Reads the spec and the flags of `train`.
 *
 * @throws {RangeError} if one of them cannot be read or does not fit, or the folder is not free.
 */
export async function readTrainRequest(input: CliInput, cwd: string): Promise<TrainRequest> {
  const { options, operands } = input;
  const specName = operands[0]!;
  const file = resolve(cwd, specName);
  const value = await readSpec(file, specName);
  const values = settingFlags(input);
  const pick = (isTyped: boolean) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => input.typed.has(key) === isTyped));
  const spec = trainSpecOf(value, { name: specName, overrides: pick(true), defaults: pick(false) });
  const name = basename(specName).replace(/\.(ya?ml|json)$/i, "");
  const shownOut = typeof options.out === "string" ? options.out : join("runs", name);
  if (shownOut === "") throw usageError(valueFor("out", ""), "a path");
  const out = resolve(cwd, shownOut);
  const specFolder = dirname(file);
  return {
    ...{ spec, specFolder, shownOut, out },
    data: await dataChecksum(spec.setting.task, { cwd: specFolder }),
    isFinished: checkFolder(out, shownOut, input),
    isDrawn: typeof options.plot === "string",
    mode: options.force === true ? "force" : options.resume === true ? "resume" : "new",
    json: options.json === true,
    ...(typeof options.dataDir === "string" && { dataFolder: resolve(cwd, options.dataDir) }),
    ...(typeof options.threads === "string" && { threads: readThreads(options.threads) }),
  };
}

function valueFor(name: string, text: string) {
  return { action: "train", name: flagName(name), text };
}

/** What flags, environment and config file say of the spec. */
function settingFlags({ options }: CliInput): Record<string, number | string> {
  const values: Record<string, number | string> = {};
  for (const [name, range] of Object.entries(numberRanges)) {
    const text = options[name];
    if (typeof text === "string") values[name] = parseNumber(valueFor(name, text), range);
  }
  const { seed, engine } = options;
  if (typeof seed === "string") {
    const value = parseNumber(valueFor("seed", seed), "nonnegative");
    if (!Number.isSafeInteger(value)) throw usageError(valueFor("seed", seed), "a whole number ≥ 0");
    values.seed = value;
  }
  if (typeof engine === "string") {
    if (!engines.includes(engine)) throw usageError(valueFor("engine", engine), `one of ${engines.join(", ")}`);
    values.engine = engine;
  }
  return values;
}

function readThreads(text: string): number {
  const threads = parseNumber(valueFor("threads", text), "count");
  if (threads > mostThreads) throw usageError(valueFor("threads", text), `at most ${mostThreads}`);
  return threads;
}

/** Whether a run that was to be gone on with has ended; refuses a folder that is not free. */
function checkFolder(out: string, shownOut: string, { options }: CliInput): boolean {
  const value = valueFor("out", shownOut);
  if (options.resume === true && options.force === true) {
    throw usageError(valueFor("resume", "both"), "left out where --force is given");
  }
  const found = findTrainFolder(out);
  if (found === "other" && (options.resume === true || options.force !== true)) {
    throw usageError(value, "a new folder, or that of a run");
  }
  if (found === "finished" && options.resume !== true && options.force !== true) {
    throw usageError(value, "a new folder, or --force given: a run has ended there");
  }
  if (found === "begun" && options.resume !== true && options.force !== true) {
    throw usageError(value, "a new folder, or --resume or --force given: a run was begun there");
  }
  return found === "finished" && options.resume === true;
}
