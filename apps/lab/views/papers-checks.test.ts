import { expect, test } from "vitest";
import type { PaperInput, PaperOutput } from "../jobs/paper-job.js";
import { createCheckMemory, durationWords, shownClaims, verdictSummary } from "./papers-checks.js";

const inputOf = (figure: number): PaperInput => ({ paper: "a", figure, scale: "quick" });
const nothing: PaperOutput = { pictures: [], claims: [] };

test("a check is found again under its own figure and scale, until many others were made", () => {
  const memory = createCheckMemory();
  memory.keep(inputOf(1), nothing);
  expect(memory.find(inputOf(1))).toBe(nothing);
  expect(memory.find({ ...inputOf(1), scale: "laptop" })).toBeNull();
  for (let figure = 2; figure <= 13; figure++) memory.keep(inputOf(figure), nothing);
  expect(memory.find(inputOf(1))).toBeNull();
  expect(memory.find(inputOf(13))).toBe(nothing);
});

test("claims are stated before a check, and judged after it", () => {
  const claims = [{ text: "it falls", expected: "falls" }];
  expect(shownClaims({ claims }, null)).toMatchObject([{ text: "it falls", verdict: "stated", measured: "" }]);
  const judged = { paper: "a", figure: 1, id: "1/x", claim: "it falls", expected: "falls" };
  const output = {
    pictures: [],
    claims: [{ ...judged, measured: "rises", verdict: "fails", reason: "1 of 1" }],
  } as const;
  expect(shownClaims({ claims }, output)).toMatchObject([{ verdict: "fails", measured: "rises", reason: "1 of 1" }]);
});

test.each([
  [[], "The runs are made; nothing is claimed about them."],
  [["holds"], "1 holds."],
  [["holds", "holds", "fails", "not-run"], "2 hold, 1 does not hold, 1 not run."],
  [["fails", "fails"], "0 hold, 2 do not hold."],
] as const)("%j: %s", (verdicts, words) => {
  expect(verdictSummary(verdicts.map((verdict) => ({ verdict })))).toBe(words);
});

test("durations are round", () => {
  expect([1, 40, 300].map(durationWords)).toEqual(["a few seconds", "about 40 seconds", "about 5 minutes"]);
});
