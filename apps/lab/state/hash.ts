import { decodeField, encodeField } from "./field.js";
import { type FieldName, fieldNames, fields, initialState, type LabState } from "./lab-state.js";

/** Longest address that is read. */
const longest = 20_000;
/** Notes that are made of one address; more would say nothing new. */
const mostNotes = 8;

/** A state as it was understood, with a sentence for each thing that was not. */
export interface ReadState {
  readonly state: LabState;
  readonly notes: readonly string[];
}

/**
 * The state as the part of an address after `#`: `lr=0.1&beta2=0.99`. What is as at the start is left out.
 */
export function writeHash(state: LabState): string {
  return fieldNames
    .map((name) => [name, encodeField(fields[name], state[name])] as const)
    .filter(([name, text]) => text !== encodeField(fields[name], initialState[name]))
    .map(([name, text]) => `${name}=${escapeText(text)}`)
    .join("&");
}

/** The state that the part of an address after `#` means. It is data: nothing of it is executed, whatever it says. */
export function readHash(hash: string): ReadState {
  const text = hash.replace(/^#/, "");
  if (text === "") return { state: initialState, notes: [] };
  if (text.length > longest) {
    const note = `The address must be at most ${longest} characters long: it has ${text.length}, and was not read.`;
    return { state: initialState, notes: [note] };
  }
  const notes: string[] = [];
  const found = new Map<FieldName, unknown>();
  for (const part of text.split("&").filter((each) => each !== "")) {
    const [name, value] = splitOnce(part);
    const isKnown = (fieldNames as readonly string[]).includes(name);
    if (!isKnown || value === null) {
      notes.push(`The address has an entry that means nothing here, and is left out: ${part.slice(0, 60)}`);
      continue;
    }
    if (found.has(name as FieldName)) notes.push(`The address has ${name} more than once; the last one counts.`);
    const { value: decoded, note } = decodeField(fields[name as FieldName], { name, text: value });
    if (note !== null) notes.push(`In the address ${note}`);
    found.set(name as FieldName, decoded);
  }
  const state = { ...initialState, ...Object.fromEntries(found) } as LabState;
  const more = notes.length - mostNotes;
  return { state, notes: more > 0 ? [...notes.slice(0, mostNotes), `and ${more} more notes of this kind`] : notes };
}

/** Name and value; null for a value that is missing or wrongly escaped. */
function splitOnce(part: string): [name: string, value: string | null] {
  const place = part.indexOf("=");
  if (place < 0) return [part, null];
  try {
    return [part.slice(0, place), decodeURIComponent(part.slice(place + 1).replaceAll("+", "%20"))];
  } catch {
    return [part.slice(0, place), null];
  }
}

/** Escapes what would end the entry, and leaves formulas as readable as addresses allow. Halves of characters have no escape. */
function escapeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(/%(2C|3A|40|2F|5E)/g, (code) =>
    decodeURIComponent(code),
  );
}
