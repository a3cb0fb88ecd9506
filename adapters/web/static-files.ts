import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

/** A file as it is sent. */
export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  /** Changes with the content, and only with it. */
  readonly etag: string;
  /** The body for browsers that unpack it, made when it is first asked for; null for what is packed already. */
  packed(): Buffer | null;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/**
 * All files of a folder by the path they are asked for, `/assets/index.js`; `index.html` also by that of its folder.
 *
 * A request is looked up here and never made into a path of the file system, so that no spelling of it leads out of the
 * folder; links, which may lead out, are left out.
 */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const body = await readFile(file);
    const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
    const type = types[extname(entry.name).toLowerCase()] ?? "application/octet-stream";
    const found = { body, type, etag, packed: packOnce(body, type) };
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    files.set(path, found);
    if (entry.name === "index.html") files.set(path.slice(0, -entry.name.length), found);
  }
  return files;
}

/** Fonts and pictures are packed already. */
function packOnce(body: Buffer, type: string): () => Buffer | null {
  if (!/^text\/|json|svg|wasm/.test(type)) return () => null;
  let packed: Buffer | null = null;
  return () => {
    packed ??= gzipSync(body);
    return packed;
  };
}
