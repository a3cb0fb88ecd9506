import { existsSync } from "node:fs";
import { mkdir, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { lockedFolder } from "../files/folder-lock.js";
import { type DataFile, type DataSet, mostBytes } from "./data-set.js";
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
 * cut off. Folders that were made for nothing are removed.
 *
 * @throws {RangeError} if `url` is none, a server does not give a file, or it is not the published one.
 */
export async function fetchSet(set: DataSet, options: FetchOptions): Promise<FetchedSet> {
  const { folder, cwd = ".", env = process.env, url } = options;
  const urls = set.files.map((file) => urlOf(file, { set, base: url }));
  const target = resolve(cwd, folder || env.ADAFLOW_DATA || cacheFolder(env), set.name);
  const made = await makeFolder(target);
  try {
    const files = await lockedFolder(target, (unlock) => fetchFiles(set, { ...options, target, urls }).finally(unlock));
    return { folder: target, files };
  } catch (error) {
    if (made !== undefined) await removeEmpty(target, made);
    throw error;
  }
}

interface FilesRequest extends Pick<FetchOptions, "signal" | "onProgress"> {
  readonly target: string;
  /** Of each file. */
  readonly urls: readonly string[];
}

async function fetchFiles(set: DataSet, { target, urls, signal, onProgress }: FilesRequest): Promise<FetchedFile[]> {
  const total = set.files.reduce((sum, file) => sum + file.bytes, 0);
  const files: FetchedFile[] = [];
  let before = 0;
  for (const [i, file] of set.files.entries()) {
    const onBytes = (bytes: number): void => onProgress((before + Math.min(bytes, file.bytes)) / total);
    files.push(await fetchFile(file, { path: join(target, file.name), url: urls[i]!, signal, onBytes }));
    before += file.bytes;
    onProgress(before / total);
  }
  return files;
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
    await download(path, { ...request, most: mostBytes(file), check });
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

/** The first of the folders that had to be made; undefined if all were there. */
async function makeFolder(path: string): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RangeError(`Cannot fetch data as ${path} must be a folder that can be written: current value is ${code}`);
  }
}

/** Removes a folder and those above it up to `top`, as long as they are empty. */
async function removeEmpty(path: string, top: string): Promise<void> {
  try {
    await rmdir(path);
  } catch {
    // something is in it
    return;
  }
  if (path !== resolve(top)) await removeEmpty(dirname(path), top);
}
