import {
  checkSource,
  type ImageSource,
  type SampleSets,
  type Samples,
  type TableSource,
} from "../../src/networks/index.js";
import { dataError } from "./data-error.js";
import { type DataPart, type DataSet, findDataSet } from "./data-set.js";
import { dataSets } from "./data-sets.js";
import { type DataPlaces, type FoundSet, findSet, searchPlaces } from "./find-set.js";
import { loadTable } from "./load-table.js";
import { readContents } from "./read-contents.js";
import { selectImages } from "./select-images.js";

/** Where samples are loaded from. */
export interface LoadSamplesOptions extends DataPlaces {
  /** Default: all that are known. */
  readonly sets?: readonly DataSet[] | undefined;
}

/**
 * Samples of a data set or of a CSV file.
 *
 * Images are float32 from 0 to 1, in the order in which they stand in the data set, classes mixed; binary targets are 0 for the
 * first of `classes` and 1 for the second. Files are looked for in `folder`, ADAFLOW_DATA, ./data, the user's cache and the
 * usual places, in each of them and in folders named after the set; they may be packed or not. Their checksums are checked.
 *
 * @throws {RangeError} if a field of `source` is wrong, or that names the file that is missing, truncated or not the published
 * one.
 */
export async function loadSamples(
  source: ImageSource | TableSource,
  { sets = dataSets, ...places }: LoadSamplesOptions = {},
): Promise<SampleSets> {
  checkSource(source);
  if (source.source === "csv") return { train: await loadTable(source, places), test: null };
  const set = findDataSet(sets, source.source);
  const found = await findSet(set, places);
  if (found === null) throw missing(set, places);
  const load = (part: DataPart, count: number | null) => loadPart(part, { found, source, count });
  return {
    train: await load(set.train, source.perClass),
    test: source.testPerClass === 0 ? null : await load(set.test, source.testPerClass),
  };
}

interface LoadedPart {
  readonly found: FoundSet;
  readonly source: ImageSource;
  readonly count: number | null;
}

async function loadPart(part: DataPart, { found, source, count }: LoadedPart): Promise<Samples> {
  const { bytes, names } = await readContents(found, part.contents);
  const { classes, targets, shape } = source;
  return selectImages(part.read(bytes, names), { classes, targets, shape, count, name: names.at(-1)! });
}

function missing(set: DataSet, places: DataPlaces): RangeError {
  const files = set.files.map(({ name }) => name).join(", ");
  const folders = `${searchPlaces(places).join(", ")}, or in a folder ${set.name} there`;
  const how = `"adaflow data fetch ${set.name}" gets it`;
  return dataError(`the data set ${set.name}`, `be there (${how}), as ${files} in one of ${folders}`, "missing");
}
