import { open } from "node:fs/promises";
import { basename } from "node:path";
import { type DataFile, mostBytes, unpackedBytes } from "./data-set.js";
import type { FoundSet } from "./find-set.js";
import { readPacked } from "./read-contents.js";

/** Bytes at the end of a gzip file that give the length of what is in it. */
const LENGTH_FIELD = 4;

/** Names of the files of a found set that cannot hold all that they should, by their sizes; they are read only in doubt. */
export async function incompleteFiles({ places }: FoundSet): Promise<string[]> {
  const names = new Set<string>();
  for (const [content, { path, file, isPacked }] of places) {
    if (names.has(basename(path))) continue;
    const bytes = file.contents.find(({ name }) => name === content)!.bytes;
    const isWhole = isPacked ? await isPackedWhole(path, file) : (await ends(path)).size >= bytes;
    if (!isWhole) names.add(basename(path));
  }
  return [...names];
}

/**
 * Whether a packed file is whole: it has the published size, or was packed again and says at its end how much is in it.
 *
 * @see RFC 1952, section 2.3.1: ISIZE, the length of the original modulo 2^32, low byte first.
 */
async function isPackedWhole(path: string, file: DataFile): Promise<boolean> {
  const { size, isGzip, length } = await ends(path);
  if (size === file.bytes) return true;
  if (!isGzip) return size >= unpackedBytes(file);
  const isRight =
    file.packing === "gzip"
      ? length === unpackedBytes(file)
      : length >= unpackedBytes(file) && length <= mostBytes(file) && length % 512 === 0;
  if (isRight) return true;
  // a gzip file of several members has only the length of the last one at its end
  return readPacked(path, { file }).then(
    () => true,
    () => false,
  );
}

interface Ends {
  readonly size: number;
  readonly isGzip: boolean;
  /** What the last bytes say if it is a gzip file. */
  readonly length: number;
}

/** What the size, the first and the last bytes of a file say; one that cannot be read counts as empty. */
async function ends(path: string): Promise<Ends> {
  const handle = await open(path).catch(() => null);
  if (handle === null) return { size: 0, isGzip: false, length: 0 };
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(2 + LENGTH_FIELD);
    await handle.read(bytes, 0, 2, 0);
    await handle.read(bytes, 2, LENGTH_FIELD, Math.max(0, size - LENGTH_FIELD));
    return { size, isGzip: bytes.readUInt16BE() === 0x1f8b, length: bytes.readUInt32LE(2) };
  } finally {
    await handle.close();
  }
}
