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
}

/** One figure of the paper with everything that is said about it. */
export interface ReportFigure {
  readonly number: number;
  readonly title: string;
  readonly caption: string;
  readonly image: ReportImage;
  /** Gap between the two roads; null where there is none. */
  readonly gaps: ReportImage | null;
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
