import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { dataError } from "./data-error.js";
import { type DataContent, type DataFile, digestOf, mostBytes, unpackedBytes } from "./data-set.js";
import type { ContentPlace, FoundSet } from "./find-set.js";
import { readTar } from "./read-tar.js";

const unzip = promisify(gunzip);

/** Contents with the name of the file that each is in. */
export interface ReadContents {
  readonly bytes: readonly Uint8Array[];
  readonly names: readonly string[];
}

/**
 * Reads contents of a data set that was found, and checks them.
 *
 * @throws {RangeError} that names the file if it cannot be read, is too short or long, or has another checksum.
 */
export async function readContents(found: FoundSet, names: readonly string[]): Promise<ReadContents> {
  const unpacked = new Map<string, ReadonlyMap<string, Uint8Array>>();
  const bytes: Uint8Array[] = [];
  const paths: string[] = [];
  for (const name of names) {
    const place = found.places.get(name)!;
    paths.push(place.path);
    if (!place.isPacked) bytes.push(await readUnpacked(place, name));
    else {
      const contents = unpacked.get(place.path) ?? (await readPacked(place.path, { file: place.file }));
      unpacked.set(place.path, contents);
      bytes.push(contents.get(name)!);
    }
  }
  return { bytes, names: paths };
}

/** What a packed file should be. */
export interface ReadPackedOptions {
  readonly file: DataFile;
  /** How errors name it; default: its path. */
  readonly name?: string;
}

/**
 * Reads a published file, unpacks it in memory and checks it: by its own checksum, or if it was packed again by those of what is
 * in it.
 *
 * @throws {RangeError} that names the file if it cannot be read, is too short or long, or has another checksum.
 */
export async function readPacked(
  path: string,
  { file, name = path }: ReadPackedOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const packed = await readBytes(path, { most: mostBytes(file), name, must: `have ${file.bytes} bytes` });
  const md5 = digestOf(packed, "md5");
  const archive = await unpack(packed, { name, file, md5 });
  const contents = file.packing === "gzip" ? new Map([[file.contents[0]!.name, archive]]) : readTar(archive);
  for (const content of file.contents) {
    const bytes = contents.get(content.name);
    if (bytes === undefined) throw dataError(name, `hold ${content.name}`, `${packed.length} bytes without it`);
    const where = file.packing === "gzip" ? name : `${content.name} in ${name}`;
    checkContent(bytes, { content, where, isKnown: md5 === file.md5 });
  }
  return contents;
}

interface Packed {
  readonly name: string;
  readonly file: DataFile;
  readonly md5: string;
}

/** What is packed; a server may have unpacked the file on its way. */
async function unpack(packed: Uint8Array, { name, file, md5 }: Packed): Promise<Uint8Array> {
  if (!(packed[0] === 0x1f && packed[1] === 0x8b)) {
    if (packed.length > 0) return packed;
    throw dataError(name, `have ${file.bytes} bytes`, "0 bytes");
  }
  try {
    return await unzip(packed, { maxOutputLength: mostBytes(file) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // a file that was packed again may have some bytes more or less
    if (code === "Z_BUF_ERROR") throw dataError(name, `be whole, ${file.bytes} bytes`, `${packed.length} bytes`);
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw dataError(name, `hold ${unpackedBytes(file)} bytes when unpacked`, `more than ${mostBytes(file)} bytes`);
    }
    throw dataError(name, `have the MD5 checksum ${file.md5}`, md5);
  }
}

interface CheckedContent {
  readonly content: DataContent;
  readonly where: string;
  /** Whether the file that it comes from had the right checksum. */
  readonly isKnown: boolean;
}

function checkContent(bytes: Uint8Array, { content, where, isKnown }: CheckedContent): void {
  const length = `${bytes.length} bytes`;
  if (bytes.length !== content.bytes) throw dataError(where, lengthOf(content), length);
  const { algorithm, value } = content.digest;
  const found = isKnown ? value : digestOf(bytes, algorithm);
  const name = { md5: "MD5", sha1: "SHA-1", sha256: "SHA-256" }[algorithm];
  if (found !== value) throw dataError(where, `have the ${name} checksum ${value} when unpacked`, found);
}

function lengthOf({ bytes }: DataContent): string {
  return `hold ${bytes} bytes when unpacked`;
}

async function readUnpacked({ path, file }: ContentPlace, name: string): Promise<Uint8Array> {
  const content = file.contents.find((candidate) => candidate.name === name)!;
  const bytes = await readBytes(path, { most: content.bytes, name: path, must: lengthOf(content) });
  checkContent(bytes, { content, where: path, isKnown: false });
  return bytes;
}

interface ReadBytesOptions {
  readonly most: number;
  readonly name: string;
  /** What is said of a file with more bytes; it is not read. */
  readonly must: string;
}

async function readBytes(path: string, { most, name, must }: ReadBytesOptions): Promise<Uint8Array> {
  const size = await stat(path).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > most) throw dataError(name, must, `${size} bytes`);
  try {
    return await readFile(path);
  } catch (error) {
    throw dataError(path, "be a file that can be read", (error as NodeJS.ErrnoException).code ?? error);
  }
}
