import type { Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import {
  approachRate,
  doublesConverge,
  drawnConverge,
  exactAmplitude,
  printedAmplitude,
  scanConverges,
} from "./cycle-claims.js";
import { type CycleData, cycleRuns, cycleSetting, type DrawnRun, drawnFactors, lr } from "./cycle-runs.js";
import { defineStudy } from "./define-study.js";
import { panelCsv } from "./panel-csv.js";
import { depthOfFall } from "./two-cycle.js";

/** Steps at the start and at the end that are drawn one by one. */
const firstSteps = 130;
const lastSteps = 12;

export const figure06 = defineStudy<CycleData>({
  figure: 6,
  title: "RMSprop on x²/2: the 2-cycle",
  seconds: 6,
  shown: drawnFactors.map(cycleSetting),
  compute: cycleRuns,
  draw: (data) => [drawCycle(data)],
  tabulate: ({ scan, others }) => [scanTable(scan), otherTable(others)],
  claims: [drawnConverge, printedAmplitude, exactAmplitude, scanConverges, doublesConverge, approachRate],
});

const lineOf = ({ beta2 }: DrawnRun, x: Float64Array, y: Float64Array): FigureLine => {
  return { label: `α = ${beta2}`, kind: "fitted", x, y };
};

function drawCycle({ drawn }: CycleData): Picture {
  const range = (from: number, until: number) => Float64Array.from({ length: until - from }, (_, k) => from + k);
  const panels: FigurePanel[] = [
    {
      title: `the first ${firstSteps} steps`,
      xTitle: "step k",
      yTitle: "x_k",
      lines: drawn.map((one) => lineOf(one, range(0, firstSteps + 1), one.exact.theta.slice(0, firstSteps + 1))),
    },
    {
      title: `the last ${lastSteps} steps`,
      xTitle: "steps before the end",
      yTitle: "x_k",
      lines: drawn.map((one) => lineOf(one, range(-lastSteps, 1), one.exact.theta.slice(-lastSteps - 1))),
    },
    {
      title: "distance to the cycle",
      xTitle: "step k + 1",
      yTitle: "distance",
      xScale: "log",
      yScale: "log",
      lines: drawn.map((one) => {
        const { x, y } = thinOnLog(one.distances);
        return lineOf(one, x, y);
      }),
    },
    {
      title: "size, beyond the range of doubles",
      xTitle: "step k + 1",
      yTitle: "log10 |x_k|",
      xScale: "log",
      lines: drawn.map((one) => {
        const { x, y } = thinOnLog(one.exact.logLoss!.map((value) => (value + Math.LN2) / 2 / Math.LN10));
        return lineOf(one, x, y);
      }),
    },
  ];
  return {
    name: "figure-06",
    spec: panelFigure(panels, {
      title: "Figure 6. RMSprop on x²/2 and its 2-cycle",
      subtitle: `lr ${lr}, x0 = 1; the cycle is ±(η/2 − ε) = ±0.00499999`,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,factor,x,y"),
    alt: "Iterates of RMSprop on x²/2 for several second-moment factors: first and last steps, distance to the 2-cycle, and size on a logarithmic scale",
    caption:
      "f(x) = x²/2, x0 = 1 (the paper gives no start), ε = 1e-8, by numbers of unlimited range: at α = 0.999 x passes through sizes far below the least double. Long series are drawn by the least and the greatest value of ranges that are equal on the logarithmic axis.",
  };
}

/** The least and the greatest value of each of some ranges of steps that are equal in the logarithm of k + 1. */
function thinOnLog(values: Float64Array): { x: Float64Array; y: Float64Array } {
  const ranges = 200;
  const edge = (i: number) => Math.round(values.length ** (i / ranges)) - 1;
  const kept = new Set<number>([0, values.length - 1]);
  for (let i = 0; i < ranges; i++) {
    const [from, until] = [edge(i), Math.max(edge(i) + 1, edge(i + 1))];
    const steps = Float64Array.from({ length: until - from }, (_, k) => from + k);
    for (const k of thin(steps, values.subarray(from, until), { buckets: 1 }).x) kept.add(k);
  }
  const steps = [...kept].sort((a, b) => a - b);
  return { x: Float64Array.from(steps, (k) => k + 1), y: Float64Array.from(steps, (k) => values[k]!) };
}

function scanTable(scan: CycleData["scan"]): ReportTable {
  return {
    name: "figure-06-scan",
    title: "Which factors and starts reach the cycle",
    note: "Starts between lr/1000 and 1000·lr, evenly in the logarithm; each run makes as many steps as 60 e-foldings of the approach need. Reached: from some step on within 1e-12 of the cycle; fastest and slowest: that step. Doubles: the same runs in double precision. Least: log10 of the smallest |x| of any of them, and −π²/(2(1 − α)) by theory, for starts far above lr. Factor: of the distance to the cycle in one step near it, by theory and fitted to the run from 1.",
    columns: [
      "α",
      "starts",
      "reached",
      "in doubles",
      "fastest",
      "slowest",
      "least",
      "by theory",
      "factor, theory",
      "fitted",
    ],
    rows: scan.map(({ beta2, starts, exact, doubles, fastest, slowest, least, factor, measured }) => [
      beta2,
      starts,
      exact,
      doubles,
      fastest,
      slowest,
      least,
      depthOfFall(beta2) / Math.LN10,
      factor,
      measured,
    ]),
  };
}

function otherTable(others: CycleData["others"]): ReportTable {
  return {
    name: "figure-06-curvatures",
    title: "The cycle of ½hx²",
    note: "RMSprop, α = 0.9, lr 0.01, from 1: the cycle ±(η/2 − ε/h), and how far the last tenth of the run is from it at most.",
    columns: ["h", "ε", "η/2 − ε/h", "distance"],
    rows: others.map(({ curvature, epsilon, amplitude, last }) => [curvature, epsilon, amplitude, last]),
  };
}
