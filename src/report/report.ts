import type { ReportCertificates } from "./certificate-table.js";
import type { ClaimResult } from "./claim.js";

/** A drawn figure in a report. */
export interface ReportImage {
  /** Name of its files, without extension: "figure-01". */
  readonly name: string;
  readonly svg: string;
  readonly csv: string;
  /** What is to be seen, for those who cannot see it. */
  readonly alt: string;
  readonly caption: string;
  /** Where given, the image is folded away under this line. */
  readonly summary?: string;
}

/** Numbers that a reader looks up; a cell that is a number is shown with four digits. */
export interface ReportTable {
  /** Name of its data file, without extension. */
  readonly name: string;
  readonly title: string;
  /** What the numbers are and where they come from. */
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** One figure of the paper with everything that is said about it. */
export interface ReportFigure {
  readonly number: number;
  readonly title: string;
  /** The first is the figure itself. */
  readonly images: readonly ReportImage[];
  readonly tables: readonly ReportTable[];
  readonly claims: readonly ClaimResult[];
  /** Exact settings and outcome of its runs, as they are shown. */
  readonly settings: unknown;
}

/** A report as data. */
export interface Report {
  readonly title: string;
  readonly paper: { readonly title: string; readonly authors: string; readonly arxiv: string };
  readonly version: string;
  /** Remarks above the figures: what was run and what was left out. */
  readonly notes: readonly string[];
  readonly figures: readonly ReportFigure[];
  /** The paper's statements, applied to its runs; empty where they were not. */
  readonly certificates: readonly ReportCertificates[];
}
