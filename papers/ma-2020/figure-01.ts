import type { Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import { lateClaims } from "./late-claims.js";
import {
  factors,
  type LateData,
  type LateProblem,
  type LateRow,
  lateProblems,
  lateRuns,
  lr,
  measuredEvery,
} from "./late-runs.js";
import { lossText } from "./loss-summary.js";
import { scaleText } from "./network-setup.js";
import { panelCsv } from "./panel-csv.js";
import { extremesOf, testSeries } from "./test-progress.js";

export const figure01 = defineStudy<LateData>({
  figure: 1,
  title: "Adam with its usual factors: spikes in the late phase",
  seconds: 150,
  hasNetworks: true,
  compute: lateRuns,
  draw: (data) => [drawLosses(data)],
  tabulate: (data) => [lateTable(data)],
  claims: lateClaims,
});

function drawLosses(data: LateData): Picture {
  const { rows, size, scale, dataName, dataText } = data;
  const { pair, sines, seeds } = size;
  const panels = lateProblems.map((problem) =>
    lossPanel(rows.find((row) => row.problem === problem && row.seed === seeds[0])!, titleOf(data, problem)),
  );
  return {
    name: "figure-01",
    spec: panelFigure(panels, {
      title: `Figure 1. Adam with the full batch, lr ${lr}, factors ${factors.beta1} and ${factors.beta2}`,
      subtitle: `left: ${dataName}; ${scaleText[scale]}`,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,line,step,loss"),
    alt: "Training and test loss over the steps, logarithmic, of a classification and of a regression by fully connected networks",
    caption: `Left: ${dataText}, the first ${pair.perClass} training samples and ${pair.testPerClass} test samples of each of two classes, targets 0 and 1. Right: Σ sin 2πx_k on [0, 1]⁵, ${sines.samples} points and ${sines.test} others to test. ReLU, square loss, ε = 1e-8, seed ${seeds[0]}; ${scaleText[scale]}. The test loss is measured every ${measuredEvery(pair.steps)} steps on the left and every ${measuredEvery(sines.steps)} on the right. Long series are drawn by the least and the greatest value of each of 250 equal ranges. The paper’s text does not give the number of steps.`,
  };
}

function titleOf({ size: { pair, sines } }: LateData, problem: LateProblem): string {
  const widths = problem === "classification" ? [3072, ...pair.hidden, 1] : [5, ...sines.hidden, 1];
  return `${problem}, ${widths.join("-")}`;
}

function lossPanel({ record: { loss, metrics } }: LateRow, title: string): FigurePanel {
  const { step, value } = testSeries(metrics, "test loss");
  const lines: readonly FigureLine[] = [
    { label: "training loss", kind: "fitted", ...thin(Float64Array.from(loss.keys()), loss) },
    { label: "test loss", kind: "fitted", x: step, y: value },
  ];
  return { title, xTitle: "step k", yTitle: "loss", yScale: "log", lines };
}

function lateTable({ rows }: LateData): ReportTable {
  return {
    name: "figure-01-table",
    title: "The late phase",
    note: "Least loss of the run and median of its last quarter. Spikes with their peak in the third and in the last quarter, and the median of their rises in decades. Tenfold: share of the steps of the second half with a loss ten or more times the least one until there.",
    columns: [
      ...["problem", "seed", "steps", "diagnosis", "least", "median", "spikes", "decades", "tenfold"],
      ...["least test loss", "test loss at the end", "best accuracy", "accuracy at the end"],
    ],
    rows: rows.map(({ problem, seed, steps, record: { metrics }, summary, late }) => {
      const test = extremesOf(testSeries(metrics, "test loss"));
      const accuracy = extremesOf(testSeries(metrics, "accuracy"));
      return [
        ...[problem, seed, steps, summary.diagnosis.regime, lossText(summary.least), lossText(summary.median)],
        ...[late.quarters.join(" + "), late.decades, late.tenfold],
        ...[test.least, test.last, accuracy.most, accuracy.last].map((value) => (Number.isFinite(value) ? value : "")),
      ];
    }),
  };
}
