import {
  axisEdges,
  countRegimes,
  type MapPlan,
  type MapRegime,
  notMade,
  shownLosses,
} from "../../../src/maps/index.js";
import { overlayStrokes, regimeColours } from "../../../src/report/index.js";
import type { PlaneContent, PlaneImage, PlaneMark, PlanePath } from "../drawing/plane-plot.js";
import type { MapFrame } from "../jobs/map-frame-job.js";
import { shownCells } from "../state/map-order.js";
import { type LossImage, lossImage, regimeImage } from "./map-image.js";
import type { Place } from "./map-place.js";
import type { MapProgress } from "./map-run.js";

/** Both pictures of a map. */
export interface MapPicture {
  readonly regimes: PlaneImage;
  readonly losses: LossImage;
  /** What the losses are logarithms of. */
  readonly lossTitle: string;
  readonly counts: readonly RegimeCount[];
}

export interface RegimeCount {
  readonly regime: MapRegime;
  readonly colour: string;
  readonly count: number;
  /** Of the cells that have been made. */
  readonly percent: string;
}

/** Pictures of what there is of a map. */
export function pictureOf({ plan, cells, made }: MapProgress, frame: MapFrame | null): MapPicture {
  const grid = { columns: plan.columns, rows: plan.cells / plan.columns };
  const shown = shownCells(grid, (cell) => cells.regime[cell] !== notMade);
  const { values, title } = shownLosses(cells, frame?.subject ?? {});
  return {
    regimes: regimeImage(grid, shown, cells),
    losses: lossImage(grid, shown, { losses: values }),
    lossTitle: title,
    counts: (Object.entries(countRegimes(cells)) as [MapRegime, number][]).map(([regime, count]) => ({
      ...{ regime, count, colour: regimeColours[regime]! },
      percent: `${((100 * count) / made).toFixed(1)} %`,
    })),
  };
}

/** Lines in the plane of a map: theory's, and from side to side through a cell that is looked at. */
export function mapPaths(
  plan: MapPlan,
  { frame, place }: { readonly frame: MapFrame | null; readonly place: Place | null },
): readonly PlanePath[] {
  const lines = overlayStrokes(frame?.overlays.overlays ?? []).flatMap(({ overlay, dash, width, colour }) =>
    overlay.lines.map(({ x, y }) => ({
      ...{ x, y, width, color: colour, halo: "rgba(255, 255, 255, 0.6)" },
      ...(dash[1] !== 0 && { dash }),
    })),
  );
  if (place === null) return lines;
  const edges = planeEdges(plan);
  const { x, y } = pointAt(plan, place);
  const line = { color: "#000000", width: 1, halo: "#ffffff", alpha: 0.55 };
  return [...lines, { ...line, x: [x, x], y: edges.y }, { ...line, x: edges.x, y: [y, y] }];
}

/** A ring about the cell that is looked at. */
export function placeMarks(plan: MapPlan, place: Place | null): readonly PlaneMark[] {
  return place === null ? [] : [{ ...pointAt(plan, place), shape: "ring", color: "#000000", halo: "#ffffff" }];
}

function pointAt({ settings }: MapPlan, [column, row]: Place): { readonly x: number; readonly y: number } {
  return { x: settings.x.values[column]!, y: settings.y.values[row]! };
}

/** Edges of the plane, half a cell beyond the outermost values. */
export function planeEdges({ settings: { x, y } }: MapPlan): Pick<PlaneContent, "x" | "y"> {
  const ends = (edges: Float64Array) => [edges[0]!, edges.at(-1)!] as const;
  return { x: ends(axisEdges(x)), y: ends(axisEdges(y)) };
}
