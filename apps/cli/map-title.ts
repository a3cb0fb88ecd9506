import { axisEdges, axisTitles, type MapSubject, mapTitle, regimeAt, shownLosses } from "../../src/maps/index.js";
import type { MapFigureGrid, MapFigureOptions } from "../../src/report/index.js";
import type { ShownMap } from "./map-text.js";

/** A map as {@link mapFigure} draws it. */
export function figureMap(map: ShownMap, subject: MapSubject): [MapFigureGrid, MapFigureOptions] {
  const { x, y, cells, overlays } = map;
  const { values: losses, title: lossTitle } = shownLosses(cells, subject);
  const grid: MapFigureGrid = {
    ...{ xTitle: axisTitles[x.name], xScale: x.scale, xEdges: axisEdges(x) },
    ...{ yTitle: axisTitles[y.name], yScale: y.scale, yEdges: axisEdges(y) },
    regimes: Array.from(cells.regime, (_, cell) => regimeAt(cells, cell)),
    losses,
    overlays: overlays.overlays,
  };
  return [grid, { ...mapTitle(map), lossTitle }];
}
