import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TrainingRow, TrainingState } from "../../src/training/index.js";
import { rowsOf } from "../../src/training/metric-rows.js";
import { lockedFolder } from "./folder-lock.js";
import { readTrainCheckpoint, writeTrainCheckpoint } from "./train-checkpoint.js";
import { createMetricsWriter, metricFiles } from "./train-metrics.js";
import { syncFolder, writeByRenaming } from "./write-by-renaming.js";

/** The files of a run. */
export const trainFiles = {
  settings: "settings.json",
  ...metricFiles,
  checkpoint: "checkpoint.bin",
  best: "best.bin",
  last: "last.bin",
  layout: "layout.json",
  figure: "training.svg",
  result: "result.json",
} as const;

/** What is at the place of a run: nothing, a run that goes on or has ended, or something that is no run. */
export type TrainFolderState = "absent" | "begun" | "finished" | "other";

/** Options of {@link openTrainFolder}. */
export interface TrainFolderOptions {
  /** Everything that determines the run, as plain data; what is kept as settings.json. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What else has to stay the same: the checksum of a data file; null: nothing. */
  readonly data: string | null;
  /** Whether what is there is removed. */
  readonly force: boolean;
}

/** The folder of a run in progress, which this process alone writes. */
export interface TrainFolder {
  /** Where an earlier process left the run; null: at its start. */
  readonly state: TrainingState | null;
  addRow(row: TrainingRow): void;
  save(state: TrainingState): void;
  /** Writes what a run leaves, `result.json` last, and removes what it was to be gone on from. */
  finish(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Lets go of the folder, which stays; means nothing where that is done. */
  close(): void;
}

/** Looks at the place of a run. */
export function findTrainFolder(folder: string): TrainFolderState {
  if (!existsSync(folder)) return "absent";
  if (!statSync(folder).isDirectory()) return "other";
  if (existsSync(join(folder, trainFiles.result)))
    return existsSync(join(folder, trainFiles.settings)) ? "finished" : "other";
  const names = readdirSync(folder);
  const isBegun = names.includes(trainFiles.settings) && names.includes(trainFiles.csv);
  // a process that was killed at once leaves an empty folder, or one with a lock
  return isBegun || names.every((name) => name === "lock" || isTemporary(name) || isOwn(name)) ? "begun" : "other";
}

const isOwn = (name: string): boolean => Object.values<string>(trainFiles).includes(name);
const isTemporary = (name: string): boolean => name.endsWith(".tmp") && isOwn(name.slice(0, -".tmp".length));

/**
 * Begins a run in a folder, or goes on with the one that is there.
 *
 * Rows of metrics are written as they come, and cut back to those of the checkpoint when a run is gone on with, so that in the
 * end every file has the bytes of a run that was never interrupted.
 *
 * @throws {RangeError} if the run there is of other settings or data, its checkpoint is damaged, or a running process has it.
 */
export function openTrainFolder(folder: string, options: TrainFolderOptions): TrainFolder {
  return lockedFolder(folder, (unlock) => open(folder, options, unlock));
}

function open(folder: string, { settings, data, force }: TrainFolderOptions, unlock: () => void): TrainFolder {
  const pathOf = (name: keyof typeof trainFiles): string => join(folder, trainFiles[name]);
  const text = settingsText(settings);
  const identity = JSON.stringify({ ...settings, ...(data !== null && { dataSha256: data }) });
  if (force) for (const name of readdirSync(folder)) if (isOwn(name)) rmSync(join(folder, name));
  for (const name of readdirSync(folder)) if (isTemporary(name)) rmSync(join(folder, name));
  // a file of data may have moved: its checksum says that it is the same
  const ignored = ["data.file"];
  if (existsSync(pathOf("settings")))
    checkSame(folder, { kept: readFileSync(pathOf("settings"), "utf8"), wanted: text, ignored });
  const checkpoint = readTrainCheckpoint(pathOf("checkpoint"));
  if (checkpoint !== null) checkSame(folder, { kept: checkpoint.identity, wanted: identity, ignored });
  const state = checkpoint?.state ?? null;
  writeByRenaming(pathOf("settings"), text);
  const metrics = createMetricsWriter(folder, state ? rowsOf(state.metrics) : []);
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    metrics.close();
    unlock();
  };
  return {
    state,
    addRow: metrics.add,
    save: (next) => writeTrainCheckpoint(pathOf("checkpoint"), { identity, state: next }),
    finish(files) {
      const { [trainFiles.result]: result, ...others } = files;
      metrics.sync();
      for (const [name, content] of Object.entries(others)) writeByRenaming(join(folder, name), content);
      syncFolder(folder);
      writeByRenaming(pathOf("result"), result!);
      // from here on the run has ended, even if the power is cut
      syncFolder(folder);
      rmSync(pathOf("checkpoint"), { force: true });
      close();
    },
    close,
  };
}

/**
 * Removes what a process that was killed as it finished has left; returns the text of the result.
 *
 * @param settingsOn what the run must be of, on the engine that it was made on.
 * @throws {RangeError} if it is of other settings.
 */
export function closeFinished(
  folder: string,
  settingsOn: (engine: unknown) => Readonly<Record<string, unknown>>,
): string {
  const kept = readFileSync(join(folder, trainFiles.settings), "utf8");
  checkSame(folder, { kept, wanted: settingsText(settingsOn(engineOf(kept))) });
  lockedFolder(folder, (unlock) => {
    for (const name of readdirSync(folder)) {
      if (isTemporary(name) || name === trainFiles.checkpoint) rmSync(join(folder, name));
    }
    unlock();
  });
  return readFileSync(join(folder, trainFiles.result), "utf8");
}

function settingsText(settings: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

function engineOf(text: string): unknown {
  try {
    return JSON.parse(text).engine;
  } catch {
    return undefined;
  }
}

interface Compared {
  readonly kept: string;
  readonly wanted: string;
  /** Fields that may differ. */
  readonly ignored?: readonly string[];
}

/**
 * Refuses a run of other settings.
 *
 * @throws {RangeError} that names the first field that differs.
 */
function checkSame(folder: string, { kept, wanted, ignored = [] }: Compared): void {
  if (kept === wanted) return;
  const [there, here] = [kept, wanted].map(fieldsOf);
  const action = `Cannot go on with the run in ${folder} as`;
  if (!there || !here) {
    throw new RangeError(
      `${action} ${trainFiles.settings} must be whole (or --force given, to begin anew): current value is a file that is damaged`,
    );
  }
  const differs = (key: string): boolean => !ignored.includes(key) && here.get(key) !== there.get(key);
  const name = [...here.keys(), ...there.keys()].find(differs);
  if (name === undefined) return;
  const value = (fields: ReadonlyMap<string, string>) => fields.get(name) ?? "not given";
  throw new RangeError(
    `${action} ${name} must be that of the run there, ${value(there)} (or --force given, to begin anew): current value is ${value(here)}`,
  );
}

/** Fields of settings by their paths, as JSON; undefined if the text is no object. */
function fieldsOf(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const fields = new Map<string, string>();
    collect(JSON.parse(text), "", fields);
    return fields;
  } catch {
    return undefined;
  }
}

function collect(value: unknown, path: string, fields: Map<string, string>): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    fields.set(path, JSON.stringify(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) collect(inner, path === "" ? key : `${path}.${key}`, fields);
}
