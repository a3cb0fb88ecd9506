import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CellRecord, decodeRecord, recordSize } from "./cell-record.js";

/** Version of all files of a store. */
export const storeVersion = 1;

/** The files of a store. */
export const cellFiles = { header: "header.json", log: "cells.log", committed: "committed.json" } as const;

/** How a log begins; the SHA-256 of the header follows, so that it says which map it is of. */
export const logMagic = "AFCELLS1";

/** Bytes of a log before its first record. */
export const logPreamble = logMagic.length + 32;

/** Which map a store is of. */
export interface MapIdentity {
  /** The text of the header. */
  readonly header: string;
  /** Its SHA-256. */
  readonly hash: Buffer;
  readonly cells: number;
}

/** What is in a store. */
export interface FoundCells {
  readonly records: readonly CellRecord[];
  /** Bytes of the log that were known to be whole. */
  readonly committed: number;
}

/**
 * What an earlier process left of this map; null if it had not begun.
 *
 * @throws {RangeError} if it is of another map or damaged; the sentence says which setting differs, or where the damage is.
 */
export function readCells(folder: string, identity: MapIdentity): FoundCells | null {
  if (!existsSync(join(folder, cellFiles.header))) {
    const log = join(folder, cellFiles.log);
    if (!existsSync(log) || readFileSync(log).length <= logPreamble) return null;
  }
  checkHeader(folder, identity);
  const log = readPart(folder, cellFiles.log);
  const committed = readCommitted(folder, identity.hash);
  if (log.length < committed) {
    refuse(
      folder,
      `${cellFiles.log} must have the ${committed} bytes that were written`,
      `${log.length} bytes: it was cut`,
    );
  }
  const magic = log.subarray(0, logMagic.length).toString("latin1");
  if (magic !== logMagic || !log.subarray(logMagic.length, logPreamble).equals(identity.hash)) {
    refuse(folder, `${cellFiles.log} must be the log of this map`, "a file of another map, or a damaged one");
  }
  const records: CellRecord[] = [];
  const isThere = new Uint8Array(identity.cells);
  for (let at = logPreamble; at < log.length; at += recordSize) {
    const record = decodeRecord(log.subarray(at, at + recordSize), identity.hash);
    // no cell is written twice
    if (record !== null && isThere[record.cell] === 0) {
      isThere[record.cell] = 1;
      records.push(record);
    } else if (at >= committed) break;
    else {
      const place = `record ${records.length + 1}, at byte ${at} of ${cellFiles.log}`;
      refuse(folder, "every record must have its checksum, and a cell of its own", `${place}, which is damaged`);
    }
  }
  return { records, committed };
}

function checkHeader(folder: string, { header }: MapIdentity): void {
  const found = readPart(folder, cellFiles.header).toString("utf8");
  if (found === header) return;
  const difference = firstDifference(found, header);
  if (difference === null)
    refuse(folder, `${cellFiles.header} must be whole`, "a file that cannot be read: it is damaged");
  const { name, wanted, kept } = difference;
  refuse(folder, `${name} must be that of the cells there, ${kept} (or --force given, to begin anew)`, wanted);
}

function refuse(folder: string, condition: string, current: string): never {
  throw new RangeError(`Cannot go on with the map in ${folder} as ${condition}: current value is ${current}`);
}

function readPart(folder: string, name: string): Buffer {
  if (!existsSync(join(folder, name))) refuse(folder, `${name} must be there`, "a folder without it: it is damaged");
  return readFileSync(join(folder, name));
}

function readCommitted(folder: string, hash: Buffer): number {
  const text = readPart(folder, cellFiles.committed).toString("utf8");
  const length = parseCommitted(text, hash);
  if (length === null) {
    refuse(
      folder,
      `${cellFiles.committed} must say how long ${cellFiles.log} is`,
      "a file of another map, or a damaged one",
    );
  }
  return length;
}

/** The committed length; null if the text does not say it. */
function parseCommitted(text: string, hash: Buffer): number | null {
  try {
    const { version, map, length } = JSON.parse(text);
    const isWhole = Number.isSafeInteger(length) && length >= logPreamble && (length - logPreamble) % recordSize === 0;
    return version === storeVersion && map === hash.toString("hex") && isWhole ? length : null;
  } catch {
    return null;
  }
}

interface Difference {
  readonly name: string;
  readonly kept: string;
  readonly wanted: string;
}

/** The first field that differs between two headers; null if one cannot be read. */
function firstDifference(found: string, wanted: string): Difference | null {
  const [one, other] = [found, wanted].map(fieldsOf);
  if (!one || !other) return null;
  const name = [...other.keys(), ...one.keys()].find((key) => one.get(key) !== other.get(key));
  if (name === undefined) return null;
  return { name, kept: one.get(name) ?? "not given", wanted: other.get(name) ?? "not given" };
}

/** The fields of a header by their names, settings without their prefix; null if it cannot be read. */
function fieldsOf(header: string): ReadonlyMap<string, string> | null {
  try {
    const { settings, ...rest } = JSON.parse(header);
    const fields = Object.entries({ ...settings, ...rest });
    return new Map(fields.map(([name, value]) => [name, JSON.stringify(value)]));
  } catch {
    return null;
  }
}
