import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { TrainingState } from "../../src/training/index.js";
import { writeByRenaming } from "./write-by-renaming.js";

/** What a checkpoint holds; it has no time in it, so that equal states are equal bytes. */
export interface TrainCheckpoint {
  /** What the run is of, as a text. */
  readonly identity: string;
  readonly state: TrainingState;
}

const magic = Buffer.from("AFTRAIN1");
const hashLength = 32;

/** Writes a checkpoint in place of the one that is there. */
export function writeTrainCheckpoint(file: string, checkpoint: TrainCheckpoint): void {
  const payload = serialize(checkpoint);
  const hash = createHash("sha256").update(payload).digest();
  writeByRenaming(file, magic, hash, payload);
}

/**
 * The checkpoint in a file; null if there is none.
 *
 * @throws {RangeError} if it is not whole.
 */
export function readTrainCheckpoint(file: string): TrainCheckpoint | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const start = magic.length + hashLength;
  const payload = bytes.subarray(start);
  const isOurs = bytes.subarray(0, magic.length).equals(magic);
  const isWhole = isOurs && bytes.subarray(magic.length, start).equals(createHash("sha256").update(payload).digest());
  if (!isWhole) {
    throw new RangeError(
      `Cannot go on with the run as ${file} must have its checksum (or --force given, to begin anew): current value is ${bytes.length} bytes that are damaged`,
    );
  }
  return deserialize(payload) as TrainCheckpoint;
}
