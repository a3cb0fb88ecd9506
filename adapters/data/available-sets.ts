import type { DataSet } from "./data-set.js";
import { dataSets } from "./data-sets.js";
import { type DataPlaces, findSet } from "./find-set.js";

/** A data set and where it is. */
export interface AvailableSet {
  readonly name: string;
  readonly description: string;
  /** Of the published files. */
  readonly bytes: number;
  /** null if it was not found. */
  readonly folder: string | null;
}

/** Data sets are looked for among these. */
export interface AvailableSetsOptions extends DataPlaces {
  /** Default: all that are known. */
  readonly sets?: readonly DataSet[] | undefined;
}

/** All data sets, and the folder of those that are there; checksums are a matter of reading. */
export function availableSets({ sets = dataSets, ...places }: AvailableSetsOptions = {}): Promise<AvailableSet[]> {
  return Promise.all(
    sets.map(async (set) => ({
      name: set.name,
      description: set.description,
      bytes: set.files.reduce((sum, file) => sum + file.bytes, 0),
      folder: (await findSet(set, places))?.folder ?? null,
    })),
  );
}
