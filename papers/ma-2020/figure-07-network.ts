import type { Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { pairText, samplesText } from "./data-words.js";
import { defineStudy } from "./define-study.js";
import { lossText } from "./loss-summary.js";
import { headwayText, patternClaims } from "./network-pattern-claims.js";
import { type PatternData, type PatternRow, patternRuns } from "./network-pattern-runs.js";
import { scaleText } from "./network-setup.js";
import { panelCsv } from "./panel-csv.js";
import { lr } from "./regime-runs.js";
import { maximaText } from "./ripple.js";

/** Ratio of sizes from which on their axis is logarithmic. */
const wide = 30;

/** The paper's own part of figure 7: a network. */
export const figure07Network = defineStudy<PatternData>({
  figure: 7,
  title: "Three patterns of Adam on a network: spikes, oscillation, a large loss",
  seconds: 100,
  hasNetworks: true,
  compute: patternRuns,
  draw: (data) => [drawPatterns(data)],
  tabulate: (data) => [patternTable(data)],
  claims: patternClaims,
});

function drawPatterns(data: PatternData): Picture {
  const { size, rows, dataName, scale } = data;
  const drawn = rows.filter(({ seed }) => seed === size.seeds[0]);
  const panels = [...drawn.map(wholePanel), ...drawn.map(enlargedPanel), ...drawn.map(statePanel)];
  return {
    name: "figure-07-network",
    spec: panelFigure(panels, {
      title: `Figure 7. Three patterns of Adam on a network, lr ${lr}: the loss, a part of it, and the path in the state space`,
      subtitle: `${dataName}, ${samplesText(size)}, network 3072-${size.hidden.join("-")}-1; ${scaleText[scale]}`,
      columns: 3,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,line,x,y"),
    alt: "For three pairs of rates: the training loss of a network over all steps and over a part of them, logarithmic, and the norms of m and of the root of v over the norm of the parameters",
    caption: `${pairText(data)}, network 3072-${size.hidden.join("-")}-1, ${size.steps} steps, ε = 1e-8, seed ${size.seeds[0]}; ${scaleText[scale]}. The paper’s three axes (‖x‖, ‖m‖, ‖√v‖) are drawn as two curves over ‖x‖, over the same steps as the part of the loss above. The shown steps are the paper’s shares of the run: the last fifth, and from two to four fifths for the setting with spikes; of a run that ended before, as many of its last steps.`,
  };
}

const lineOf = (label: string, x: Float64Array, y: Float64Array): FigureLine => ({ label, kind: "fitted", x, y });

function wholePanel({ item, record: { loss } }: PatternRow): FigurePanel {
  const { x, y } = thin(Float64Array.from(loss.keys()), loss);
  return { title: item.label, xTitle: "step k", yTitle: "loss", yScale: "log", lines: [lineOf("loss", x, y)] };
}

function enlargedPanel({ item, record: { loss }, shown: { from, to } }: PatternRow): FigurePanel {
  const x = Float64Array.from({ length: to - from + 1 }, (_, k) => from + k);
  return {
    title: `${item.label}: steps ${from} to ${to}`,
    xTitle: "step k",
    yTitle: "loss",
    yScale: "log",
    lines: [lineOf("loss", x, loss.slice(from, to + 1))],
  };
}

function statePanel({ item, record: { metrics }, shown: { from, to } }: PatternRow): FigurePanel {
  const { step, thetaNorm, mNorm, rootVNorm } = metrics;
  const pick = (values: Float64Array) => values.filter((_, row) => step[row]! >= from && step[row]! <= to);
  const size = pick(thetaNorm);
  const path = (label: string, norms: Float64Array): FigureLine => ({
    ...lineOf(label, size, pick(norms)),
    isPath: true,
  });
  return {
    title: `${item.label}: state space, the same steps`,
    xTitle: "‖x‖",
    // a path that stays near one place would be a point on a logarithmic axis, which has room for decades
    xScale: Math.max(...size) > wide * Math.min(...size) ? "log" : "linear",
    yTitle: "‖m‖, ‖√v‖",
    yScale: "log",
    lines: [path("‖m‖", mNorm), path("‖√v‖", rootVNorm)],
  };
}

function patternTable({ rows, last, size }: PatternData): ReportTable {
  return {
    name: "figure-07-network-table",
    title: "What the three settings do on the network",
    note: `lr ${lr}, ${size.steps} steps. Median and largest loss of the last ${last} steps; of the enlarged part the number of maxima (${maximaText}), and the medians of the rise to them and of ‖m‖/‖√v‖.`,
    columns: [
      ...["setting", "seed", "paper", "diagnosis", "confidence", "least", "median", "largest"],
      ...["maxima", "rise", "‖m‖/‖√v‖", "evidence"],
    ],
    rows: rows.map(({ item, seed, summary, ripple, headway }) => [
      item.label,
      seed,
      item.regime,
      summary.diagnosis.regime,
      summary.diagnosis.confidence,
      lossText(summary.least),
      lossText(summary.median),
      lossText(summary.high),
      ripple.maxima,
      ripple.rise,
      headwayText(headway),
      summary.diagnosis.evidence[0] ?? "",
    ]),
  };
}
