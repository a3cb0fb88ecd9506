import { closeSync, fdatasyncSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

/** Writes a file under another name, and renames it when it is on the disk: it is there whole or not at all, also after a power cut. */
export function writeByRenaming(file: string, ...parts: readonly (string | Uint8Array)[]): void {
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, "w");
  try {
    for (const part of parts) writeAll(handle, typeof part === "string" ? Buffer.from(part) : part);
    fdatasyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

/** Waits until the names in a folder are on the disk. */
export function syncFolder(folder: string): void {
  // Windows has no handle of a folder
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
