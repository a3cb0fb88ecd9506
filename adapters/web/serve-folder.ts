import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { listen } from "./listen.js";
import { readStaticFiles, type StaticFile } from "./static-files.js";

export interface ServeFolderOptions {
  /** First port that is tried, 0…65535; 0: any that is free. */
  readonly port: number;
  /** Whether no other port will do. Default false: the next one that is free. */
  readonly isExact?: boolean;
  /** Sent with every file. */
  readonly headers?: OutgoingHttpHeaders;
  /** Paths of files whose names change with their content, so that browsers need not ask again. Default none. */
  readonly immutable?: RegExp;
}

export interface FolderServer {
  /** `http://127.0.0.1:8047/` */
  readonly url: string;
  readonly port: number;
  /** Ends it and every connection. */
  close(): Promise<void>;
}

/** This machine, by a name that no name server answers for. */
const host = "127.0.0.1";

/**
 * Serves a folder as it is now to browsers on this machine; later changes of it are not seen.
 *
 * A page of another site can make a browser ask here under a name of its own that leads to 127.0.0.1 (DNS rebinding), and
 * would then read the answer: only requests under our own names are answered.
 *
 * @throws {RangeError} if the port, or without `isExact` one of those after it, cannot be had.
 */
export async function serveFolder(
  folder: string,
  { port: wanted, isExact = false, headers = {}, immutable }: ServeFolderOptions,
): Promise<FolderServer> {
  const files = await readStaticFiles(folder);
  let names: readonly string[] = [];
  const server = createServer((request, response) => {
    send(response, answerTo(request, { files, names, headers, immutable }), { isWhole: request.method !== "HEAD" });
  });
  const port = await listen(server, { host, port: wanted, isExact });
  // a browser leaves the port of http out
  names = [host, "localhost"].flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
  return {
    url: `http://${host}:${port}/`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Service {
  readonly files: ReadonlyMap<string, StaticFile>;
  /** What this server is called by those it answers. */
  readonly names: readonly string[];
  readonly headers: OutgoingHttpHeaders;
  readonly immutable: RegExp | undefined;
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** Absent: what the browser has is right. */
  readonly body?: Buffer;
}

function answerTo({ method, url = "", headers: asked }: IncomingMessage, service: Service): Answer {
  const { files, names, headers, immutable } = service;
  if (!names.includes(asked.host?.toLowerCase() ?? "")) {
    return refusal(403, `This server answers only to ${names.join(" and ")}.`);
  }
  if (method !== "GET" && method !== "HEAD") {
    return refusal(405, "Only GET and HEAD are answered.", { allow: "GET, HEAD" });
  }
  const path = pathOf(url);
  if (path === null) return refusal(400, "The path is wrongly escaped.");
  const file = files.get(path);
  if (file === undefined) return refusal(404, "There is no such file.");
  const packed = /\bgzip\b/.test(String(asked["accept-encoding"] ?? "")) ? file.packed() : null;
  const etag = packed === null ? file.etag : file.etag.replace(/"$/, '-gzip"');
  // a browser keeps what it has, and asks each time whether that is still it
  const caching = immutable?.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
  const own = {
    "content-type": file.type,
    ...(packed !== null && { "content-encoding": "gzip" }),
    vary: "accept-encoding",
    etag,
    "cache-control": caching,
    ...headers,
  };
  const isKnown = asked["if-none-match"]?.split(/\s*,\s*/).includes(etag);
  return isKnown ? { status: 304, headers: own } : { status: 200, headers: own, body: packed ?? file.body };
}

function refusal(status: number, sentence: string, headers: OutgoingHttpHeaders = {}): Answer {
  const own = { "content-type": "text/plain; charset=utf-8", ...headers };
  return { status, headers: own, body: Buffer.from(`${sentence}\n`) };
}

/** Nothing guesses a type, and no page of another site includes what is here or learns the address. */
const common = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
} as const;

function send(response: ServerResponse, { status, headers, body }: Answer, { isWhole }: { isWhole: boolean }): void {
  response.writeHead(status, { ...common, ...headers, ...(body && { "content-length": body.length }) });
  response.end(isWhole ? body : undefined);
}

/** The path without query and escapes; null where they are wrong. */
function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ""));
  } catch {
    return null;
  }
}
