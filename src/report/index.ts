export { type AnatomyFigureOptions, anatomyFigure } from "./anatomy-figure.js";
export {
  type AnatomyCurves,
  type AnatomyPanels,
  anatomyPanels,
  describeLead,
  type StepWindow,
} from "./anatomy-panels.js";
export { type CertificateFigureOptions, certificateFigure, promisePanel } from "./certificate-figure.js";
export type { ReportCertificates } from "./certificate-table.js";
export { type ClaimResult, claimsJson, countVerdicts, type Verdict, type VerdictCounts } from "./claim.js";
export {
  type ComparisonNumbers,
  comparisonFigure,
  type GapNumbers,
  gapFigure,
  orderLabel,
} from "./comparison-figure.js";
export { type ContourFigureOptions, type ContourGrid, contourFigure } from "./contour-figure.js";
export { type DiagnosedSeries, type DiagnosisFigureOptions, diagnosisFigure } from "./diagnosis-figure.js";
export type { FigureLine, FigurePanel, FigureSpec, LineKind, PanelFigureOptions } from "./figure-spec.js";
export { type HeatFigureOptions, type HeatPanel, heatFigure } from "./heat-figure.js";
export { lossDomain } from "./loss-domain.js";
export {
  type MapFigureGrid,
  type MapFigureOptions,
  type MapFigureOverlay,
  mapFigure,
  regimeColours,
} from "./map-figure.js";
export { type OverlayStroke, overlayStrokes } from "./overlay-strokes.js";
export { renderPage } from "./page.js";
export { panelFigure } from "./panel-figure.js";
export type { PicturedSpike } from "./pictured-spike.js";
export { type RegionFigureOptions, regionFigure } from "./region-figure.js";
export type { Report, ReportFigure, ReportImage, ReportTable } from "./report.js";
export { type ReportFile, reportFiles, reportMarker } from "./report-files.js";
export { type SolutionCurves, type SolutionFigureOptions, solutionFigure } from "./solution-figure.js";
export { thin, thinPanel } from "./thin.js";
export { type TrainingFigureOptions, trainingFigure } from "./training-figure.js";
export { type LabelledTrajectory, trajectoryFigure } from "./trajectory-figure.js";
