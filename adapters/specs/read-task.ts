import { dirname, resolve } from "node:path";
import type { TrainingSetting } from "../../src/training/index.js";
import { readSpec } from "./read-spec.js";
import { type TrainSpec, trainSpecOf } from "./train-spec.js";

/** What of a spec is not of optimizer and steps. */
export interface SpecTask extends Pick<TrainingSetting, "task" | "seed" | "batch">, Pick<TrainSpec, "engine"> {
  /** Folder of the spec, which file names in it start from. */
  readonly folder: string;
}

/**
 * What the spec in a file says of task, seed, batch and engine; the rest of it is for training.
 *
 * @param cwd folder that a relative `text` starts from.
 * @throws {RangeError | SyntaxError} if the file is no spec.
 */
export async function readTask(text: string, cwd: string): Promise<SpecTask> {
  const file = resolve(cwd, text);
  const { setting, engine } = trainSpecOf(await readSpec(file, text), { name: text });
  const { task, seed, batch } = setting;
  return { task, seed, batch, engine, folder: dirname(file) };
}
