import { expect, test } from "vitest";
import { papers } from "../../../papers/index.js";
import { runStudies } from "../../../src/experiments/index.js";
import { type PaperProgress, paperJob } from "./paper-job.js";
import { paperListJob } from "./paper-list-job.js";

const studyOf = (paper: string, figure: number) =>
  papers.find(({ name }) => name === paper)!.studies.find((study) => study.figure === figure)!;
const context = () => {
  const progress: PaperProgress[] = [];
  return { progress, context: { report: (done: PaperProgress) => void progress.push(done) } };
};

test.each([
  ["heredia-2024", 5, "laptop"],
  ["heredia-2024", 10, "quick"],
  ["heredia-2026", 4, "quick"],
] as const)("%s %i at scale %s: what the command line finds", async (paper, figure, scale) => {
  const { progress, context: own } = context();
  const output = await paperJob({ paper, figure, scale }, own);
  const [expected] = (await runStudies([studyOf(paper, figure)], { scale }))!;
  expect(output.claims).toEqual(expected!.claims);
  expect(output.pictures).toEqual(expected!.pictures);
  expect(output.claims.some(({ verdict }) => verdict === "holds")).toBe(true);
  expect(progress.at(-1)).toEqual({ share: 1, made: progress.length });
  // it goes from thread to thread
  expect(structuredClone(output)).toEqual(output);
});

test("claims about networks are not run, with the reason; the others are", async () => {
  const { claims } = await paperJob({ paper: "ma-2020", figure: 3, scale: "quick" }, context().context);
  const left = claims.filter(({ verdict }) => verdict === "not-run");
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(claims.length);
  expect(left.every(({ reason }) => /network/.test(reason))).toBe(true);
});

test("claims that need the slow reference say so", async () => {
  const { claims } = await paperJob({ paper: "heredia-2024", figure: 5, scale: "quick" }, context().context);
  expect(claims.find(({ id }) => id === "5/reference-unshifted")).toMatchObject({
    verdict: "not-run",
    reason: expect.stringMatching(/--with-reference/),
  });
});

test.each([
  [{ paper: "heredia-2023", figure: 1 }, /heredia-2024/],
  [{ paper: "heredia-2024", figure: 16 }, /figure must be one of 1, 2.*: current value is 16/],
])("unknown figures are named: %#", async (input, words) => {
  await expect(async () => paperJob({ ...input, scale: "quick" }, context().context)).rejects.toThrow(words);
});

test("the list is plain data, and names every figure with its claims", async () => {
  const list = await paperListJob(null, { report: () => {} });
  expect(structuredClone(list)).toEqual(list);
  expect(list.map(({ name, figures }) => [name, figures.length])).toEqual([
    ["heredia-2024", 15],
    ["heredia-2026", 11],
    ["ma-2020", 10],
  ]);
  expect(list[2]!.figures.map(({ networks }) => networks)).toEqual([
    ...["all", "some", "some", "all", "none", "none", "some", "all", "all", "all"],
  ]);
  expect(list[0]!.figures[0]!.claims.map(({ text }) => text)).toEqual(
    studyOf("heredia-2024", 1).claims.map(({ text }) => text),
  );
});
