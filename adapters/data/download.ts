import { open, rename, rm, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type SilenceWatch, watchSilence } from "./watch-silence.js";

/** Time without a byte after which a server counts as gone, in ms. */
const PATIENCE = 60_000;

/** What is downloaded, and who hears of it. */
export interface DownloadOptions {
  readonly url: string;
  /** Stops the download; what is there stays. */
  readonly signal: AbortSignal;
  /** Bytes that the file has at most; a longer one is refused. */
  readonly most: number;
  /** Time that the server may be silent, in ms; default: a minute. */
  readonly patience?: number | undefined;
  /** Called with the bytes that are there, those of an earlier attempt included. */
  onBytes(bytes: number): void;
  /** Checks the whole file before it gets its name; throws if it is not the right one. */
  check(path: string): Promise<void>;
}

/**
 * Downloads a file. What comes is kept beside it as `.part`, from where a later attempt goes on; only a whole file that passes
 * the check gets its name, and one that does not is removed.
 *
 * @throws {RangeError} if the server does not give it, falls silent or gives too much, the connection ends early, or the check
 * says so.
 */
export async function download(target: string, options: DownloadOptions): Promise<void> {
  const { url, signal, most, patience = PATIENCE, onBytes, check } = options;
  const part = `${target}.part`;
  const watch = watchSilence(signal, { longest: patience });
  try {
    const body = await request(url, { signal, watch, most, from: await sizeOf(part) });
    if (body !== null) await receive(body, { part, url, signal, watch, most, onBytes });
  } finally {
    watch.stop();
  }
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

interface RequestOptions extends Pick<DownloadOptions, "signal" | "most"> {
  readonly watch: SilenceWatch;
  readonly from: number;
}

/** Asks for the file, or for what is missing of it; null if nothing is. */
async function request(url: string, { from, ...options }: RequestOptions): Promise<Body | null> {
  // packed files are to come as they are
  const headers = { "accept-encoding": "identity", ...(from > 0 && { range: `bytes=${from}-` }) };
  const response = await connect(url, { ...options, headers });
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "");
  const total = numberOrNull(range?.[2]);
  if (from > 0 && (response.status === 416 || (response.status === 206 && Number(range?.[1]) !== from))) {
    await response.body?.cancel();
    return response.status === 416 && total === from ? null : request(url, { ...options, from: 0 });
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw fetchError(url, "the server must have it", `${response.status} ${response.statusText}`.trim());
  }
  const stream = response.body as unknown as AsyncIterable<Uint8Array>;
  const isPlain = response.headers.get("content-encoding") === null;
  const length = isPlain ? numberOrNull(response.headers.get("content-length")) : null;
  const body = response.status === 206 ? { stream, start: from, total } : { stream, start: 0, total: length };
  if (!(body.total !== null && body.total > options.most)) return body;
  await response.body.cancel();
  throw tooLong(url, { bytes: body.total, most: options.most });
}

interface Connection extends Pick<DownloadOptions, "signal"> {
  readonly watch: SilenceWatch;
  readonly headers: Readonly<Record<string, string>>;
}

async function connect(url: string, { signal, watch, headers }: Connection): Promise<Response> {
  try {
    const response = await fetch(url, { signal: watch.signal, headers });
    watch.hear();
    return response;
  } catch (error) {
    if (signal.aborted) throw error;
    const must = "the server must answer (there may be no network; --url names a mirror)";
    throw fetchError(url, must, causeOf(error, watch));
  }
}

interface Receiving extends Pick<DownloadOptions, "url" | "signal" | "most" | "onBytes"> {
  readonly watch: SilenceWatch;
  readonly part: string;
}

async function receive({ stream, start, total }: Body, options: Receiving): Promise<void> {
  const { part, url, signal, watch, most, onBytes } = options;
  let bytes = start;
  const handle = await open(part, start > 0 ? "a" : "w");
  try {
    for await (const chunk of stream) {
      watch.hear();
      bytes += chunk.length;
      if (bytes > most) break;
      await handle.writeFile(chunk);
      onBytes(bytes);
    }
  } catch (error) {
    if (signal.aborted || (error as NodeJS.ErrnoException).syscall === "write") throw error;
    throw cutOff(url, { bytes, total, cause: ` (${causeOf(error, watch)})` });
  } finally {
    await handle.close();
  }
  if (bytes > most) {
    await rm(part, { force: true });
    throw tooLong(url, { bytes, most });
  }
  if (total !== null && bytes < total) throw cutOff(url, { bytes, total, cause: "" });
}

function tooLong(url: string, { bytes, most }: { readonly bytes: number; readonly most: number }): RangeError {
  return fetchError(url, `${basename(url)} must have at most ${most} bytes`, `${bytes} bytes or more`);
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

/** Silence, or what fetch hides below its own error. */
function causeOf(error: unknown, { signal }: SilenceWatch): string {
  if (signal.aborted) return (signal.reason as Error).message;
  const { cause, message } = error as Error;
  const { code, message: reason } = (cause ?? {}) as NodeJS.ErrnoException;
  return code ?? reason ?? message;
}

function numberOrNull(text: string | null | undefined): number | null {
  return text !== null && text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
