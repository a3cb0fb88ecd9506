import { crc32 } from "node:zlib";

/** One cell of a map as it is stored. */
export interface CellRecord {
  readonly cell: number;
  /** Code of what came of it, 0 to 255. */
  readonly code: number;
  /** What was measured, {@link recordNumbers} numbers; any of them may be not finite. */
  readonly numbers: readonly number[];
}

/** How many numbers a record has. */
export const recordNumbers = 3;

/** Bytes of a record: cell, code, numbers, checksum; little-endian. */
export const recordSize = 4 + 4 + 8 * recordNumbers + 4;

/** A record as bytes; its checksum is also of the map that it belongs to. */
export function encodeRecord({ cell, code, numbers }: CellRecord, map: Uint8Array): Buffer {
  const bytes = Buffer.alloc(recordSize);
  bytes.writeUInt32LE(cell, 0);
  bytes.writeUInt32LE(code, 4);
  for (let k = 0; k < recordNumbers; k++) bytes.writeDoubleLE(numbers[k]!, 8 + 8 * k);
  bytes.writeUInt32LE(checksum(bytes, map), recordSize - 4);
  return bytes;
}

/** The record that bytes are; null if they are too few or have another checksum. */
export function decodeRecord(bytes: Buffer, map: Uint8Array): CellRecord | null {
  if (bytes.length < recordSize || bytes.readUInt32LE(recordSize - 4) !== checksum(bytes, map)) return null;
  return {
    cell: bytes.readUInt32LE(0),
    code: bytes.readUInt32LE(4),
    numbers: Array.from({ length: recordNumbers }, (_, k) => bytes.readDoubleLE(8 + 8 * k)),
  };
}

function checksum(bytes: Buffer, map: Uint8Array): number {
  return crc32(bytes.subarray(0, recordSize - 4), crc32(map));
}
