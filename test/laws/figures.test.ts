import { beforeAll, describe, expect, it } from "vitest";
import { renderSvg, svgToPng } from "../../adapters/charts/index.js";
import { papers } from "../../papers/index.js";
import { buildReport, reportNotes, runStudies, type StudyResult } from "../../src/experiments/index.js";
import { type ReportFile, reportFiles } from "../../src/report/index.js";
import { createTrainer } from "./train-here.js";

describe.each(papers)("reproduce $name --scale quick", (paper) => {
  let results: readonly StudyResult[];

  async function reproduce(): Promise<readonly ReportFile[]> {
    results = (await runStudies(paper.studies, { scale: "quick", train: createTrainer() }))!;
    const notes = reportNotes(paper.notes, {
      scale: "quick",
      hasNetworks: results.some(({ hasNetworks }) => hasNetworks),
      isReferenceLeftOut: true,
    });
    return reportFiles(await buildReport(results, { paper, version: "0.0.0", notes, renderSvg }));
  }

  let first: readonly ReportFile[];
  let second: readonly ReportFile[];

  beforeAll(async () => {
    first = await reproduce();
    second = await reproduce();
  }, 300_000);

  const textOf = (path: string) => first.find((file) => file.path === path)!.text;

  it("gives the same bytes twice: figures, data, claims, settings, page", () => {
    expect(first.length).toBeGreaterThanOrEqual(paper.studies.length + 3);
    for (const [index, file] of first.entries()) {
      expect(file.path).toBe(second[index]!.path);
      expect(file.text === second[index]!.text, file.path).toBe(true);
    }
  });

  it("judges every claim, and says why it was not run or does not hold", () => {
    const { schema_version, claims } = JSON.parse(textOf("claims.json"));
    expect(schema_version).toBe(1);
    expect(claims.length).toBe(results.flatMap((result) => result.claims).length);
    for (const claim of claims) {
      expect(Object.keys(claim)).toEqual(["paper", "figure", "claim", "measured", "expected", "verdict", "reason"]);
      expect(["holds", "fails", "not-run"]).toContain(claim.verdict);
      expect(claim.reason).not.toBe("");
      expect(claim.measured === "").toBe(claim.verdict === "not-run");
      expect(`${claim.measured} ${claim.reason}`).not.toMatch(/NaN|undefined|\[object/);
    }
  });

  it("has identifiers that tell claims of a figure apart", () => {
    const ids = results.flatMap(({ claims }) => claims.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("makes a page that needs nothing outside itself", () => {
    const page = textOf("index.html");
    expect(page).not.toMatch(/<script|<link|@import|url\((?!%23)|src="(?!data:)/);
    for (const { figure } of paper.studies) expect(page).toContain(`id="figure-${figure}"`);
  });

  it("draws no figure without numbers in it", async () => {
    for (const { path, text } of first) {
      if (!path.endsWith(".svg")) continue;
      expect(text, path).not.toMatch(/NaN|Infinity|undefined/);
      expect(text, path).toMatch(/<path[^>]*d="M[^"]{40,}/);
    }
    const image = await svgToPng(textOf("figures/figure-03.svg"));
    expect([...image.subarray(1, 4)]).toEqual([...Buffer.from("PNG")]);
  });
});
