import type { DataSet } from "./data-set.js";
import { dataSets } from "./data-sets.js";
import { type DataPlaces, findSet } from "./find-set.js";
import { incompleteFiles } from "./incomplete-files.js";

/** A data set and where it is. */
export interface AvailableSet {
  readonly name: string;
  readonly description: string;
  /** Of the published files. */
  readonly bytes: number;
  /** null if it was not found. */
  readonly folder: string | null;
  /** Names of the files there that are too small to be whole. */
  readonly incomplete: readonly string[];
}

/** Data sets are looked for among these. */
export interface AvailableSetsOptions extends DataPlaces {
  /** Default: all that are known. */
  readonly sets?: readonly DataSet[] | undefined;
}

/**
 * All data sets, the folder of those that are there, and which of their files are incomplete; checksums are a matter of reading.
 *
 * @throws {RangeError} if `folder` is given and is none.
 */
export function availableSets({ sets = dataSets, ...places }: AvailableSetsOptions = {}): Promise<AvailableSet[]> {
  return Promise.all(
    sets.map(async (set) => {
      const found = await findSet(set, places);
      return {
        name: set.name,
        description: set.description,
        bytes: set.files.reduce((sum, file) => sum + file.bytes, 0),
        folder: found?.folder ?? null,
        incomplete: found === null ? [] : await incompleteFiles(found),
      };
    }),
  );
}
