import type { Laboratory, Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { floorFit } from "../../src/trajectory/floor-fit.js";
import { defineStudy } from "./define-study.js";
import {
  decays,
  type FloorData,
  type FloorRow,
  floorModels,
  floorOrder,
  floorReached,
  isStraight,
  longer,
} from "./floor-claims.js";
import { allRoads, formula, perturbation, settingOf, standard } from "./setup.js";

/** The loss: strongly convex, so that the Polyak–Łojasiewicz inequality holds. */
const c = 0;
/** The paper does not say which. */
const velocity0 = 1;
/** The author's learning rates and numbers of steps. */
const horizons = [
  { lr: 5e-4, steps: 10_000 },
  { lr: 1e-3, steps: 6000 },
  { lr: 5e-3, steps: 1400 },
  { lr: 0.01, steps: 1400 },
  { lr: 0.05, steps: 1500 },
  { lr: 0.1, steps: 1500 },
] as const;
/** Continuous runs have rows at most this far apart. */
const spacing = 0.01;

export const figure08 = defineStudy<FloorData>({
  figure: 8,
  title: "Exponential decay to a floor under the Polyak–Łojasiewicz inequality",
  seconds: 5,
  shown: horizons.flatMap((horizon) => allRoads({ c, ...horizon }, [velocity0])),
  compute,
  draw: (data) => [drawDecay(data), drawFloors(data)],
  tabulate: (data) => [floorTable(data)],
  claims: [decays, isStraight, floorReached, floorOrder],
});

async function compute(laboratory: Laboratory): Promise<FloorData> {
  const wanted = horizons.filter((_, k) => laboratory.scale !== "quick" || k > 0);
  const runs = await Promise.all(
    wanted.flatMap(({ lr, steps }) =>
      floorModels.map(async ({ road, name }) => {
        const perStep = road === "discrete" ? 1 : Math.max(1, Math.ceil(lr / spacing - 1e-9));
        const inertia = road === "inertial" ? { velocity0 } : {};
        const trajectory = await laboratory.run(settingOf({ road, c, lr, steps, perStep, ...inertia }));
        const laterFloor = road === "discrete" ? await floorOfLonger(laboratory, { lr, steps }) : Number.NaN;
        return { model: name, lr, steps, trajectory, laterFloor };
      }),
    ),
  );
  return {
    // Φ = f, whose minimum is 0
    rows: runs
      .filter(({ trajectory }) => trajectory.status === "completed")
      .map((run) => ({
        ...run,
        rho: perturbation(run.lr, standard),
        fit: floorFit(run.trajectory.times, run.trajectory.loss),
      })),
  };
}

/** B of a run of the algorithm that goes on. */
async function floorOfLonger({ run }: Laboratory, { lr, steps }: { lr: number; steps: number }): Promise<number> {
  const { times, loss } = await run(settingOf({ road: "discrete", c, lr, steps: longer * steps }));
  return floorFit(times, loss).floor;
}

function drawDecay({ rows }: FloorData): Picture {
  const lrs = [...new Set(rows.map(({ lr }) => lr))];
  const panels = lrs.map((lr): FigurePanel => {
    const own = rows.filter((row) => row.lr === lr);
    return {
      title: `lr ${lr}, ρ = ${Number(perturbation(lr, standard).toPrecision(3))}`,
      xTitle: "time t",
      yTitle: "Φ(t) = f(θ(t))",
      yScale: "log",
      lines: [...own.map(lossLine), ...own.filter(({ model }) => model === "second order").map(boundLine)],
    };
  });
  return {
    name: "figure-08",
    spec: panelFigure(panels, {
      title: "Figure 8. Decay of Φ to a floor under the Polyak–Łojasiewicz inequality",
      columns: 2,
      kindLabels: { fitted: "A e^(−ω(t − 1)) + B, second order" },
    }),
    csv: decayCsv(rows),
    alt: "The loss over time, logarithmic, for six learning rates: the algorithm, both equations, and the bound fitted to the second-order one",
    caption: `${formula(c)}, θ0 = −1.5, β = (0.99, 0.999); second order with u0 = ${velocity0}. Times differ: the author’s numbers of steps. Long series are drawn by the least and the greatest value of each of 250 equal ranges.`,
  };
}

const kindOf = (model: FloorRow["model"]) => (model === "discrete" ? "discrete" : "continuous");

function lossLine({ model, trajectory }: FloorRow): FigureLine {
  return {
    label: model,
    kind: kindOf(model),
    ...thin(trajectory.times, trajectory.loss),
  };
}

/** The bound from t = 1 on. */
function boundLine({ lr, steps, fit: { amplitude, rate, floor } }: FloorRow): FigureLine {
  const x = Float64Array.from({ length: 201 }, (_, k) => 1 + ((lr * steps - 1) * k) / 200);
  return {
    label: "bound",
    kind: "fitted",
    color: "#333333",
    x,
    y: x.map((t) => amplitude * Math.exp(-rate * (t - 1)) + floor),
  };
}

function decayCsv(rows: readonly FloorRow[]): string {
  const lines = rows.flatMap((row) => {
    const { x, y } = lossLine(row);
    return Array.from(x, (t, k) => [row.model, row.lr, t, y[k]].join(","));
  });
  return `model,lr,t,phi\n${lines.join("\n")}\n`;
}

function drawFloors({ rows }: FloorData): Picture {
  const lines = floorModels.flatMap(({ name }): FigureLine[] => {
    const own = rows.filter(({ model }) => model === name);
    if (own.length === 0) return [];
    return [
      {
        label: name,
        kind: kindOf(name),
        x: Float64Array.from(own, ({ rho }) => rho),
        y: Float64Array.from(own, ({ fit }) => fit.floor),
      },
    ];
  });
  const rhos = Float64Array.from(new Set(rows.map(({ rho }) => rho)));
  const panel: FigurePanel = {
    title: "grey: B = ρ",
    xTitle: "ρ",
    yTitle: "B",
    xScale: "log",
    yScale: "log",
    lines: [...lines, { label: "ρ", kind: "fitted", x: rhos, y: rhos, color: "#666666" }],
  };
  return {
    name: "figure-08-floor",
    spec: panelFigure([panel], { title: "Figure 8: the floor against ρ", kindLabels: { fitted: "B = ρ" } }),
    csv: `model,lr,rho,floor\n${rows.map(({ model, lr, rho, fit }) => [model, lr, rho, fit.floor].join(",")).join("\n")}\n`,
    alt: "The floor of the loss against ρ, both logarithmic, for the algorithm and both equations",
    caption:
      "B of the table: the largest running maximum of Φ over the last 1.7, which lie at different times at different lr.",
  };
}

function floorTable({ rows }: FloorData): ReportTable {
  return {
    name: "figure-08-table",
    title: "Fitted decay",
    note: `Φ ≤ A e^(−ω(t − 1)) + B: B is the largest running maximum (over 0.1) of Φ over the last 1.7, ω the least-squares slope of ln(running maximum − B) on [1, T − 1.7] and r² its share of the variance, A the least amplitude for which the bound holds; all of every second sample. Above: samples of the other half whose running maximum is above the bound, of how many. Level: least running maximum over the last 1.7 as a share of B; a small one says that B is still on its way. Later: B of a run of ${longer} times as many steps, of the algorithm only.`,
    columns: ["model", "lr", "T", "ρ", "ω", "A", "B", "B/ρ", "r²", "level", "above", "of", "B later"],
    rows: rows.map(({ model, lr, steps, rho, fit, laterFloor }) => [
      model,
      lr,
      lr * steps,
      rho,
      fit.rate,
      fit.amplitude,
      fit.floor,
      fit.floor / rho,
      fit.r2,
      fit.level,
      fit.violations,
      fit.checked,
      laterFloor,
    ]),
  };
}
