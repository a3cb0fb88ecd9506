/** What copying needs of a browser; pages that are not from a safe origin have no clipboard. */
export interface Clipboard {
  writeText(text: string): Promise<void>;
}

/** Puts a text on the clipboard; false where there is none, or the browser refuses. */
export async function copyText(
  text: string,
  clipboard: Clipboard | undefined = globalThis.navigator?.clipboard,
): Promise<boolean> {
  try {
    if (clipboard === undefined) return false;
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
