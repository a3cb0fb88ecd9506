import type { Laboratory, Picture } from "../../src/experiments/index.js";
import { type HeatPanel, heatFigure } from "../../src/report/index.js";
import {
  type BasinMap,
  c,
  type ModelName,
  mapTolerance,
  modelNames,
  roadOf,
  settlingSteps,
  velocity0,
} from "./basins.js";
import { finalTheta, formula, type Run, start } from "./setup.js";

/** Final θ over (lr, θ0) for each model, and over (lr, u0) for the inertial one, on `size` × `size` cells. */
export async function basinMap(laboratory: Laboratory, size: number): Promise<BasinMap> {
  const lrEdges = logEdges(0.005, 0.2, size);
  const theta0Edges = linearEdges(-2.2, 2.2, size);
  const velocityEdges = linearEdges(-22, 22, size);
  const lrs = middles(lrEdges, Math.sqrt);
  const starts = middles(theta0Edges);
  const cells = (rows: readonly number[], runOf: (row: number) => Pick<Run, "road" | "theta0" | "velocity0">) =>
    Promise.all(
      rows.flatMap((row) =>
        lrs.map((lr) =>
          finalTheta(laboratory, { ...runOf(row), c, lr, steps: settlingSteps, tolerance: mapTolerance }),
        ),
      ),
    );
  const maps = await Promise.all(
    modelNames.map(async (model) => {
      return [model, Float64Array.from(await cells(starts, (theta0) => ({ ...roadOf[model], theta0 })))] as const;
    }),
  );
  const byVelocity = await cells(middles(velocityEdges), (velocity) => ({ road: "inertial", velocity0: velocity }));
  return {
    lrEdges,
    theta0Edges,
    velocityEdges,
    byStart: Object.fromEntries(maps) as Record<ModelName, Float64Array>,
    byVelocity: Float64Array.from(byVelocity),
  };
}

function linearEdges(low: number, high: number, count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, k) => low + ((high - low) * k) / count);
}

function logEdges(low: number, high: number, count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, k) => low * (high / low) ** (k / count));
}

/** Middles of cells; of logarithmic ones by the square root of the product of their edges. */
function middles(edges: Float64Array, root?: (product: number) => number): readonly number[] {
  return Array.from({ length: edges.length - 1 }, (_, k) =>
    root ? root(edges[k]! * edges[k + 1]!) : 0.5 * (edges[k]! + edges[k + 1]!),
  );
}

/** Pictures of the maps. */
export function drawMaps(map: BasinMap): readonly Picture[] {
  const { lrEdges, theta0Edges, velocityEdges, byStart, byVelocity } = map;
  const common = { xTitle: "learning rate lr", xEdges: lrEdges };
  const panels: HeatPanel[] = [
    ...modelNames.map((model) => ({
      ...common,
      title: model === "second order" ? `second order, u0 = ${velocity0}` : model,
      yTitle: "start θ0",
      yEdges: theta0Edges,
      values: byStart[model],
    })),
    {
      ...common,
      title: `second order, θ0 = ${start}`,
      yTitle: "initial velocity u0",
      yEdges: velocityEdges,
      values: byVelocity,
    },
  ];
  return [
    {
      name: "figure-05-map",
      spec: heatFigure(panels, {
        title: "Final θ over learning rate and start",
        subtitle: `c = 4, β = (0.99, 0.999), after ${settlingSteps} steps; the minimisers are −0.854 and 1`,
        legend: "final θ",
        domain: [-1, 1.1],
      }),
      csv: mapCsv(panels),
      alt: "Maps of final θ over learning rate and start for algorithm, first- and second-order model, and over learning rate and initial velocity",
      caption: `${formula(4)}: where runs are after ${settlingSteps} steps. Each cell is one run at its middle; equations to ${mapTolerance.toExponential(0)}. Grey: the run ended early.`,
    },
  ];
}

function mapCsv(panels: readonly HeatPanel[]): string {
  const rows = panels.flatMap(({ title, yTitle, xEdges, yEdges, values }) => {
    const lrs = middles(xEdges, Math.sqrt);
    const ys = middles(yEdges);
    return Array.from(values, (value, k) => {
      const [y, lr] = [ys[Math.floor(k / lrs.length)], lrs[k % lrs.length]];
      return `"${title}","${yTitle}",${lr},${y},${Number.isFinite(value) ? value : ""}`;
    });
  });
  return `map,axis,lr,y,theta\n${rows.join("\n")}\n`;
}
