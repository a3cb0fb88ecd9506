import { firstAuthor } from "./authors.js";
import { escapeHtml } from "./escape.js";
import type { Report } from "./report.js";

/** A link to a paper on arXiv. */
export function arxivLink(id: string): string {
  return `<a href="https://arxiv.org/abs/${escapeHtml(id)}">arXiv:${escapeHtml(id)}</a>`;
}

/** How to cite the paper and adaflow, with BibTeX entries, so that a reader without a network has all of it. */
export function renderCitation({ paper, version }: Report): string {
  return `<section id="cite">
<h2>How to cite</h2>
<p>The paper: ${escapeHtml(paper.authors)}, “${escapeHtml(paper.title)}”, ${arxivLink(paper.arxiv)}.</p>
<p>The numbers and figures of this page: adaflow, version ${escapeHtml(version)}. The settings of every run are in <a href="settings.json">settings.json</a>.</p>
<pre>${escapeHtml(`${paperEntry(paper)}\n\n${adaflowEntry(version)}`)}</pre>
</section>`;
}

function paperEntry({ title, authors, arxiv }: Report["paper"]): string {
  // an arXiv number begins with the year and month of the first version
  const year = `20${arxiv.slice(0, 2)}`;
  const name = firstAuthor(authors).surname.toLowerCase();
  return entry("misc", `${name}${year}`, {
    author: authors.split(", ").join(" and "),
    title: `{${title}}`,
    year,
    eprint: arxiv,
    archivePrefix: "arXiv",
    url: `https://arxiv.org/abs/${arxiv}`,
  });
}

function adaflowEntry(version: string): string {
  return entry("software", "adaflow", { author: "{adaflow contributors}", title: "{adaflow}", version });
}

function entry(type: string, key: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`);
  return `@${type}{${key},\n${lines.join("\n")}\n}`;
}
