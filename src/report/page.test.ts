import { describe, expect, it } from "vitest";
import { escapeHtml, svgDataUri } from "./escape.js";
import { renderPage } from "./page.js";
import type { Report } from "./report.js";
import { reportFiles, reportMarker } from "./report-files.js";

const image = { name: "figure-01", svg: '<svg id="a">θ #1 50%</svg>', csv: "t\n0\n", alt: 'a "figure"', caption: "c" };
const report: Report = {
  title: "A & B",
  paper: { title: "T", authors: "N. Name", arxiv: "1.2" },
  version: "1.0.0",
  notes: [],
  certificates: [],
  figures: [
    {
      number: 1,
      title: "<one>",
      images: [image],
      tables: [],
      settings: { lr: 0.1 },
      claims: [
        {
          paper: "p",
          figure: 1,
          id: "1/a",
          claim: "x < y",
          measured: "1",
          expected: "2",
          verdict: "fails",
          reason: "r",
        },
      ],
    },
  ],
};

describe("report", () => {
  it("escapes all text", () => {
    const page = renderPage(report);
    expect(page).toContain("A &amp; B");
    expect(page).toContain("Figure 1. &lt;one&gt;");
    expect(page).toContain("x &lt; y");
    expect(page).not.toContain("<one>");
    expect(escapeHtml("'")).toBe("&#39;");
  });

  it("leads from the table to each claim, and says there why one fails", () => {
    const page = renderPage(report);
    expect(page.match(/<li id="claim-1-a">/g)).toHaveLength(1);
    expect(page).toContain('<a href="#claim-1-a">');
    expect(page).toContain('<p class="why">r</p>');
  });

  it("cites the paper and adaflow for a reader without a network", () => {
    const page = renderPage({ ...report, paper: { title: "T", authors: "N. Name", arxiv: "2411.09734" } });
    expect(page).toContain("@misc{name2024,\n  author = {N. Name},");
    expect(page).toContain("@software{adaflow,");
  });

  it("carries an SVG that decodes to itself", () => {
    const uri = svgDataUri(image.svg);
    expect(uri).not.toMatch(/["<>#']/);
    expect(decodeURIComponent(uri.replace(/^[^,]*,/, ""))).toBe(image.svg);
  });

  it("lists its files, the marker among them", () => {
    const files = reportFiles(report);
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual([
      "index.html",
      "figures/figure-01.svg",
      "data/figure-01.csv",
      "claims.json",
      "settings.json",
      reportMarker,
    ]);
    expect(JSON.parse(files[4]!.text).figures).toEqual([{ figure: 1, lr: 0.1 }]);
  });
});
