import { type ContourBands, contourBands } from "./contour-bands.js";
import type { Job } from "./job.js";
import { openObjective } from "./open-objective.js";

export interface LandscapeInput {
  readonly objective: string;
  /** Edges of what is shown; in one dimension only x matters. */
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  readonly columns: number;
  readonly rows: number;
}

export interface LandscapeOutput {
  readonly dimension: number;
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  readonly columns: number;
  readonly rows: number;
  /** f at the middles of cells, row-major from the lowest row; in one dimension at `columns` points from end to end. */
  readonly values: Float64Array;
  /** In two dimensions: the picture of bands at equal ratios of f − min. */
  readonly contour: ContourBands | null;
}

/** Evaluates an objective of one or two parameters over a window. */
export const landscapeJob: Job<LandscapeInput, LandscapeOutput> = async ({ objective: text, ...window }) => {
  const { objective } = await openObjective(text, []);
  const { dimension, constants } = objective;
  const { x, y, columns, rows } = window;
  const point = new Float64Array(dimension);
  if (dimension === 1) {
    const values = Float64Array.from({ length: columns }, (_, k) => {
      point[0] = x[0] + ((x[1] - x[0]) * k) / (columns - 1);
      return objective.value(point);
    });
    return { dimension, ...window, rows: 1, values, contour: null };
  }
  const values = new Float64Array(dimension === 2 ? columns * rows : 0);
  for (let cell = 0; cell < values.length; cell++) {
    point[0] = x[0] + ((x[1] - x[0]) * ((cell % columns) + 0.5)) / columns;
    point[1] = y[0] + ((y[1] - y[0]) * (Math.floor(cell / columns) + 0.5)) / rows;
    values[cell] = objective.value(point);
  }
  const contour = dimension === 2 ? contourBands({ values, columns, rows, minimum: constants?.minimum ?? null }) : null;
  return { dimension, ...window, values, contour };
};
