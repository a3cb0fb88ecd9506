/** A text around one place in it. */
export interface MarkedText {
  readonly before: string;
  /** What stands there; empty at the end of the text. */
  readonly at: string;
  readonly after: string;
}

/** Characters that are shown on both sides of the place. */
const most = 60;

/** A text in three pieces around the character at `position`, counted from 1 in UTF-16 units; long texts are cut. */
export function markPosition(text: string, position: number): MarkedText {
  const index = Math.min(text.length, Math.max(0, Math.trunc(position) - 1 || 0));
  const code = text.codePointAt(index);
  const at = code === undefined ? "" : String.fromCodePoint(code);
  const before = text.slice(0, index);
  const after = text.slice(index + at.length);
  return {
    before: before.length > most ? `…${before.slice(-most)}` : before,
    at,
    after: after.length > most ? `${after.slice(0, most)}…` : after,
  };
}
