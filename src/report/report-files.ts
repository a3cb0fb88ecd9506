import { certificateData } from "./certificate-data.js";
import { claimsJson } from "./claim.js";
import { tableCsv } from "./number-table.js";
import { renderPage } from "./page.js";
import type { Report } from "./report.js";

/** One file of a report's folder. */
export interface ReportFile {
  /** With "/" between folders. */
  readonly path: string;
  readonly text: string;
}

/** The name of the file that tells a report's folder from any other. */
export const reportMarker = ".adaflow-report";

/** Every file of a report's folder; the page needs none of the others. */
export function reportFiles(report: Report): readonly ReportFile[] {
  const images = report.figures.flatMap((figure) => figure.images);
  const tables = report.figures.flatMap((figure) => figure.tables);
  const settings = report.figures.map(({ number, settings: own }) => ({ figure: number, ...(own as object) }));
  return [
    { path: "index.html", text: renderPage(report) },
    ...images.flatMap(({ name, svg, csv }) => [
      { path: `figures/${name}.svg`, text: svg },
      { path: `data/${name}.csv`, text: csv },
    ]),
    ...tables.map((table) => ({ path: `data/${table.name}.csv`, text: tableCsv(table) })),
    { path: "claims.json", text: claimsJson(report.figures.flatMap(({ claims }) => claims)) },
    ...certificateFiles(report),
    { path: "settings.json", text: `${JSON.stringify({ schema_version: 1, figures: settings }, null, 2)}\n` },
    { path: reportMarker, text: `This folder was made by adaflow ${report.version} and may be replaced by it.\n` },
  ];
}

/** Where statements were applied, what came of them. */
function certificateFiles({ certificates: runs }: Report): readonly ReportFile[] {
  if (runs.length === 0) return [];
  const data = runs.map(({ certificates, ...run }) => ({ ...run, certificates: certificates.map(certificateData) }));
  return [{ path: "certificates.json", text: `${JSON.stringify({ schema_version: 1, runs: data }, null, 2)}\n` }];
}
