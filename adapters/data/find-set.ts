import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { DataFile, DataSet } from "./data-set.js";

/** Where data is looked for. */
export interface DataPlaces {
  /** The folder that was given (`--data-dir`). */
  readonly folder?: string | undefined;
  /** What relative paths begin at; default: the working folder. */
  readonly cwd?: string | undefined;
  /** Variables: ADAFLOW_DATA, XDG_CACHE_HOME, HOME; default: those of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Where one content of a data set is: in a file of its own, or packed in a published one. */
export interface ContentPlace {
  readonly path: string;
  readonly file: DataFile;
  readonly isPacked: boolean;
}

/** A data set that is there. */
export interface FoundSet {
  readonly folder: string;
  /** By the name of the content. */
  readonly places: ReadonlyMap<string, ContentPlace>;
}

/** Folders that programs share for data. */
const USUAL = ["/usr/share/datasets", "/usr/local/share/datasets"];

/** The user's folder for what can be fetched again. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const cache = env.XDG_CACHE_HOME;
  // the XDG rules say that a relative path does not count
  return join(cache?.startsWith("/") ? cache : join(env.HOME || homedir(), ".cache"), "adaflow");
}

/** Places where data is looked for, the first first. */
export function searchPlaces({ folder, cwd = ".", env = process.env }: DataPlaces): string[] {
  const own = [folder, env.ADAFLOW_DATA].filter((path): path is string => path !== undefined && path !== "");
  const home = env.HOME || homedir();
  const bases = [...own, "data", cacheFolder(env), ...USUAL, join(home, ".keras/datasets")];
  return [...new Set(bases.map((base) => resolve(cwd, base)))];
}

/** Folders in which a data set is looked for, the first first: each place itself and the folders below it. */
export function searchFolders(set: DataSet, places: DataPlaces): string[] {
  const all = searchPlaces(places).flatMap((base) => [base, ...set.folders.map((name) => join(base, name))]);
  return [...new Set(all)];
}

/**
 * The first folder that holds all of a data set, packed or unpacked; null if none does.
 *
 * @throws {RangeError} if `folder` is given and is none.
 */
export async function findSet(set: DataSet, places: DataPlaces = {}): Promise<FoundSet | null> {
  await checkFolder(places);
  for (const folder of searchFolders(set, places)) {
    const found = await lookInto(folder, set);
    if (found !== null) return { folder, places: found };
  }
  return null;
}

async function lookInto(folder: string, set: DataSet): Promise<Map<string, ContentPlace> | null> {
  const found = new Map<string, ContentPlace>();
  for (const file of set.files) {
    const packed = join(folder, file.name);
    const isPacked = await isFile(packed);
    for (const { name } of file.contents) {
      const path = join(folder, name);
      if (await isFile(path)) found.set(name, { path, file, isPacked: false });
      else if (isPacked) found.set(name, { path: packed, file, isPacked: true });
      else return null;
    }
  }
  return found;
}

async function checkFolder({ folder, cwd = "." }: DataPlaces): Promise<void> {
  if (folder === undefined || folder === "") return;
  const entry = await stat(resolve(cwd, folder)).catch(() => null);
  if (entry?.isDirectory()) return;
  const current = `${folder}, ${entry === null ? "which is not there" : "which is none"}`;
  throw new RangeError(`Cannot look for data as --data-dir must be a folder: current value is ${current}`);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
