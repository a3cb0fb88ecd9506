import { renderCertificates } from "./certificate-table.js";
import { arxivLink, renderCitation } from "./citation.js";
import { type ClaimResult, countVerdicts } from "./claim.js";
import { escapeHtml, svgDataUri } from "./escape.js";
import { renderNumbers } from "./number-table.js";
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
${renderContents(report)}
<main>
${report.figures.map(renderFigure).join("\n")}
${renderTable(claims)}
${renderCertificates(report.certificates)}
${renderCitation(report)}
</main>
</body>
</html>
`;
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

function renderContents({ figures, certificates }: Report): string {
  const items = figures.map(({ number, title, claims }) => {
    const { holds, fails, notRun } = countVerdicts(claims);
    const parts = [
      `${holds} of ${claims.length} hold`,
      fails > 0 ? `${fails} fail` : "",
      notRun > 0 ? `${notRun} not run` : "",
    ];
    const counts = claims.length === 0 ? "" : parts.filter((part) => part !== "").join(", ");
    return `<li value="${number}"><a href="#figure-${number}">${escapeHtml(title)}</a> <span class="soft">${counts}</span></li>`;
  });
  return `<nav aria-label="Contents">
<h2 id="contents">Contents</h2>
<ol>
${items.join("\n")}
</ol>
<p><a href="#claims">All claims</a> ·${certificates.length === 0 ? "" : ' <a href="#certificates">Certificates</a> ·'} <a href="#cite">How to cite</a></p>
</nav>`;
}

function renderFigure(figure: ReportFigure): string {
  const { number, title, images, tables, claims, settings } = figure;
  return `<section id="figure-${number}">
<h2>Figure ${number}. ${escapeHtml(title)}</h2>
${images
  .filter(({ summary }) => summary === undefined)
  .map((image) => renderImage(image))
  .join("\n")}
${tables.map((table) => `${renderNumbers(table)}\n`).join("")}<ul class="claims">
${claims.map(renderClaim).join("\n")}
</ul>
${images.map(renderFolded).join("")}
<details><summary>Exact settings</summary><pre>${escapeHtml(JSON.stringify(settings, null, 1))}</pre></details>
</section>`;
}

function renderFolded(image: ReportImage): string {
  if (image.summary === undefined) return "";
  return `<details><summary>${escapeHtml(image.summary)}</summary>${renderImage(image, "small")}</details>`;
}

function renderImage(image: ReportImage, kind = ""): string {
  return `<figure${kind === "" ? "" : ` class="${kind}"`}>
<div class="drawing"><img src="${svgDataUri(image.svg)}" alt="${escapeHtml(image.alt)}"></div>
<figcaption>${escapeHtml(image.caption)} <a href="figures/${image.name}.svg">SVG</a>, <a href="data/${image.name}.csv">data</a>.</figcaption>
</figure>`;
}

function renderVerdict(verdict: ClaimResult["verdict"]): string {
  return `<span class="verdict ${verdict}">${verdictNames[verdict]}</span>`;
}

/** The address of a claim within the page. */
function anchorOf({ id }: ClaimResult): string {
  return `claim-${id.replace(/[^A-Za-z0-9_.-]+/g, "-")}`;
}

function renderClaim(result: ClaimResult): string {
  const { claim, verdict, measured, expected, reason } = result;
  const rows = [
    measured === "" ? "" : `<dt>measured</dt><dd>${escapeHtml(measured)}</dd>`,
    `<dt>expected</dt><dd>${escapeHtml(expected)}</dd>`,
    `<dt>${verdict === "not-run" ? "because" : "result"}</dt><dd>${escapeHtml(reason)}</dd>`,
  ];
  return `<li id="${anchorOf(result)}"><p>${renderVerdict(verdict)} ${escapeHtml(claim)}</p>
<dl>${rows.join("")}</dl></li>`;
}

function renderTable(claims: readonly ClaimResult[]): string {
  const rows = claims.map(renderRow);
  return `<section id="claims">
<h2>All claims</h2>
<p class="soft">Every verdict is computed from the runs; a definition that makes a vague word computable stands in the claim. Each figure number leads to the claim with everything that was measured. Also as <a href="claims.json">claims.json</a>.</p>
<table>
<thead><tr><th class="verdict-column">verdict</th><th class="figure-column">figure</th><th class="claim-column">claim</th><th class="number">measured</th><th class="number expected-column">expected</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</section>`;
}

function renderRow(result: ClaimResult): string {
  const { figure, claim, measured, expected, verdict, reason } = result;
  const why = verdict === "fails" ? `<p class="why">${escapeHtml(reason)}</p>` : "";
  return `<tr><td>${renderVerdict(verdict)}</td><td><a href="#${anchorOf(result)}"><span class="word">Figure </span>${figure}</a></td><td>${escapeHtml(claim)}${why}</td><td class="number"><div>${escapeHtml(measured)}</div></td><td class="number"><div>${escapeHtml(expected)}</div></td></tr>`;
}
