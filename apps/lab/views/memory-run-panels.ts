import type { FigureLine, FigurePanel, LineKind } from "../../../src/report/index.js";
import type { Trajectory } from "../../../src/trajectory/index.js";
import type { MemoryOutput, RememberedRun } from "../jobs/memory-job.js";

/** Labels of signals and their memories, in the order of their colours. */
export const signalLabels = [
  "gradient g",
  "memory m",
  "squared gradient",
  "memory v",
  "m of the algorithm",
  "v of the algorithm",
];
/** Labels of the equations beside each other. */
export const designLabels = ["designed kernels", "Adam’s kernels"];

/** What is below this share of the largest is not drawn on a logarithmic axis. */
const faintest = 1e-12;

/** Gradients along the run, and what is remembered of them. */
export function signalPanels(
  { equation, algorithm, run }: MemoryOutput,
  { component }: { readonly component: number },
): readonly FigurePanel[] {
  if ("refusal" in equation) return [];
  const { lr, norm } = run;
  const squared = gradientColumn(equation, component).map((g) => g * g);
  const g2 = norm ? squaredNorms(equation) : squared;
  const line = (label: number, kind: LineKind, [{ times }, y]: readonly [Trajectory, Float64Array | null]) =>
    y === null ? [] : [{ label: signalLabels[label]!, kind, x: times.map((t) => t / lr), y }];
  const { trajectory } = equation;
  const own = algorithm?.trajectory;
  const first = [
    ...line(0, "continuous", [trajectory, gradientColumn(equation, component)]),
    ...line(1, "fitted", [trajectory, column(trajectory, "m", component)]),
    ...(own ? line(4, "discrete", [own, column(own, "m", component)]) : []),
  ];
  const second = [
    ...line(2, "continuous", [trajectory, g2]),
    ...line(3, "fitted", [trajectory, column(trajectory, "v", component)]),
    ...(own ? line(5, "discrete", [own, column(own, "v", component)]) : []),
  ];
  const xTitle = "step k = t/α";
  return [
    { title: "the gradient and what is remembered of it", xTitle, yTitle: "g, m", lines: first },
    {
      title: norm ? "‖g‖² and what is remembered of it" : "the squared gradient and what is remembered of it",
      xTitle,
      yTitle: norm ? "‖g‖², v" : "g², v",
      lines: visible(second),
      yScale: "log",
    },
  ];
}

/** Parameters and loss of the equation with designed kernels beside Adam's. */
export function designPanels(
  { equation, adam, run }: MemoryOutput,
  { component }: { readonly component: number },
): readonly FigurePanel[] {
  if ("refusal" in equation || adam === null) return [];
  const both = [equation.trajectory, adam];
  const isPositive = both.every(({ loss }) => loss.every((value) => value >= 0));
  const lines = (key: "theta" | "loss") =>
    both.map((trajectory, place): FigureLine => {
      const kind = place === 0 ? "continuous" : "fitted";
      const y = key === "loss" ? trajectory.loss : column(trajectory, "theta", component)!;
      return { label: designLabels[place]!, kind, x: trajectory.times.map((t) => t / run.lr), y };
    });
  const xTitle = "step k = t/α";
  return [
    { title: "parameter with each memory", xTitle, yTitle: "θ", lines: lines("theta") },
    {
      title: "loss with each memory",
      xTitle,
      yTitle: "f(θ)",
      lines: lines("loss"),
      yScale: isPositive ? "log" : "linear",
    },
  ];
}

/** One component of the rows of a trajectory; of a norm variant's v the only one. */
export function column(trajectory: Trajectory, key: "theta" | "m" | "v", component: number): Float64Array | null {
  const rows = trajectory[key];
  const count = trajectory.times.length;
  if (rows === undefined || count === 0) return null;
  const width = rows.length / count;
  const place = Math.min(component, width - 1);
  return Float64Array.from({ length: count }, (_, k) => rows[k * width + place]!);
}

function gradientColumn({ trajectory: { dimension, times }, gradient }: RememberedRun, component: number) {
  return Float64Array.from(times, (_, k) => gradient[k * dimension + component]!);
}

function squaredNorms({ trajectory: { dimension, times }, gradient }: RememberedRun): Float64Array {
  return Float64Array.from(times, (_, k) =>
    gradient.subarray(k * dimension, (k + 1) * dimension).reduce((sum, g) => sum + g * g, 0),
  );
}

function visible(lines: readonly FigureLine[]): readonly FigureLine[] {
  const peak = lines.reduce(
    (most, { y }) => y.reduce((top, value) => (value < Infinity ? Math.max(top, value) : top), most),
    0,
  );
  return lines.map((line) => ({ ...line, y: line.y.map((value) => (value > faintest * peak ? value : Number.NaN)) }));
}

/** The algorithm's own moment at the last whole step up to `time`; null where there is none. */
export function ownMoment(
  { algorithm, run }: MemoryOutput,
  { moment, component, time }: { readonly moment: "m" | "v"; readonly component: number; readonly time: number },
): { readonly step: number; readonly value: number } | null {
  if (algorithm === null) return null;
  // a time that is a step up to rounding is that step
  const step = Math.floor(time / run.lr + 1e-9);
  const { trajectory } = algorithm;
  const rows = trajectory[moment];
  if (rows === undefined || step >= trajectory.times.length) return null;
  const width = rows.length / trajectory.times.length;
  return { step, value: rows[step * width + Math.min(component, width - 1)]! };
}
