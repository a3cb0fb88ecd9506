import { encodeField } from "./field.js";
import { fieldNames, fields, type LabState } from "./lab-state.js";

/** States to go back and forth between. */
export interface History {
  readonly past: readonly LabState[];
  readonly present: LabState;
  readonly future: readonly LabState[];
  /** What the last change was about; changes of one group are one step back. */
  readonly group: string | null;
}

const longest = 200;

/** A history that begins here. */
export function createHistory(present: LabState): History {
  return { past: [], present, future: [], group: null };
}

/** Goes on to `next`, if that is another state. Changes of the same group, a slider that is dragged, are one step. */
export function advance(history: History, next: LabState, { group = null }: { group?: string | null } = {}): History {
  const { past, present } = history;
  if (isSameState(present, next)) return history;
  const isSame = group !== null && group === history.group;
  return { past: isSame ? past : [...past, present].slice(-longest), present: next, future: [], group };
}

function isSameState(a: LabState, b: LabState): boolean {
  return fieldNames.every((name) => encodeField(fields[name], a[name]) === encodeField(fields[name], b[name]));
}

/** One step back; the same history where there is none. */
export function undo({ past, present, future, ...rest }: History): History {
  const previous = past.at(-1);
  if (previous === undefined) return { past, present, future, ...rest };
  return { past: past.slice(0, -1), present: previous, future: [present, ...future], group: null };
}

/** One step forth again; the same history where there is none. */
export function redo({ past, present, future, ...rest }: History): History {
  const [next, ...others] = future;
  if (next === undefined) return { past, present, future, ...rest };
  return { past: [...past, present], present: next, future: others, group: null };
}
