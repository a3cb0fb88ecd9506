import { expect, it } from "vitest";
import { changeStart, entryStep, readStart } from "./start-entries.js";

it("changes one number of a customary start", () => {
  expect(changeStart({ theta0: [], start: [-1.2, 1] }, { place: 1, text: "2" })).toEqual([-1.2, 2]);
  expect(changeStart({ theta0: [5, 2], start: [-1.2, 1] }, { place: 0, text: "7" })).toEqual([7, 2]);
});

it("is customary again where all numbers are", () => {
  expect(changeStart({ theta0: [-1.2, 2], start: [-1.2, 1] }, { place: 1, text: "" })).toEqual([]);
  expect(changeStart({ theta0: [3], start: [0.1] }, { place: 0, text: "0.1" })).toEqual([]);
});

it.each(["x", "1e999", "NaN"])("refuses %s", (text) => {
  expect(changeStart({ theta0: [], start: [1] }, { place: 0, text })).toBeNull();
  expect(readStart(text, { longest: 4 })).toBeNull();
});

it("reads numbers separated by commas, semicolons or spaces", () => {
  expect(readStart("1, -2;3  4e-1", { longest: 4 })).toEqual([1, -2, 3, 0.4]);
  expect(readStart("", { longest: 4 })).toEqual([]);
  expect(readStart("1 2 3", { longest: 2 })).toBeNull();
});

it.each([
  [0, 0.1],
  [0.1, 0.01],
  [-1.2, 0.1],
  [42, 1],
])("steps around %s are %s", (value, step) => {
  expect(entryStep(value)).toBe(step);
});
