import { axisEdges, type MapAxis, type MapAxisName, type MapSubject, regimeAt } from "../../src/maps/index.js";
import type { MapFigureGrid, MapFigureOptions } from "../../src/report/index.js";
import { hasLogLoss, type ShownMap } from "./map-text.js";

/** How axes are called in a figure. */
const axisTitles: Readonly<Record<MapAxisName, string>> = {
  beta1: "β₁",
  beta2: "β₂",
  rate1: "b = (1 − β₁)/lr, unit 1/time",
  rate2: "a = (1 − β₂)/lr, unit 1/time",
  lr: "learning rate lr",
};

/** A map as {@link mapFigure} draws it. */
export function figureMap(map: ShownMap, subject: MapSubject): [MapFigureGrid, MapFigureOptions] {
  const { x, y, cells, overlays } = map;
  const [losses, lossTitle] = shownLosses(map, subject);
  const grid: MapFigureGrid = {
    ...{ xTitle: axisTitles[x.name], xScale: x.scale, xEdges: axisEdges(x) },
    ...{ yTitle: axisTitles[y.name], yScale: y.scale, yEdges: axisEdges(y) },
    regimes: Array.from(cells.regime, (_, cell) => regimeAt(cells, cell)),
    losses,
    overlays: overlays.overlays,
  };
  return [grid, { ...mapTitle(map), lossTitle }];
}

/** Decimal logarithms of what the losses are above the minimum, and what that is called. */
function shownLosses({ cells }: ShownMap, { minimum }: MapSubject): readonly [Float64Array, string] {
  if (hasLogLoss(cells)) return [cells.finalLogLoss.map((ln) => ln / Math.LN10), "log₁₀ of the final loss"];
  const least = cells.finalLoss.reduce((low, loss) => (loss < low ? loss : low), Infinity);
  const floor = minimum ?? (least < 0 && least > -Infinity ? least : 0);
  // rounding may bring a loss below the minimum
  const losses = cells.finalLoss.map((loss) => Math.log10(Math.max(0, loss - floor)));
  if (floor === 0) return [losses, "log₁₀ of the final loss"];
  return [
    losses,
    minimum === undefined ? "log₁₀ of final loss − smallest of the map" : "log₁₀ of final loss − minimum",
  ];
}

/** What determines the map, but for its axes. */
function mapTitle({ x, y, settings }: ShownMap): Pick<MapFigureOptions, "title" | "subtitle"> {
  const { theta0 } = settings as { theta0?: readonly number[] };
  const shown =
    theta0 && (theta0.length > 4 ? `${theta0.slice(0, 4).join(", ")}, … (${theta0.length})` : theta0.join(", "));
  const named = [
    ["θ₀", shown],
    ["lr", settings.lr],
    ["β₁", settings.beta1],
    ["β₂", settings.beta2],
    ["b", settings.rate1],
    ["a", settings.rate2],
    ["steps", settings.steps],
    ["ε", settings.epsilon],
    ["weight decay", settings.weightDecay === 0 ? undefined : settings.weightDecay],
    ["v", settings.norm === true ? "mean of ‖g‖²" : undefined],
  ].filter(([, value]) => value !== undefined);
  const cells = (axis: MapAxis): number => axis.values.length;
  return {
    title: `${settings.optimizer} on ${settings.objective}`,
    subtitle: `${named.map(([name, value]) => `${name} = ${value}`).join(", ")}; ${cells(x)} × ${cells(y)} cells`,
  };
}
