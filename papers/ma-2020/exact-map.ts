import {
  axisEdges,
  type MapAxis,
  type MapCells,
  type MapOverlay,
  mapAxis,
  mapOverlays,
  mapSubject,
  monomialMargins,
  monomialRegime,
  monomialSlope,
  planMap,
  regimeAt,
  regimeMap,
} from "../../src/maps/index.js";
import { powerObjective } from "../../src/objectives/index.js";
import { runMonomial } from "../../src/optimizers/run-monomial.js";
import { fitLine } from "../../src/trajectory/measure.js";

/** The settings of arXiv 2603.09581. */
const lr = 1e-3;
const steps = 12_000;
const range = { from: 0.8, to: 0.99 };
/** Where the slope of linear convergence is read. */
export const slopeAt = { beta1: 0.9, beta2: 0.93 };

/** A regime map on x^k/k beside the exact regimes. */
export interface ExactMap {
  readonly exponent: number;
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly cells: MapCells;
  readonly overlays: readonly MapOverlay[];
  readonly share: MapShare;
  /** Mean change of ln f in one step over the second half of a run, and by the theorem. */
  readonly slope: number;
  readonly exactSlope: number;
}

/** How many cells are as the theorem says. */
export interface MapShare {
  /** Cells that the boundary of regime I does not cut, and those of them that are diagnosed as converged exactly if in I. */
  readonly counted: number;
  readonly right: number;
  /** Cells of I among them. */
  readonly inside: number;
  /** Cells that it cuts. */
  readonly cut: number;
}

/** The map on `count` × `count` cells of a square of factors, by default the paper's. */
export function exactMap(exponent: number, count: number, { from, to } = range): ExactMap {
  const objective = powerObjective(exponent);
  const x = mapAxis("beta1", { from, to, count });
  const y = mapAxis("beta2", { from, to, count });
  const settings = { optimizer: "adam", lr, epsilon: 0, x, y, theta0: [1], steps };
  const cells = regimeMap(objective, settings);
  const { logLoss } = runMonomial(objective.monomial!, {
    ...slopeAt,
    optimizer: "adam",
    lr,
    epsilon: 0,
    theta0: 1,
    steps,
  });
  const half = steps / 2;
  const later = Float64Array.from({ length: half + 1 }, (_, k) => half + k);
  return {
    exponent,
    x,
    y,
    cells,
    overlays: mapOverlays(planMap(settings), mapSubject(objective)).overlays,
    share: shareOf(exponent, { x, y, cells }),
    slope: fitLine(later, logLoss!.subarray(half)).slope,
    exactSlope: monomialSlope({ exponent, beta2: slopeAt.beta2 }),
  };
}

/** Cells held against the theorem; those with corners on both sides of the boundary of I are not counted. */
export function shareOf(exponent: number, { x, y, cells }: Pick<ExactMap, "x" | "y" | "cells">): MapShare {
  const [xEdges, yEdges] = [axisEdges(x), axisEdges(y)];
  const isInside = (beta1: number, beta2: number): boolean => {
    const { existence, spiral, flip } = monomialMargins({ exponent, beta1, beta2 });
    return existence > 0 && spiral > 0 && flip > 0;
  };
  let [counted, right, inside, cut] = [0, 0, 0, 0];
  for (let row = 0; row < y.values.length; row++) {
    for (let column = 0; column < x.values.length; column++) {
      const corners = [0, 1].flatMap((i) => [0, 1].map((j) => isInside(xEdges[column + i]!, yEdges[row + j]!)));
      if (corners.some((corner) => corner !== corners[0])) {
        cut++;
        continue;
      }
      const isFirst = monomialRegime({ exponent, beta1: x.values[column]!, beta2: y.values[row]! }) === "I";
      const isConverged = regimeAt(cells, row * x.values.length + column) === "converged";
      counted++;
      if (isFirst) inside++;
      if (isFirst === isConverged) right++;
    }
  }
  return { counted, right, inside, cut };
}
