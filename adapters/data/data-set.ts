import { createHash } from "node:crypto";
import { findByName } from "../../src/numeric/index.js";
import type { LabelledImages } from "./labelled-images.js";

/** A set of labelled images that can be found or fetched. */
export interface DataSet {
  readonly name: string;
  readonly description: string;
  /** Files as they are published. */
  readonly files: readonly DataFile[];
  /** Where the files are published; file names are appended. */
  readonly url: string;
  /** Folders in which others keep it, below the places where data is looked for. */
  readonly folders: readonly string[];
  readonly train: DataPart;
  readonly test: DataPart;
}

/** A published file: one packed file, or an archive of several. */
export interface DataFile {
  readonly name: string;
  readonly packing: "gzip" | "tar-gzip";
  /** Of the file as published. */
  readonly bytes: number;
  readonly md5: string;
  /** What is in it. A file that was packed again is known by its contents. */
  readonly contents: readonly DataContent[];
}

/** A file when unpacked. */
export interface DataContent {
  readonly name: string;
  readonly bytes: number;
  readonly digest: Digest;
}

/** A checksum: lower-case hexadecimals. */
export interface Digest {
  readonly algorithm: "md5" | "sha1" | "sha256";
  readonly value: string;
}

/** The images to train or to test with. */
export interface DataPart {
  /** Names of the contents that hold it, in order. */
  readonly contents: readonly string[];
  /** Reads them; `names` are for errors. */
  read(contents: readonly Uint8Array[], names: readonly string[]): LabelledImages;
}

/** Of all that is in a published file, without what an archive adds. */
export function unpackedBytes({ contents }: DataFile): number {
  return contents.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** More than a published file can have, packed in whatever way or unpacked: headers of archives and packers are far smaller. */
export function mostBytes(file: DataFile): number {
  return unpackedBytes(file) + 2 ** 20;
}

/** The checksum of some bytes. */
export function digestOf(bytes: Uint8Array, algorithm: Digest["algorithm"]): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

/**
 * The data set of that name.
 *
 * @throws {RangeError} if there is none; the message names the nearest ones.
 */
export function findDataSet(sets: readonly DataSet[], name: string): DataSet {
  return findByName(sets, name, { action: "read data", what: "the data set" });
}
