/** What a key asks of the whole page. */
export type KeyAction = "undo" | "redo" | "help" | { readonly view: number };

/** A key as browsers report it. */
export type PressedKey = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "target">;

/** Where text is typed, keys are the browser's own. */
const typed = ["text", "search", "number", "url", ""];

/** What a pressed key means; null: nothing to the page. Alt and a digit open a view, on any layout of keys. */
export function keyAction(event: PressedKey, views: number): KeyAction | null {
  const { key, code, altKey, shiftKey } = event;
  const isControl = event.ctrlKey || event.metaKey;
  const digit = Number(/^Digit([1-9])$/.exec(code)?.[1] ?? 0);
  if (altKey && !isControl && digit >= 1 && digit <= views) return { view: digit - 1 };
  if (altKey || isTyping(event.target)) return null;
  if (isControl && key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  if (isControl && key.toLowerCase() === "y") return "redo";
  return !isControl && key === "?" ? "help" : null;
}

function isTyping(target: EventTarget | null): boolean {
  const { tagName, type = "" } = (target ?? {}) as { readonly tagName?: string; readonly type?: string };
  return tagName === "TEXTAREA" || (tagName === "INPUT" && typed.includes(type));
}
