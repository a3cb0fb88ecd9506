import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TrainingRow, TrainingState } from "../../src/training/index.js";
import { rowsOf } from "../../src/training/metric-rows.js";
import { lockedFolder } from "./folder-lock.js";
import { readTrainCheckpoint, type TrainCheckpoint, writeTrainCheckpoint } from "./train-checkpoint.js";
import { findTrainFolder, isOwn, isTemporary, trainFiles } from "./train-files.js";
import { countRows, createMetricsWriter } from "./train-metrics.js";
import { checkSame, damagedError, settingsText } from "./train-same.js";
import { writeTrain } from "./train-write.js";
import { syncFolder, writeByRenaming } from "./write-by-renaming.js";

/** Options of {@link openTrainFolder}. */
export interface TrainFolderOptions {
  /** Everything that determines the run, as plain data; what is kept as settings.json. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What else has to stay the same: the checksum of a data file; null: nothing. */
  readonly data: string | null;
  /** What is done with a run that is there: it is left alone, gone on with, or removed. */
  readonly mode: "new" | "resume" | "force";
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

/** Fields of settings that may differ: a file of data may have moved, its checksum says that it is the same. */
const ignored = ["data.file"];

/**
 * Begins a run in a folder, or goes on with the one that is there; null if one was to be gone on with and has ended.
 *
 * What is there is looked at once this process has the folder: another one may have begun or ended a run a moment before.
 *
 * Rows of metrics are written as they come, and cut back to those of the checkpoint when a run is gone on with, so that in the
 * end every file has the bytes of a run that was never interrupted.
 *
 * @throws {RangeError} if the run there is of other settings or data, its checkpoint is damaged, or a running process has it; in
 *   mode "new" if there is a run.
 */
export function openTrainFolder(folder: string, options: TrainFolderOptions): TrainFolder | null {
  return lockedFolder(folder, (unlock) => {
    const found = findTrainFolder(folder);
    const isEmpty = readdirSync(folder).every((name) => name === "lock");
    if (options.mode === "new" && !isEmpty) {
      const what = found === "finished" ? "has ended" : "was begun";
      throw new RangeError(
        `Cannot begin a run as ${folder} must be a new folder (or --resume or --force given): current value is a folder in which a run ${what}`,
      );
    }
    if (options.mode !== "resume" || found !== "finished") return open(folder, options, unlock);
    unlock();
    return null;
  });
}

function open(folder: string, { settings, data, mode }: TrainFolderOptions, unlock: () => void): TrainFolder {
  const pathOf = (name: keyof typeof trainFiles): string => join(folder, trainFiles[name]);
  const text = settingsText(settings);
  const identity = JSON.stringify({ ...settings, ...(data !== null && { dataSha256: data }) });
  if (mode === "force") for (const name of readdirSync(folder)) if (isOwn(name)) rmSync(join(folder, name));
  for (const name of readdirSync(folder)) if (isTemporary(name)) rmSync(join(folder, name));
  if (existsSync(pathOf("settings")))
    checkSame(folder, { kept: readFileSync(pathOf("settings"), "utf8"), wanted: text, ignored });
  const state = checkpointOf(folder, identity)?.state ?? null;
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
    addRow: (row) => writeTrain(pathOf("csv"), () => metrics.add(row)),
    save: (next) =>
      writeTrain(pathOf("checkpoint"), () => writeTrainCheckpoint(pathOf("checkpoint"), { identity, state: next })),
    finish(files) {
      const { [trainFiles.result]: result, ...others } = files;
      writeTrain(pathOf("csv"), metrics.sync);
      for (const [name, content] of Object.entries(others))
        writeTrain(join(folder, name), () => writeByRenaming(join(folder, name), content));
      syncFolder(folder);
      writeTrain(pathOf("result"), () => writeByRenaming(pathOf("result"), result!));
      // from here on the run has ended, even if the power is cut
      syncFolder(folder);
      rmSync(pathOf("checkpoint"), { force: true });
      close();
    },
    close,
  };
}

/** The checkpoint of a run; null where none was due yet: the first is written before the second row. */
function checkpointOf(folder: string, identity: string): TrainCheckpoint | null {
  const checkpoint = readTrainCheckpoint(join(folder, trainFiles.checkpoint));
  if (checkpoint !== null) checkSame(folder, { kept: checkpoint.identity, wanted: identity, ignored });
  else if (countRows(folder) > 1) throw damagedError(folder, trainFiles.checkpoint, "a file that is missing");
  return checkpoint;
}
