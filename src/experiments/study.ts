import type { ClaimResult, FigureSpec, ReportTable } from "../report/index.js";
import type { TrainingRecord, TrainingSetting } from "../training/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { Claim, RunSetting } from "./experiment.js";
import type { Scale } from "./settings.js";

/** A claim before anything is measured. */
export type StatedClaim = Pick<Claim<never>, "id" | "text" | "expected" | "needsReference">;

/** One figure of a paper, from its runs to its verdicts. Studies ask for runs; who makes them, and where, they do not know. */
export interface Study {
  readonly paper: string;
  readonly figure: number;
  readonly title: string;
  /** Share of the paper's whole work, in seconds of a common machine; for the progress bar and for lists. */
  readonly seconds: number;
  /** What is claimed, in the order of the results. */
  readonly claims: readonly StatedClaim[];
  /** Runs that the figure is about, at the paper's size; those without a laboratory's help are among them too. */
  readonly shown: readonly RunSetting[];
  /** Whether it trains networks. */
  readonly hasNetworks: boolean;
  /** What it is combined of; none where it is one thing. */
  readonly parts: readonly Study[];
  perform(laboratory: Laboratory): Promise<StudyResult>;
}

/** Makes runs and trains networks for studies; a run that several ask for is made once. */
export interface Laboratory {
  readonly scale: Scale;
  /** Runs of the paper's own slow method are made down to this learning rate; Infinity: none. */
  readonly referenceFrom: number;
  /** Makes a run of the algorithm, of an equation or of the paper's method. All rows, no dense output. */
  run(setting: RunSetting): Promise<Trajectory>;
  /** Trains a network. */
  train(setting: TrainingSetting): Promise<TrainingRecord>;
  /** Names of the data sets that are there. */
  readonly dataSets: readonly string[];
}

/** A figure as it is drawn, and the numbers in it as CSV. */
export interface DrawnFigure {
  readonly spec: FigureSpec;
  readonly csv: string;
}

/** A drawing of a study with its name and its words. */
export interface Picture extends DrawnFigure {
  /** Name of its files, without extension: "figure-01". */
  readonly name: string;
  /** What is to be seen, for those who cannot see it. */
  readonly alt: string;
  readonly caption: string;
  /** Where given, the picture is folded away under this line. */
  readonly summary?: string;
}

/** A study after its runs. */
export interface StudyResult {
  readonly study: Pick<Study, "paper" | "figure" | "title">;
  /** The first is the figure itself. */
  readonly pictures: readonly Picture[];
  readonly tables: readonly ReportTable[];
  readonly claims: readonly ClaimResult[];
  /** Exact settings and outcomes of its runs, as they are shown. */
  readonly settings: object;
  /** The equations that certificates may be made of, with the objective in plain text. */
  readonly equations: readonly { readonly setting: RunSetting; readonly formula: string }[];
  /** Whether networks were trained. */
  readonly hasNetworks: boolean;
  /** Whether our own solver failed anywhere; the paper's method may, and claims say so. */
  readonly hasUnconverged: boolean;
}

/** The name of a figure's files. */
export function pictureName(figure: number): string {
  return `figure-${String(figure).padStart(2, "0")}`;
}
