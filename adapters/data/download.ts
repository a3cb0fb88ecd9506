import { open, rename, rm, stat } from "node:fs/promises";
import { basename } from "node:path";

/** What is downloaded, and who hears of it. */
export interface DownloadOptions {
  readonly url: string;
  /** Stops the download; what is there stays. */
  readonly signal: AbortSignal;
  /** Called with the bytes that are there, those of an earlier attempt included. */
  onBytes(bytes: number): void;
  /** Checks the whole file before it gets its name; throws if it is not the right one. */
  check(path: string): Promise<void>;
}

/**
 * Downloads a file. What comes is kept beside it as `.part`, from where a later attempt goes on; only a whole file that passes
 * the check gets its name, and one that does not is removed.
 *
 * @throws {RangeError} if the server does not give it, the connection ends early, or the check says so.
 */
export async function download(target: string, { url, signal, onBytes, check }: DownloadOptions): Promise<void> {
  const part = `${target}.part`;
  const response = await request(url, { signal, from: await sizeOf(part) });
  if (response !== null) await receive(response, { part, url, signal, onBytes });
  try {
    await check(part);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await rename(part, target);
}

/** Why a download failed, as a sentence. */
export function fetchError(url: string, must: string, current: unknown): RangeError {
  return new RangeError(`Cannot fetch ${url} as ${must}: current value is ${current}`);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

interface Body {
  readonly stream: AsyncIterable<Uint8Array>;
  /** Where it begins in the file. */
  readonly start: number;
  /** Length of the whole file; null if the server does not say. */
  readonly total: number | null;
}

interface RequestOptions {
  readonly signal: AbortSignal;
  readonly from: number;
}

/** Asks for the file, or for what is missing of it; null if nothing is. */
async function request(url: string, { signal, from }: RequestOptions): Promise<Body | null> {
  // packed files are to come as they are
  const headers = { "accept-encoding": "identity", ...(from > 0 && { range: `bytes=${from}-` }) };
  const response = await connect(url, { signal, headers });
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "");
  const total = numberOrNull(range?.[2]);
  if (from > 0 && (response.status === 416 || (response.status === 206 && Number(range?.[1]) !== from))) {
    await response.body?.cancel();
    return response.status === 416 && total === from ? null : request(url, { signal, from: 0 });
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw fetchError(url, "the server must have it", `${response.status} ${response.statusText}`.trim());
  }
  const stream = response.body as unknown as AsyncIterable<Uint8Array>;
  if (response.status === 206) return { stream, start: from, total };
  const isPlain = response.headers.get("content-encoding") === null;
  return { stream, start: 0, total: isPlain ? numberOrNull(response.headers.get("content-length")) : null };
}

async function connect(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw fetchError(url, "the server must answer", causeOf(error));
  }
}

interface Receiving extends Pick<DownloadOptions, "url" | "signal" | "onBytes"> {
  readonly part: string;
}

async function receive({ stream, start, total }: Body, { part, url, signal, onBytes }: Receiving): Promise<void> {
  let bytes = start;
  const handle = await open(part, start > 0 ? "a" : "w");
  try {
    for await (const chunk of stream) {
      await handle.writeFile(chunk);
      bytes += chunk.length;
      onBytes(bytes);
    }
  } catch (error) {
    if (signal.aborted || (error as NodeJS.ErrnoException).syscall === "write") throw error;
    throw cutOff(url, { bytes, total, cause: ` (${causeOf(error)})` });
  } finally {
    await handle.close();
  }
  if (total !== null && bytes < total) throw cutOff(url, { bytes, total, cause: "" });
}

interface CutOff {
  readonly bytes: number;
  readonly total: number | null;
  readonly cause: string;
}

function cutOff(url: string, { bytes, total, cause }: CutOff): RangeError {
  const must = `all of ${basename(url)} must come; what came is kept, and the same command goes on from there`;
  return fetchError(url, must, `${bytes} of ${total ?? "unknown"} bytes${cause}`);
}

/** What fetch hides below its own error. */
function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  const { code, message: reason } = (cause ?? {}) as NodeJS.ErrnoException;
  return code ?? reason ?? message;
}

function numberOrNull(text: string | null | undefined): number | null {
  return text !== null && text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
