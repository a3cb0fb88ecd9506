import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Task } from "../../src/networks/index.js";

/**
 * SHA-256 of the file of data that a task names; null where it names none. Data sets of images need none: what is read of them
 * is checked against what was published.
 *
 * @param cwd folder that the file's name starts from.
 * @throws {RangeError} if the file cannot be read.
 */
export async function dataChecksum(task: Task, { cwd }: { readonly cwd: string }): Promise<string | null> {
  if (task.kind !== "fit" || task.data.source !== "csv") return null;
  const { file } = task.data;
  try {
    return createHash("sha256")
      .update(await readFile(resolve(cwd, file)))
      .digest("hex");
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new RangeError(
      `Cannot load samples as data.file must be a file that can be read: current value is ${file} (${code})`,
    );
  }
}
