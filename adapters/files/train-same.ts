import { trainFiles } from "./train-files.js";

/** Two settings as texts. */
export interface ComparedSettings {
  readonly kept: string;
  readonly wanted: string;
  /** Fields that may differ. */
  readonly ignored?: readonly string[];
}

/** What settings.json holds. */
export function settingsText(settings: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** The sentence for a file of a run that is not as it was written. */
export function damagedError(folder: string, name: string, what: string): RangeError {
  return new RangeError(
    `Cannot go on with the run in ${folder} as ${name} must be whole (or --force given, to begin anew): current value is ${what}`,
  );
}

/**
 * Refuses a run of other settings.
 *
 * @throws {RangeError} that names the first field that differs.
 */
export function checkSame(folder: string, { kept, wanted, ignored = [] }: ComparedSettings): void {
  if (kept === wanted) return;
  const [there, here] = [kept, wanted].map(fieldsOf);
  if (!there || !here) throw damagedError(folder, trainFiles.settings, "a file that is damaged");
  const differs = (key: string): boolean => !ignored.includes(key) && here.get(key) !== there.get(key);
  const name = [...here.keys(), ...there.keys()].find(differs);
  if (name === undefined) return;
  const value = (fields: ReadonlyMap<string, string>) => fields.get(name) ?? "not given";
  throw new RangeError(
    `Cannot go on with the run in ${folder} as ${name} must be that of the run there, ${value(there)} (or --force given, to begin anew): current value is ${value(here)}`,
  );
}

/** Fields of settings by their paths, as JSON; undefined if the text is no object. */
function fieldsOf(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const fields = new Map<string, string>();
    collect(JSON.parse(text), "", fields);
    return fields;
  } catch {
    return undefined;
  }
}

function collect(value: unknown, path: string, fields: Map<string, string>): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    fields.set(path, JSON.stringify(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) collect(inner, path === "" ? key : `${path}.${key}`, fields);
}
