import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** One file of the folder. */
export interface FolderFile {
  /** With "/" between folders. */
  readonly path: string;
  readonly text: string;
}

/** Options of a report folder. */
export interface ReportFolderOptions {
  /** Name of the file that marks a folder as ours. */
  readonly marker: string;
  /** Whether a folder that is not ours may be written into. */
  readonly force: boolean;
}

/** A checked place for a report. */
export interface ReportFolder {
  /** Writes all files at once: until the end they stand beside the folder under a temporary name. */
  write(files: readonly FolderFile[]): Promise<void>;
}

/**
 * A folder for a report: a new one, or one of ours, which is replaced as a whole. With `force` any other folder too; it
 * keeps what else is in it, and stays not ours.
 *
 * @throws {RangeError} if something else is there.
 */
export async function prepareReportFolder(target: string, options: ReportFolderOptions): Promise<ReportFolder> {
  const isThere = existsSync(target);
  if (isThere && !(await stat(target)).isDirectory()) throw refusal(target, "a folder");
  const isOurs = isThere && existsSync(join(target, options.marker));
  if (isThere && !isOurs && !options.force) {
    throw refusal(target, "a new folder, a report of ours, or --force given");
  }
  return {
    async write(files) {
      try {
        if (isThere && !isOurs) await merge(target, { files, marker: options.marker });
        else await replace(target, files);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw code === undefined ? error : refusal(`${target} (${code})`, "a place that can be written");
      }
    },
  };
}

function refusal(target: string, condition: string): RangeError {
  return new RangeError(`Cannot write the report as --out must be ${condition}: current value is ${target}`);
}

async function replace(target: string, files: readonly FolderFile[]): Promise<void> {
  const fresh = beside(target, "tmp");
  const old = beside(target, "old");
  try {
    await writeAll(fresh, files);
    if (existsSync(target)) await rename(target, old);
    await rename(fresh, target);
  } catch (error) {
    if (existsSync(old) && !existsSync(target)) await rename(old, target);
    throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    if (existsSync(target)) await rm(old, { recursive: true, force: true });
  }
}

async function merge(
  target: string,
  { files, marker }: { files: readonly FolderFile[]; marker: string },
): Promise<void> {
  const fresh = beside(target, "tmp");
  try {
    const own = (await readdir(target)).length === 0 ? files : files.filter(({ path }) => path !== marker);
    await writeAll(fresh, own);
    for (const { path } of own) {
      await mkdir(dirname(join(target, path)), { recursive: true });
      await rename(join(fresh, path), join(target, path));
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function writeAll(folder: string, files: readonly FolderFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function beside(target: string, kind: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.${kind}`);
}
