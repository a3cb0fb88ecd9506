import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { lockedFolder } from "./folder-lock.js";
import { isTemporary, trainFiles } from "./train-files.js";
import { checkSame, damagedError, settingsText } from "./train-same.js";

/**
 * Removes what a process that was killed as it finished has left; returns the text of the result.
 *
 * @param settingsOn what the run must be of, on the engine that it was made on.
 * @throws {RangeError} if it is of other settings, its files are not all there and whole, or a running process has the folder.
 */
export function closeFinished(
  folder: string,
  settingsOn: (engine: unknown) => Readonly<Record<string, unknown>>,
): string {
  return lockedFolder(folder, (unlock) => {
    const kept = textOf(folder, trainFiles.settings);
    checkSame(folder, { kept, wanted: settingsText(settingsOn(engineOf(kept))) });
    const result = textOf(folder, trainFiles.result);
    checkFiles(folder, dimensionOf(folder, result));
    for (const name of readdirSync(folder)) {
      if (isTemporary(name) || name === trainFiles.checkpoint) rmSync(join(folder, name));
    }
    unlock();
    return result;
  });
}

function textOf(folder: string, name: string): string {
  if (!existsSync(join(folder, name))) throw damagedError(folder, name, "a file that is missing");
  return readFileSync(join(folder, name), "utf8");
}

/** Refuses a run without its metrics or with other parameters than a result of that dimension has. */
function checkFiles(folder: string, dimension: number): void {
  const sizes = { csv: null, jsonl: null, best: 8 * dimension, last: 8 * dimension } as const;
  for (const [file, size] of Object.entries(sizes)) {
    const name = trainFiles[file as keyof typeof sizes];
    const bytes = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    if (bytes === undefined) throw damagedError(folder, name, "a file that is missing");
    if (size === null ? bytes === 0 : bytes !== size) throw damagedError(folder, name, `a file of ${bytes} bytes`);
  }
}

/** Number of parameters that a result tells. */
function dimensionOf(folder: string, text: string): number {
  const result = jsonOf(text) as { readonly schema_version?: unknown; readonly dimension?: unknown } | null | undefined;
  const dimension = result?.dimension;
  if (result?.schema_version === 1 && typeof dimension === "number") return dimension;
  throw damagedError(folder, trainFiles.result, "a file that is damaged");
}

function engineOf(text: string): unknown {
  return (jsonOf(text) as { readonly engine?: unknown } | null | undefined)?.engine;
}

/** What a text is as JSON; undefined if it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
