import type { JobFailure } from "../jobs/job.js";
import { allowedPatch } from "./allowed-patch.js";
import { readHash, writeHash } from "./hash.js";
import { advance, createHistory, type History, redo, undo } from "./history.js";
import { initialState, type LabState } from "./lab-state.js";

/** Milliseconds without a change after which the address is written: browsers allow only so many a minute. */
const quiet = 250;
/** Milliseconds without a change after which nothing moves any more. */
const rest = 120;
/** Changes of one setting that follow each other faster are one step back. */
const together = 800;

/** The one state that all views share, with its history and what there is to say about it. */
export interface Lab {
  readonly state: LabState;
  /** Sentences about what was not understood or was changed; the newest last. */
  readonly notes: readonly string[];
  /** Why there is no picture of this state, as the view that wanted one was told; null: nothing is in the way. */
  readonly problem: JobFailure | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether a control is being moved, so that drafts will do. */
  readonly isMoving: boolean;
  /** Changes some fields; what no address could bring back is clamped or left out, with a note. `group` names what is being dragged, so that a whole drag is one step back. */
  update(patch: Partial<LabState>, options?: { readonly group?: string }): void;
  /** Everything as at the start, in the view that is open; can be undone. */
  reset(): void;
  undo(): void;
  redo(): void;
  note(sentence: string): void;
  /** What became of the state in the open view: null, or why there is no picture. */
  report(problem: JobFailure | null): void;
  dismissNotes(): void;
  /** The address of this state, to be shared. */
  address(): string;
}

function createLab(): Lab {
  const read = readHash(location.hash);
  let history = $state.raw<History>(createHistory(read.state));
  let notes = $state.raw<readonly string[]>(read.notes);
  let problem = $state.raw<JobFailure | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed = 0;
  let isMoving = $state(false);
  let resting: ReturnType<typeof setTimeout> | undefined;
  const address = () => {
    const hash = writeHash(history.present);
    return `${location.href.replace(/#.*$/, "")}${hash === "" ? "" : `#${hash}`}`;
  };
  const note = (sentence: string): void => {
    if (!notes.includes(sentence)) notes = [...notes.slice(-4), sentence];
  };
  const go = (next: History, moves = false): void => {
    const isElsewhere = next.present.view !== history.present.view;
    // the browser's Back leads to the view that was open, as it was left
    if (isElsewhere) window.history.replaceState(null, "", address());
    history = next;
    isMoving = moves;
    clearTimeout(resting);
    if (moves) resting = setTimeout(() => (isMoving = false), rest);
    clearTimeout(timer);
    if (isElsewhere) window.history.pushState(null, "", address());
    else timer = setTimeout(() => window.history.replaceState(null, "", address()), quiet);
  };
  window.addEventListener("hashchange", () => {
    // an address that was typed, followed, or gone back to: there is no event for one that is written here
    clearTimeout(timer);
    const { state, notes: sentences } = readHash(location.hash);
    notes = sentences;
    history = advance(history, state);
  });
  return {
    get state() {
      return history.present;
    },
    get notes() {
      return notes;
    },
    get problem() {
      return problem;
    },
    get canUndo() {
      return history.past.length > 0;
    },
    get canRedo() {
      return history.future.length > 0;
    },
    get isMoving() {
      return isMoving;
    },
    update(patch, { group } = {}) {
      const now = performance.now();
      const isTogether = now - changed < together;
      changed = now;
      const { patch: allowed, notes: sentences } = allowedPatch(patch);
      for (const sentence of sentences) note(sentence);
      const next = advance(history, { ...history.present, ...allowed }, group && isTogether ? { group } : {});
      go({ ...next, group: group ?? null }, group !== undefined);
    },
    reset: () => go(advance(history, { ...initialState, view: history.present.view })),
    undo: () => go(undo(history)),
    redo: () => go(redo(history)),
    note,
    report(next) {
      problem = next;
    },
    dismissNotes() {
      notes = [];
    },
    address,
  };
}

export const lab = createLab();
