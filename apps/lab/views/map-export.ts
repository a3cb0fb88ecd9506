import { axisEdges, axisTitles, mapRecords, mapTitle, regimeAt, shownLosses } from "../../../src/maps/index.js";
import { mapFigure } from "../../../src/report/index.js";
import type { Exportable } from "../drawing/export-figure.js";
import type { MapCellOutput } from "../jobs/map-cell-job.js";
import type { MapFrame } from "../jobs/map-frame-job.js";
import { type MapRequest, titledSettings } from "../state/map-request.js";
import { cellName } from "./map-place.js";
import type { MapProgress } from "./map-run.js";

/** A map, whether it is made or not. */
export type NamedMap = Pick<MapProgress, "map" | "plan">;

/** What is compared in a map, for a title and below it; where its runs start is known when its frame is, or a cell. */
export function namedMap(
  { map, plan }: NamedMap,
  frame: Pick<MapFrame, "theta0"> | null,
): { readonly title: string; readonly subtitle: string } {
  const request = JSON.parse(map) as MapRequest;
  const { x, y } = plan.settings;
  return mapTitle({ x, y, settings: titledSettings(request, { theta0: frame?.theta0 ?? request.theta0 }) });
}

/** What is compared in a map, in one line. */
export function mapProtocol(named: NamedMap, frame: Pick<MapFrame, "theta0"> | null): string {
  const { title, subtitle } = namedMap(named, frame);
  return `${title}; ${subtitle}; deterministic, no seed`;
}

/** What the run of one cell is, in one line: by the map that it was made for. */
export function cellProtocol(named: NamedMap, found: Pick<MapCellOutput, "cell" | "theta0">): string {
  return `${mapProtocol(named, found)}; cell at ${cellName(named.plan, found.cell)}`;
}

/** A map as it is taken away: the figure and the table that the command line makes of it. */
export function mapExport(progress: MapProgress, frame: MapFrame | null): Exportable {
  const { plan, cells } = progress;
  const { x, y } = plan.settings;
  return {
    name: "regime-map",
    spec() {
      const { values, title: lossTitle } = shownLosses(cells, frame?.subject ?? {});
      const grid = {
        ...{ xTitle: axisTitles[x.name], xScale: x.scale, xEdges: axisEdges(x) },
        ...{ yTitle: axisTitles[y.name], yScale: y.scale, yEdges: axisEdges(y) },
        regimes: Array.from(cells.regime, (_, cell) => regimeAt(cells, cell)),
        losses: values,
        overlays: frame?.overlays.overlays ?? [],
      };
      return mapFigure(grid, { ...namedMap(progress, frame), lossTitle });
    },
    csv() {
      return [...mapRecords({ x, y, cells })].map((record) => `${record.join(",")}\n`).join("");
    },
  };
}
