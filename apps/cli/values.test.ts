import { expect, test } from "vitest";
import { parseNames, parseNumber, parseNumbers } from "./values.js";

const value = (text: string) => ({ action: "solve", name: "--lr", text });

test("reads decimal numbers", () => {
  for (const text of ["1", "-1.5", "+2.", ".5", "1e-3", "-.5E+2", " 3 "]) {
    expect(parseNumber(value(text), "finite")).toBe(Number(text));
  }
  expect(parseNumbers(value("-1.2, 1"), "finite")).toEqual([-1.2, 1]);
  expect(parseNames(value("y, x1"))).toEqual(["y", "x1"]);
});

test("reads nothing else", () => {
  for (const text of [
    "",
    " ",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "0x10",
    "1,5",
    "1.5.2",
    "1e",
    "12px",
    "--lr",
    "1_000",
  ]) {
    expect(() => parseNumber(value(text), "finite"), text).toThrow(RangeError);
  }
  for (const text of ["", "1,", ",1", "1,,2", "1;2", "1,NaN"]) {
    expect(() => parseNumbers(value(text), "finite"), text).toThrow(RangeError);
  }
  expect(() => parseNames(value("x,"))).toThrow(RangeError);
});

test("keeps to its ranges and says so in one sentence", () => {
  expect(() => parseNumber(value("0"), "positive")).toThrow(
    "Cannot solve as --lr must be a finite number > 0: current value is 0",
  );
  expect(parseNumber(value("0"), "nonnegative")).toBe(0);
  expect(parseNumber(value("0"), "factor")).toBe(0);
  expect(() => parseNumber(value("1"), "factor")).toThrow("in [0, 1)");
  expect(() => parseNumber(value("-0.1"), "factor")).toThrow("in [0, 1)");
  expect(() => parseNumber(value("1.5"), "count")).toThrow("integer");
  expect(() => parseNumber(value("0"), "count")).toThrow("integer");
});
