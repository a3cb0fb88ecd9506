import { decodeField, encodeField } from "./field.js";
import { type FieldName, fields, type LabState } from "./lab-state.js";

/** Changes of a state, with a sentence for each that is another than was asked for. */
export interface AllowedPatch {
  readonly patch: Partial<LabState>;
  readonly notes: readonly string[];
}

/** The changes that an address can bring back: numbers are clamped, and what a field cannot be is left out. */
export function allowedPatch(asked: Partial<LabState>): AllowedPatch {
  const notes: string[] = [];
  const allowed = Object.entries(asked).flatMap(([name, value]) => {
    const field = fields[name as FieldName];
    const { value: nearest, note } = decodeField(field, { name, text: encodeField(field, value) });
    if (note === null) return [[name, value]];
    notes.push(note);
    return field.kind === "number" && Number.isFinite(value) ? [[name, nearest]] : [];
  });
  return { patch: Object.fromEntries(allowed), notes };
}
