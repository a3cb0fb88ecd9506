import { expect, it } from "vitest";
import { expressionObjective } from "../../../src/objectives/expression/index.js";
import { markPosition } from "./mark-position.js";

it("takes a text apart around a position", () => {
  expect(markPosition("x^2+$", 5)).toEqual({ before: "x^2+", at: "$", after: "" });
  expect(markPosition("x", 1)).toEqual({ before: "", at: "x", after: "" });
});

it("marks nothing at the end, and stays inside", () => {
  expect(markPosition("x+", 3)).toEqual({ before: "x+", at: "", after: "" });
  expect(markPosition("x+", 99)).toEqual({ before: "x+", at: "", after: "" });
  expect(markPosition("", 1)).toEqual({ before: "", at: "", after: "" });
  expect(markPosition("x", Number.NaN)).toEqual({ before: "", at: "x", after: "" });
});

it("keeps characters of two units together", () => {
  expect(markPosition("x+😀1", 3)).toEqual({ before: "x+", at: "😀", after: "1" });
});

it("cuts long texts on both sides", () => {
  const { before, at, after } = markPosition(`${"1+".repeat(100)}§${"+1".repeat(100)}`, 201);
  expect([before.length, at, after.length]).toEqual([61, "§", 61]);
});

it("finds the character that an expression is refused for", () => {
  const text = "x^2 + y = 1";
  try {
    expressionObjective(text);
    expect.unreachable();
  } catch (error) {
    expect(markPosition(text, (error as { position: number }).position).at).toBe("=");
  }
});
