import type { Picture } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import { equalStart, fasterEarly, signBound } from "./speed-claims.js";
import { lr, type SpeedData, type SpeedRow, speedProblems, speedRuns, speedShown, veryStart } from "./speed-runs.js";

/** Ends of the whole and of the enlarged panels. */
const wholeUntil = 3;
const startUntil = 0.1;
/** On x²/2 losses fall below the least double; less than this is drawn at it. */
const leastDrawn = 1e-40;

export const figure03 = defineStudy<SpeedData>({
  figure: 3,
  title: "How the rates a and b affect the speed",
  seconds: 4,
  shown: speedShown,
  compute: speedRuns,
  draw: (data) =>
    speedProblems.map((problem, k) => drawSpeed(data, { problem: problem.name, formula: problem.formula, place: k })),
  tabulate: (data) => [speedTable(data), startTable(data)],
  claims: [fasterEarly("adam"), fasterEarly("rmsprop"), equalStart("adam"), equalStart("rmsprop"), signBound],
});

interface Drawn {
  readonly problem: string;
  readonly formula: string;
  /** The first is the figure, others are folded away. */
  readonly place: number;
}

function drawSpeed({ rows }: SpeedData, { problem, formula, place }: Drawn): Picture {
  const panel = (optimizer: SpeedRow["optimizer"], until: number): FigurePanel => ({
    title: `${optimizer === "adam" ? "Adam" : "RMSprop"}${until === startUntil ? ", the start" : ""}`,
    xTitle: "time t = lr·k",
    yTitle: "f − f*",
    yScale: "log",
    lines: rows
      .filter((row) => row.problem === problem && row.optimizer === optimizer)
      .map((row) => lossLine(row, until)),
  });
  const panels = [wholeUntil, startUntil].flatMap((until) => [panel("adam", until), panel("rmsprop", until)]);
  const csv = panels.flatMap(({ title, lines }) =>
    lines.flatMap(({ label, kind, x, y }) => Array.from(x, (t, k) => `"${title}",${label},${kind},${t},${y[k]}`)),
  );
  const name = place === 0 ? "figure-03" : `figure-03-${place + 1}`;
  return {
    name,
    spec: panelFigure(panels, {
      title: `Figure 3. The speed of Adam and RMSprop for several rates: ${problem}`,
      kindLabels: { discrete: `algorithm, lr ${lr}`, continuous: "flow" },
    }),
    csv: `panel,rates,road,t,excess\n${csv.join("\n")}\n`,
    alt: "Loss above its minimum over time, logarithmic, for Adam and RMSprop with several rates, algorithm and flow, with the start enlarged",
    caption: `${formula}; analytic problems in place of the paper’s network. β = 1 − b·lr, α = 1 − a·lr, ε = 1e-8; flows up to t = 1.3. Losses below ${leastDrawn} are drawn at it.`,
    ...(place > 0 && { summary: `The same for: ${problem}` }),
  };
}

function lossLine({ label, road, trajectory: { times }, excess }: SpeedRow, until: number): FigureLine {
  const count = times.filter((t) => t <= until * (1 + 1e-9)).length;
  const drawn = excess.slice(0, count).map((value) => Math.max(value, leastDrawn));
  return {
    label: `rates ${label.split(" = ").at(-1)}`,
    kind: road === "discrete" ? "discrete" : "continuous",
    ...thin(times.subarray(0, count), drawn),
  };
}

function speedTable({ rows }: SpeedData): ReportTable {
  return {
    name: "figure-03-table",
    title: "How fast",
    note: `Times at which a half, a tenth and a hundredth of the excess loss at the start is left, and its fall at t = ${veryStart} as a share of it.`,
    columns: ["problem", "method", "rates", "road", "half", "tenth", "hundredth", "fall at the start"],
    rows: rows.map(({ problem, optimizer, label, road, times, fallen }) => [
      problem,
      optimizer,
      label,
      road,
      ...times.map((time) => (Number.isFinite(time) ? time : "never")),
      fallen,
    ]),
  };
}

function startTable({ starts }: SpeedData): ReportTable {
  return {
    name: "figure-03-start",
    title: "Proposition 3 along Adam’s flow",
    note: "ε = 0. Horizon c³/(32M²L√d) and slope 54M³L√d/c⁴ with c, M and L of the start. Worst: largest ‖x' + sign ∇f(x)‖ over slope·τ, and when, as a share of the horizon.",
    columns: ["problem", "a", "b", "horizon", "slope", "worst", "when", "value at the horizon"],
    rows: starts.map(({ problem, rate1, rate2, horizon, slope, worst, at, last }) => [
      problem,
      rate2,
      rate1,
      horizon,
      slope,
      worst,
      at,
      last,
    ]),
  };
}
