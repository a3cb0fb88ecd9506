import { expect, it } from "vitest";
import { keyAction, type PressedKey } from "./key-action.js";

const plain = { code: "", altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, target: null };
const press = (key: string, more: Partial<PressedKey> = {}) => keyAction({ ...plain, key, ...more }, 6);
const element = (tagName: string, type = "") => ({ tagName, type }) as unknown as EventTarget;

it("opens views by Alt and a digit, whatever the digit writes", () => {
  expect(press("1", { altKey: true, code: "Digit1" })).toEqual({ view: 0 });
  expect(press("¡", { altKey: true, code: "Digit1" })).toEqual({ view: 0 });
  expect(press("7", { altKey: true, code: "Digit7" })).toBeNull();
  expect(press("1", { code: "Digit1" })).toBeNull();
  expect(press("{", { altKey: true, ctrlKey: true, code: "Digit1" })).toBeNull();
});

it("goes back and forth", () => {
  expect(press("z", { ctrlKey: true })).toBe("undo");
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(press("y", { metaKey: true })).toBe("redo");
  expect(press("z")).toBeNull();
});

it("leaves keys to entries in which text is typed, and not to sliders", () => {
  expect(press("z", { ctrlKey: true, target: element("INPUT", "text") })).toBeNull();
  expect(press("z", { ctrlKey: true, target: element("TEXTAREA") })).toBeNull();
  expect(press("?", { target: element("INPUT", "number") })).toBeNull();
  expect(press("z", { ctrlKey: true, target: element("INPUT", "range") })).toBe("undo");
});

it("has a help key", () => {
  expect(press("?", { shiftKey: true })).toBe("help");
});
