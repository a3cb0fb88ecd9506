import { axisEdges, axisTitles, mapRecords, mapTitle, regimeAt, shownLosses } from "../../../src/maps/index.js";
import { mapFigure } from "../../../src/report/index.js";
import type { Exportable } from "../drawing/export-figure.js";
import type { MapFrame } from "../jobs/map-frame-job.js";
import { type MapRequest, titledSettings } from "../state/map-request.js";
import type { MapProgress } from "./map-run.js";

/** What is compared in a map, for a title and below it. */
export function namedMap({ map, plan }: MapProgress, frame: MapFrame | null): { title: string; subtitle: string } {
  const request = JSON.parse(map) as MapRequest;
  const { x, y } = plan.settings;
  return mapTitle({ x, y, settings: titledSettings(request, { theta0: frame?.theta0 ?? request.theta0 }) });
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
