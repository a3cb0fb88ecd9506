import type { Picture } from "../../src/experiments/index.js";
import { axisEdges, regimeAt } from "../../src/maps/index.js";
import {
  type FigureLine,
  type FigurePanel,
  mapFigure,
  panelFigure,
  type ReportTable,
  thin,
} from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import type { ExactMap } from "./exact-map.js";
import { panelCsv } from "./panel-csv.js";
import { power, regimeClaims } from "./regime-claims.js";
import { lr, type RegimeData, type RegimeRow, regimeProblems, regimeRuns, regimesShown, steps } from "./regime-runs.js";

/** Steps that are enlarged, at the end. */
const enlarged = 600;

export const figure07 = defineStudy<RegimeData>({
  figure: 7,
  title: "Three patterns of Adam: spikes, oscillation, a large loss",
  seconds: 20,
  shown: regimesShown,
  compute: regimeRuns,
  draw: ({ rows, maps }) => [drawPatterns(rows.filter(({ trajectory }) => trajectory !== null)), ...maps.map(drawMap)],
  tabulate: (data) => [regimeTable(data)],
  claims: regimeClaims,
});

function drawPatterns(rows: readonly RegimeRow[]): Picture {
  const panels = [...rows.map(wholePanel), ...rows.map(enlargedPanel), ...rows.map(statePanel)];
  return {
    name: "figure-07",
    spec: panelFigure(panels, {
      title: `Figure 7. Three patterns of Adam, lr ${lr}: the loss, its last ${enlarged} steps, and their path in the state space`,
      columns: 3,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,line,x,y"),
    alt: "For three pairs of rates: the loss over all steps and over the last ones, logarithmic, and the norms of m and of the root of v over the norm of x",
    caption: `${regimeProblems[0]!.formula}; ε = 1e-8, β = 1 − b·lr, α = 1 − a·lr. The paper’s three axes (‖x‖, ‖m‖, ‖√v‖) are drawn as two curves over ‖x‖, for the last ${enlarged} steps.`,
  };
}

const lineOf = (label: string, x: Float64Array, y: Float64Array): FigureLine => ({ label, kind: "fitted", x, y });

function wholePanel({ item, trajectory }: RegimeRow): FigurePanel {
  const { loss } = trajectory!;
  const { x, y } = thin(Float64Array.from(loss.keys()), loss);
  return { title: item.label, xTitle: "step k", yTitle: "f(x_k)", yScale: "log", lines: [lineOf("f", x, y)] };
}

function enlargedPanel({ item, trajectory }: RegimeRow): FigurePanel {
  const { loss } = trajectory!;
  const x = Float64Array.from({ length: enlarged + 1 }, (_, k) => steps - enlarged + k);
  return {
    title: `${item.label}: the last ${enlarged} steps`,
    xTitle: "step k",
    yTitle: "f(x_k)",
    yScale: "log",
    lines: [lineOf("f", x, loss.slice(-enlarged - 1))],
  };
}

function statePanel({ item, trajectory }: RegimeRow): FigurePanel {
  const { theta, m, v, dimension } = trajectory!;
  const norms = (values: Float64Array, square: (value: number) => number): Float64Array =>
    Float64Array.from({ length: enlarged + 1 }, (_, k) => {
      const row = steps - enlarged + k;
      const own = values.subarray(row * dimension, (row + 1) * dimension);
      return Math.sqrt(own.reduce((sum, value) => sum + square(value), 0));
    });
  const size = norms(theta, (value) => value * value);
  const path = (label: string, y: Float64Array): FigureLine => ({ ...lineOf(label, size, y), isPath: true });
  return {
    title: `${item.label}: state space`,
    xTitle: "‖x‖",
    yTitle: "‖m‖, ‖√v‖",
    xScale: "log",
    yScale: "log",
    lines: [
      path(
        "‖m‖",
        norms(m!, (value) => value * value),
      ),
      path(
        "‖√v‖",
        norms(v!, (value) => value),
      ),
    ],
  };
}

function drawMap({ exponent, x, y, cells, overlays, share }: ExactMap): Picture {
  const regimes = Array.from(cells.regime.keys(), (cell) => regimeAt(cells, cell));
  const losses = cells.finalLogLoss.map((value) => value / Math.LN10);
  const csv = regimes.map((regime, cell) => {
    const [column, row] = [cell % x.values.length, Math.floor(cell / x.values.length)];
    return `${x.values[column]},${y.values[row]},${regime},${losses[cell]}`;
  });
  return {
    name: `figure-07-map-${exponent}`,
    spec: mapFigure(
      {
        xEdges: axisEdges(x),
        yEdges: axisEdges(y),
        xTitle: "β (beta1)",
        yTitle: "α (beta2)",
        xScale: "linear",
        yScale: "linear",
        regimes,
        losses,
        overlays,
      },
      {
        title: `Figure 7: Adam on x${exponent === 4 ? "⁴" : "⁶"}/${exponent} over its factors`,
        subtitle: `lr 0.001, x0 = 1, ε = 0, 12 000 steps; ${share.right} of ${share.counted} cells as the theorem says, ${share.cut} are cut by the boundary`,
      },
    ),
    csv: `beta1,beta2,regime,log10_final_loss\n${csv.join("\n")}\n`,
    alt: `Regimes and final losses of Adam on a monomial of degree ${exponent} over both momentum factors, with the exact boundary of linear convergence`,
    caption: "Each cell is one run, by numbers of unlimited range. Lines: docs/theory/regime-map-ground-truth.md.",
  };
}

function regimeTable({ rows }: RegimeData): ReportTable {
  return {
    name: "figure-07-table",
    title: "What the three settings do on several problems",
    note: `lr ${lr}, ${steps} steps, ε = 1e-8. Losses above the minimum: least of the run, and median and largest of its last 1000 steps. Problems of one parameter are run by numbers of unlimited range.`,
    columns: ["problem", "setting", "paper", "diagnosis", "confidence", "least", "median", "largest", "evidence"],
    rows: rows.map(({ problem, item, diagnosis, least, median, high }) => [
      problem,
      item.label,
      item.regime,
      diagnosis.regime,
      diagnosis.confidence,
      power(least),
      power(median),
      power(high),
      diagnosis.evidence[0] ?? "",
    ]),
  };
}
