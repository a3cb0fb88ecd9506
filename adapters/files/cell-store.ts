import { createHash } from "node:crypto";
import {
  closeSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { cellFiles, type FoundCells, logMagic, logPreamble, readCells, storeVersion } from "./cell-files.js";
import { type CellRecord, encodeRecord, recordSize } from "./cell-record.js";
import { lockedFolder } from "./folder-lock.js";
import { writeByRenaming } from "./write-by-renaming.js";

/** Options of {@link openCellStore}. */
export interface CellStoreOptions {
  /** Everything that determines the cells, as plain data; another map has others. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Number of cells of the map. */
  readonly cells: number;
  /** Whether what cannot be gone on with is removed instead of refused. */
  readonly force: boolean;
}

/** Cells of a map on disk, so that an interrupted map goes on where it was. */
export interface CellStore {
  /** What was there. */
  readonly found: readonly CellRecord[];
  /**
   * Adds cells; they are safe from the end of this process at once, and checked against a cut after the next commit. Cells
   * that come after the end are dropped.
   */
  append(records: readonly CellRecord[]): void;
  /** Commits and lets go of the folder, which stays. */
  close(): void;
  /** Lets go of the folder and removes it. */
  remove(): void;
}

/** Time between two commits, in ms. */
const COMMIT_INTERVAL = 200;

/**
 * Opens the cells kept in a folder, or begins anew.
 *
 * The folder holds a header with the settings; a log, only ever added to, of records of a fixed size with a checksum each;
 * and the length to which the log is known to be whole, replaced by renaming. A log that is shorter, or has a bad record
 * before that length, is damaged; a bad record behind it is what an end in the middle of writing leaves: it and what
 * follows are dropped.
 *
 * @throws {RangeError} if the folder is of another map, is damaged, or belongs to a process that is running; the sentence
 *   says which setting differs, or where the damage is.
 */
export function openCellStore(folder: string, options: CellStoreOptions): CellStore {
  return lockedFolder(folder, (unlock) => open(folder, options, unlock));
}

function open(folder: string, { settings, cells, force }: CellStoreOptions, unlock: () => void): CellStore {
  const header = `${JSON.stringify({ format: "adaflow-map-cells", version: storeVersion, cells, settings }, null, 2)}\n`;
  const hash = createHash("sha256").update(header).digest();
  let found: FoundCells | null = null;
  try {
    found = readCells(folder, { header, hash, cells });
  } catch (error) {
    if (!force) throw error;
  }
  if (found === null) begin(folder, { header, hash });
  const { records, committed } = found ?? { records: [], committed: logPreamble };
  const writer = createWriter(folder, { hash, committed, length: logPreamble + records.length * recordSize });
  const release = (): void => {
    writer.close();
    unlock();
  };
  return {
    found: records,
    append: writer.append,
    close() {
      writer.commit();
      release();
    },
    remove() {
      writer.close();
      empty(folder);
      unlock();
      removeEmpty(folder);
    },
  };
}

interface LogState {
  readonly hash: Buffer;
  /** Bytes that are good; what follows them is dropped. */
  readonly length: number;
  readonly committed: number;
}

function createWriter(folder: string, { hash, ...state }: LogState) {
  const log = openSync(join(folder, cellFiles.log), "r+");
  let { length, committed } = state;
  let last = performance.now();
  let isClosed = false;
  // what was torn goes before anything is added
  ftruncateSync(log, length);

  function commit(): void {
    last = performance.now();
    if (committed === length) return;
    fdatasyncSync(log);
    writeCommitted(folder, { length, hash });
    committed = length;
  }
  return {
    commit,
    append(records: readonly CellRecord[]): void {
      // the number of a closed file may be that of another one by now
      if (isClosed) return;
      const bytes = Buffer.concat(records.map((record) => encodeRecord(record, hash)));
      writeAll(log, bytes, length);
      length += bytes.length;
      if (performance.now() - last > COMMIT_INTERVAL) commit();
    },
    close(): void {
      if (!isClosed) closeSync(log);
      isClosed = true;
    },
  };
}

function writeAll(log: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(log, bytes, done, bytes.length - done, position + done);
}

interface Identity {
  readonly header: string;
  readonly hash: Buffer;
}

/** Removes everything but the lock, which is held to the end. */
function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== "lock") rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Removes a folder unless another process has begun to use it. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/** Begins anew; the header comes last: without it nothing has begun. */
function begin(folder: string, { header, hash }: Identity): void {
  for (const name of Object.values(cellFiles)) rmSync(join(folder, name), { force: true });
  writeFileSync(join(folder, cellFiles.log), Buffer.concat([Buffer.from(logMagic), hash]));
  writeCommitted(folder, { length: logPreamble, hash });
  writeByRenaming(join(folder, cellFiles.header), header);
}

function writeCommitted(folder: string, { length, hash }: { length: number; hash: Buffer }): void {
  const text = `${JSON.stringify({ version: storeVersion, map: hash.toString("hex"), length })}\n`;
  writeByRenaming(join(folder, cellFiles.committed), text);
}
