import fc from "fast-check";
import { expect, it } from "vitest";
import { breakLines } from "./break-lines.js";

it("breaks after semicolons, else at spaces, else anywhere", () => {
  expect(breakLines("f = x^2; adam; 10 steps", 16)).toEqual(["f = x^2; adam;", "10 steps"]);
  expect(breakLines("one two three", 8)).toEqual(["one two", "three"]);
  expect(breakLines("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
  expect(breakLines("", 3)).toEqual([]);
});

it("loses no word and makes no line too long", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z;]{1,9}$/)), fc.integer({ min: 10, max: 40 }), (words, longest) => {
      const lines = breakLines(words.join(" "), longest);
      expect(lines.join(" ")).toBe(words.join(" "));
      expect(lines.every((line) => line.length <= longest)).toBe(true);
    }),
  );
});
