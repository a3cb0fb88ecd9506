export {
  type AxisScale,
  axisEdges,
  axisNames,
  type MapAxis,
  type MapAxisName,
  type MapAxisOptions,
  mapAxis,
} from "./axis.js";
export type { PlaneLine } from "./level-curve.js";
export {
  type ComputeCellOptions,
  computeCell,
  type DiagnosedCell,
  diagnoseCell,
  failedCell,
  type MapCell,
  type MapRegime,
  mapRegimes,
} from "./map-cell.js";
export { countRegimes, createMapCells, type MapCells, notMade, regimeAt, setCell } from "./map-cells.js";
export { type MapPlan, planMap } from "./map-plan.js";
export type { MapPoint } from "./map-point.js";
export { type MadeCells, mapRecords } from "./map-records.js";
export type { RegimeMapSettings } from "./map-settings.js";
export { type MapSubject, mapSubject } from "./map-subject.js";
export { axisTitles, mapTitle, type NamedMap } from "./map-title.js";
export {
  type MonomialBoundaries,
  type MonomialMargins,
  type MonomialRegime,
  type MonomialSettings,
  monomialBoundaries,
  monomialMargins,
  monomialRegime,
  monomialSlope,
} from "./monomial-boundary.js";
export { type MapOverlay, type MapOverlays, mapOverlays } from "./overlays.js";
export { type RegimeMapOptions, regimeMap } from "./regime-map.js";
export { hasLogLoss, type ShownLosses, shownLosses } from "./shown-losses.js";
export { type TrainCellOptions, trainCell } from "./train-cell.js";
