import { type ClaimResult, countVerdicts } from "./claim.js";
import { escapeHtml, svgDataUri } from "./escape.js";
import { pageStyle } from "./page-style.js";
import type { Report, ReportFigure, ReportImage } from "./report.js";

const verdictNames = { holds: "holds", fails: "does not hold", "not-run": "not run" } as const;

/** A report as one self-contained HTML page: no script, no address outside it but links, the same bytes for the same report. */
export function renderPage(report: Report): string {
  const claims = report.figures.flatMap((figure) => figure.claims);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${escapeHtml(report.title)}</h1>
<p class="soft">${escapeHtml(report.paper.authors)}, “${escapeHtml(report.paper.title)}”, ${arxivLink(report.paper.arxiv)}. Made by adaflow ${escapeHtml(report.version)}.</p>
${renderCounts(claims)}
${report.notes.map((note) => `<p>${escapeHtml(note)}</p>`).join("\n")}
</header>
${renderContents(report.figures)}
<main>
${report.figures.map(renderFigure).join("\n")}
${renderTable(claims)}
${renderCitation(report)}
</main>
</body>
</html>
`;
}

function arxivLink(id: string): string {
  return `<a href="https://arxiv.org/abs/${escapeHtml(id)}">arXiv:${escapeHtml(id)}</a>`;
}

function renderCounts(claims: readonly ClaimResult[]): string {
  const { holds, fails, notRun } = countVerdicts(claims);
  return `<ul class="counts" aria-label="Claims of the paper">
<li><b>${claims.length}</b> claims</li>
<li class="holds"><b>${holds}</b> hold</li>
<li class="fails"><b>${fails}</b> do not hold</li>
<li class="not-run"><b>${notRun}</b> not run</li>
</ul>`;
}

function renderContents(figures: readonly ReportFigure[]): string {
  const items = figures.map(({ number, title, claims }) => {
    const { holds, fails, notRun } = countVerdicts(claims);
    const parts = [
      `${holds} of ${claims.length} hold`,
      fails > 0 ? `${fails} fail` : "",
      notRun > 0 ? `${notRun} not run` : "",
    ];
    const counts = parts.filter((part) => part !== "").join(", ");
    return `<li value="${number}"><a href="#figure-${number}">${escapeHtml(title)}</a> <span class="soft">${counts}</span></li>`;
  });
  return `<nav aria-label="Contents">
<h2 id="contents">Contents</h2>
<ol>
${items.join("\n")}
</ol>
<p><a href="#claims">All claims</a> · <a href="#cite">How to cite</a></p>
</nav>`;
}

function renderFigure(figure: ReportFigure): string {
  const { number, title, caption, image, gaps, claims, settings } = figure;
  return `<section id="figure-${number}">
<h2>Figure ${number}. ${escapeHtml(title)}</h2>
${renderImage(image, caption)}
<ul class="claims">
${claims.map(renderClaim).join("\n")}
</ul>
${gaps === null ? "" : `<details><summary>Gap against learning rate</summary>${renderImage(gaps, "Largest distance between the two roads at t = k·lr, both axes logarithmic; the order is the slope of the fitted line.", "small")}</details>`}
<details><summary>Exact settings</summary><pre>${escapeHtml(JSON.stringify(settings, null, 1))}</pre></details>
</section>`;
}

function renderImage(image: ReportImage, caption: string, kind = ""): string {
  return `<figure${kind === "" ? "" : ` class="${kind}"`}>
<div class="drawing"><img src="${svgDataUri(image.svg)}" alt="${escapeHtml(image.alt)}"></div>
<figcaption>${escapeHtml(caption)} <a href="figures/${image.name}.svg">SVG</a>, <a href="data/${image.name}.csv">data</a>.</figcaption>
</figure>`;
}

function renderVerdict(verdict: ClaimResult["verdict"]): string {
  return `<span class="verdict ${verdict}">${verdictNames[verdict]}</span>`;
}

function renderClaim({ claim, verdict, measured, expected, reason }: ClaimResult): string {
  const rows = [
    measured === "" ? "" : `<dt>measured</dt><dd>${escapeHtml(measured)}</dd>`,
    `<dt>expected</dt><dd>${escapeHtml(expected)}</dd>`,
    `<dt>${verdict === "not-run" ? "because" : "result"}</dt><dd>${escapeHtml(reason)}</dd>`,
  ];
  return `<li><p>${renderVerdict(verdict)} ${escapeHtml(claim)}</p>
<dl>${rows.join("")}</dl></li>`;
}

function renderTable(claims: readonly ClaimResult[]): string {
  const rows = claims.map(
    ({ figure, claim, measured, expected, verdict }) =>
      `<tr><td><a href="#figure-${figure}">${figure}</a></td><td>${escapeHtml(claim)}</td><td>${escapeHtml(measured)}</td><td>${escapeHtml(expected)}</td><td>${renderVerdict(verdict)}</td></tr>`,
  );
  return `<section id="claims">
<h2>All claims</h2>
<p class="soft">Every verdict is computed from the runs; a definition that makes a vague word computable stands in the claim. Also as <a href="claims.json">claims.json</a>.</p>
<div class="scroll"><table>
<thead><tr><th>figure</th><th>claim</th><th>measured</th><th>expected</th><th>verdict</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>
</section>`;
}

function renderCitation({ paper, version }: Report): string {
  return `<section id="cite">
<h2>How to cite</h2>
<p>The paper: ${escapeHtml(paper.authors)}, “${escapeHtml(paper.title)}”, ${arxivLink(paper.arxiv)}.</p>
<p>The numbers and figures of this page: adaflow, version ${escapeHtml(version)}; see CITATION.cff in its repository. The settings of every run are in <a href="settings.json">settings.json</a>.</p>
</section>`;
}
