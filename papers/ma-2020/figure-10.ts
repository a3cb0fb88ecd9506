import type { Picture } from "../../src/experiments/index.js";
import { type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { spikeText } from "./contest-claims.js";
import { defineStudy } from "./define-study.js";
import { lossText } from "./loss-summary.js";
import { scaleText } from "./network-setup.js";
import { panelCsv } from "./panel-csv.js";
import { poissonClaims } from "./poisson-claims.js";
import { lr, type PoissonContest, type PoissonData, poissonRuns, poissonSizes, testEvery } from "./poisson-runs.js";

export const figure10 = defineStudy<PoissonData>({
  figure: 10,
  title: "Two Poisson equations by the deep Galerkin method",
  seconds: 200,
  hasNetworks: true,
  compute: poissonRuns,
  draw: (data) => [drawCurves(data)],
  tabulate: (data) => [poissonTable(data)],
  claims: poissonClaims,
});

/** Runs that blow up rise by tens of orders: they would press all else to the ground. */
const ceiling = 10;

/** Both problems from the first seed: the objective on the left, the test error on the right, as in the paper. */
function drawCurves({ contests, scale }: PoissonData): Picture {
  const { seeds, box, disk } = poissonSizes[scale];
  const panels = contests
    .filter(({ seed }) => seed === seeds[0])
    .flatMap((contest) => [lossPanel(contest), testPanel(contest)]);
  const others = seeds.length > 1 ? ` Drawn: seed ${seeds[0]}; the table has the others.` : "";
  return {
    name: "figure-10",
    spec: panelFigure(panels, {
      title: `Figure 10. Two Poisson equations by the deep Galerkin method, Adam, lr ${lr}`,
      subtitle: scaleText[scale],
      columns: 2,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,line,x,y"),
    alt: "The objective and the test error over the steps, logarithmic, for two problems and four pairs of rates",
    caption: `(i) −Δu = 0 in (0, 1)⁴, 4-200-200-1, tanh, ${box.points} points inside and as many on the boundary; (ii) −Δu = 1 in the unit disk, 2-10-10-10-1, GELU, ${disk.points} and ${disk.points}; ${box.steps} and ${disk.steps} steps, whose number the paper does not print; ${scaleText[scale]}. The points stay the same from step to step. Test error: mean of (u − u*)² at ${box.test} points inside, every ${testEvery} steps; the paper prints it without the square. First parameters as PyTorch draws them. Values above ${ceiling} are drawn at ${ceiling}. The paper names only the default of its rates a, b: the others are chosen here.${others}`,
  };
}

function lossPanel({ problem, contestants }: PoissonContest): FigurePanel {
  const lines = contestants.map(({ item, loss }) => {
    return { label: item.label, kind: "fitted" as const, ...thin(Float64Array.from(loss.keys()), capped(loss)) };
  });
  return { ...axes, title: `${problem.label}: objective`, yTitle: "objective I(θ)", lines };
}

function testPanel({ problem, contestants }: PoissonContest): FigurePanel {
  const lines = contestants.map(({ item, test }) => ({
    label: item.label,
    kind: "fitted" as const,
    ...thin(test.steps, capped(test.values)),
  }));
  return { ...axes, title: `${problem.label}: test error`, yTitle: "mean of (u − u*)²", lines };
}

const capped = (values: Float64Array): Float64Array => values.map((value) => Math.min(value, ceiling));

const axes = { xTitle: "step k", yScale: "log" } as const;

function poissonTable({ contests }: PoissonData): ReportTable {
  return {
    name: "figure-10-table",
    title: "What the settings do on both problems",
    note: `lr ${lr}, ε = 1e-8. Objective: least of the run, and median and largest of the last fifth of the steps; test error: median of the last fifth.`,
    columns: ["problem", "setting", "diagnosis", "spikes", "steps", "least", "median", "largest", "test error"],
    rows: contests.flatMap(({ what, contestants }) =>
      contestants.map(({ item, loss, summary, testMedian }) => [
        what,
        item.label,
        summary.diagnosis.regime,
        spikeText(summary.diagnosis, "step"),
        String(loss.length - 1),
        lossText(summary.least),
        lossText(summary.median),
        lossText(summary.high),
        lossText(testMedian),
      ]),
    ),
  };
}
