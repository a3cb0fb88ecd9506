import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { lockFolder } from "../files/folder-lock.js";
import type { DataFile, DataSet } from "./data-set.js";
import { download, fetchError } from "./download.js";
import { cacheFolder, type DataPlaces } from "./find-set.js";
import { readPacked } from "./read-contents.js";

/** Where a data set is fetched from and to. */
export interface FetchOptions extends DataPlaces {
  /** A mirror: the folder of the files, or the file itself if there is only one; default: where the set is published. */
  readonly url?: string | undefined;
  /** Stops the work; what has come is kept. */
  readonly signal: AbortSignal;
  /** How much is there, from 0 to 1. */
  onProgress(fraction: number): void;
}

/** A file of a fetched set. */
export interface FetchedFile {
  readonly path: string;
  /** Whether it was there already, with the right checksum. */
  readonly wasThere: boolean;
}

/** A set that is there now. */
export interface FetchedSet {
  readonly folder: string;
  readonly files: readonly FetchedFile[];
}

/**
 * Downloads what is missing of a data set into a folder named after it: in `folder`, ADAFLOW_DATA or the user's cache, the first
 * that is given.
 *
 * A file gets its name when it is whole and its checksum, or that of its contents, is right. A later call goes on where one was
 * cut off.
 *
 * @throws {RangeError} if `url` is none, a server does not give a file, or it is not the published one.
 */
export async function fetchSet(set: DataSet, options: FetchOptions): Promise<FetchedSet> {
  const { folder, cwd = ".", env = process.env, url, signal, onProgress } = options;
  const urls = set.files.map((file) => urlOf(file, { set, base: url }));
  const target = resolve(cwd, folder || env.ADAFLOW_DATA || cacheFolder(env), set.name);
  await makeFolder(target);
  const unlock = lockFolder(target);
  const total = set.files.reduce((sum, file) => sum + file.bytes, 0);
  const files: FetchedFile[] = [];
  let before = 0;
  try {
    for (const [i, file] of set.files.entries()) {
      const onBytes = (bytes: number): void => onProgress((before + Math.min(bytes, file.bytes)) / total);
      files.push(await fetchFile(file, { path: join(target, file.name), url: urls[i]!, signal, onBytes }));
      before += file.bytes;
      onProgress(before / total);
    }
  } finally {
    unlock();
  }
  return { folder: target, files };
}

interface FileRequest {
  readonly path: string;
  readonly url: string;
  readonly signal: AbortSignal;
  onBytes(bytes: number): void;
}

async function fetchFile(file: DataFile, { path, ...request }: FileRequest): Promise<FetchedFile> {
  const isRight = existsSync(path) && (await readPacked(path, { file }).then(...isDone));
  if (isRight) return { path, wasThere: true };
  const check = async (part: string): Promise<void> => {
    await readPacked(part, { file, name: `what ${request.url} gives` });
  };
  try {
    await download(path, { ...request, check });
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (request.signal.aborted || syscall === undefined) throw error;
    throw fetchError(request.url, `${path} must be a place that can be written`, code);
  }
  return { path, wasThere: false };
}

/** Whether a check passes. */
const isDone = [() => true, () => false] as const;

/** @throws {RangeError} unless `base` is one of http or https. */
function urlOf(file: DataFile, { set, base }: { readonly set: DataSet; readonly base: string | undefined }): string {
  const text = base ?? set.url;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new RangeError(
      `Cannot fetch ${set.name} as --url must begin with http:// or https://: current value is ${text}`,
    );
  }
  if (set.files.length === 1 && url.pathname.endsWith(`/${file.name}`)) return url.href;
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${file.name}`;
  return url.href;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(`Cannot fetch data as ${path} must be a folder that can be written: current value is ${code}`);
  }
}
