import type { Certificate } from "../certificates/index.js";
import { escapeHtml } from "./escape.js";

/** The certificates of one run, as a report shows them. */
export interface ReportCertificates {
  /** "RMSProp β = 0.9, lr 0.1, θ0 = 1". */
  readonly run: string;
  readonly objective: string;
  readonly optimizer: string;
  /** Figures that show the run. */
  readonly figures: readonly number[];
  readonly certificates: readonly Certificate[];
}

const classes = {
  certified: "holds",
  "not-certified": "not-run",
  "not-applicable": "not-run",
  violated: "fails",
} as const;
const words = {
  certified: "certified",
  "not-certified": "not certified",
  "not-applicable": "not applicable",
  violated: "violated",
} as const;

/** The section of a page with the statements that were applied to the paper's runs; empty without any. */
export function renderCertificates(runs: readonly ReportCertificates[]): string {
  if (runs.length === 0) return "";
  const groups = new Map<string, ReportCertificates[]>();
  for (const run of runs) {
    const key = `${run.objective}\n${run.certificates.map(({ theorem }) => theorem).join()}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return `<section id="certificates">
<h2>Certificates</h2>
<p class="soft">The paper's statements, applied to the equations of its figures: <b>certified</b> means that all hypotheses hold and the promise was kept to the end; <b>not certified</b> that a hypothesis fails, which is named with its time and size; an asterisk, that a constant was estimated. Worst margins are 0 where a bound is attained, and mostly are at t = 0, so the margin at the end is shown. Everything in <a href="certificates.json">certificates.json</a>.</p>
${[...groups.values()].map(renderGroup).join("\n")}
</section>`;
}

function renderGroup(runs: readonly ReportCertificates[]): string {
  const theorems = runs[0]!.certificates.map(({ theorem }) => theorem);
  const head = theorems.map((name) => `<th>${escapeHtml(shortName(name))}</th>`).join("");
  const rows = runs.map(({ run, figures, certificates }) => {
    const links = figures.map((figure) => `<a href="#figure-${figure}">${figure}</a>`).join(", ");
    return `<tr><td>${escapeHtml(run)} <span class="soft">(fig. ${links})</span></td>${certificates.map(renderCell).join("")}</tr>`;
  });
  return `<h3>${escapeHtml(runs[0]!.objective)}</h3>
<div class="drawing"><table class="certificates">
<thead><tr><th>run</th>${head}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

/** "h1-theorem-2" as "Theorem 2". */
function shortName(name: string): string {
  const [, kind = "", number = ""] = name.split("-");
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${number}`;
}

function renderCell({ theorem, verdict, hypotheses, constants, promises }: Certificate): string {
  const isEstimated = Object.values(constants).some(({ source }) => source === "estimated");
  const open = hypotheses.find(({ status }) => status !== "holds");
  const last = promises.length === 0 ? null : Math.min(...promises.map(({ end }) => end));
  const detail = open
    ? `${open.name}${open.value === null ? "" : ` ${short(open.value)}`}${open.at === null ? "" : ` at t = ${short(open.at)}`}`
    : last === null
      ? ""
      : `margin ${short(last)}`;
  const title = hypotheses.map(({ name, status, note }) => `${name}: ${status}. ${note}`).join("\n");
  return `<td title="${escapeHtml(`${theorem}\n${title}`)}"><span class="verdict ${classes[verdict]}">${words[verdict]}${isEstimated ? "*" : ""}</span> <span class="soft">${escapeHtml(detail)}</span></td>`;
}

function short(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
