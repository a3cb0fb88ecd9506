import { firstAuthor } from "../report/authors.js";
import type { FigureSpec, Report, ReportFigure, ReportImage } from "../report/index.js";
import type { Picture, StudyResult } from "./study.js";

/** Options of {@link buildReport}. */
export interface BuildReportOptions {
  readonly paper: Report["paper"];
  readonly version: string;
  /** Remarks above the figures. */
  readonly notes: readonly string[];
  /** Draws a figure as SVG text. */
  renderSvg(figure: FigureSpec): Promise<string>;
  /** The paper's statements applied to its runs, as `certifyStudies` returns them; default none. */
  readonly certificates?: Report["certificates"];
  readonly onProgress?: (fraction: number) => void;
}

/** Everything a report shows, from studies that have been performed. */
export async function buildReport(
  results: readonly StudyResult[],
  { paper, version, notes, renderSvg, certificates = [], onProgress }: BuildReportOptions,
): Promise<Report> {
  const figures: ReportFigure[] = [];
  for (const result of results) {
    figures.push(await buildFigure(result, renderSvg));
    onProgress?.(figures.length / results.length);
  }
  const { surname, isAlone } = firstAuthor(paper.authors);
  return {
    title: `${isAlone ? surname : `${surname} et al.`} reproduced: ${paper.title}`,
    paper,
    version,
    notes,
    figures,
    certificates,
  };
}

async function buildFigure(
  { study, pictures, tables, claims, settings }: StudyResult,
  renderSvg: BuildReportOptions["renderSvg"],
): Promise<ReportFigure> {
  const images: ReportImage[] = [];
  for (const { spec, ...picture } of pictures as readonly Picture[]) {
    images.push({ ...picture, svg: await renderSvg(spec) });
  }
  return { number: study.figure, title: study.title, images, tables, claims, settings };
}
