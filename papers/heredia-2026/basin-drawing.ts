import type { Picture } from "../../src/experiments/index.js";
import { type FigureLine, panelFigure, type ReportTable } from "../../src/report/index.js";
import { thresholdOf } from "./basin-claims.js";
import { authorGrid, type BasinData, type ModelName, modelNames, settlingSteps, velocity0 } from "./basins.js";
import { formula } from "./setup.js";

const kinds = { discrete: "discrete", "first order": "continuous", "second order": "continuous" } as const;

/** Final θ against the learning rate, on the author's grid. */
export function drawFinalThetas({ finals, author, scan }: BasinData): Picture {
  const lrs = Float64Array.from(authorGrid, ({ lr }) => lr);
  const line = (label: ModelName): FigureLine => {
    return { label, kind: kinds[label], x: Float64Array.from(scan.lrs), y: Float64Array.from(scan.finals[label]) };
  };
  const dots = (label: ModelName): FigureLine => {
    return { label, kind: "measured", x: lrs, y: Float64Array.from(finals[label]) };
  };
  const made = author.flatMap((theta, k) => (theta === null ? [] : [{ lr: lrs[k]!, theta }]));
  const lines = [
    ...modelNames.map(line),
    dots("discrete"),
    ...(made.length === 0
      ? []
      : [
          {
            label: "second order, the author’s numerics",
            kind: "reference" as const,
            x: Float64Array.from(made, ({ lr }) => lr),
            y: Float64Array.from(made, ({ theta }) => theta),
          },
        ]),
  ];
  const rows = authorGrid.map(({ lr }, k) =>
    [lr, ...modelNames.map((name) => finals[name][k]), author[k] ?? ""].join(","),
  );
  const panel = { title: "final θ", xTitle: "learning rate lr", yTitle: "θ(T)", xScale: "log" as const, lines };
  return {
    name: "figure-05",
    spec: panelFigure([panel], {
      title: "Figure 5. Basin selection for c = 4",
      subtitle: "dashed: the algorithm, with dots on the author’s grid; wide: the equations",
      kindLegend: false,
    }),
    csv: `lr,discrete,first_order,second_order,author\n${rows.join("\n")}\n`,
    alt: "Final θ of algorithm and models against the learning rate: −0.854 below a threshold, 1 above it",
    caption: `${formula(4)}, θ0 = −1.5, u0 = ${velocity0}, β = (0.99, 0.999), lines after ${settlingSteps} steps, dots after the author's numbers of steps.`,
  };
}

/** The bisected thresholds. */
export function thresholdTable({ switches }: BasinData): ReportTable {
  return {
    name: "figure-05-thresholds",
    title: "Where the basin changes",
    note: `Every change of basin between lr 0.001 and 0.1, after ${settlingSteps} steps from θ0 = −1.5 (u0 = ${velocity0}), bisected to three digits.`,
    columns: ["model", "threshold lr", "from", "to"],
    rows: modelNames.flatMap((model) => switches[model].map((one) => [model, thresholdOf(one), one.low, one.high])),
  };
}
