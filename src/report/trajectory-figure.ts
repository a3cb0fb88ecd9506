import type { NegativeMoment } from "../trajectory/negative-moment.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { FigureLine, FigurePanel, FigureSpec } from "./figure-spec.js";
import { negativeStretches } from "./negative-stretches.js";
import { panelFigure } from "./panel-figure.js";
import { thin } from "./thin.js";

/** One trajectory and what the legend calls it. */
export interface LabelledTrajectory {
  readonly label: string;
  readonly trajectory: Trajectory;
  /** Where its second moment is negative; that stretch is marked. */
  readonly negativeV?: NegativeMoment | null;
}

/** More components than this are not told apart in a figure. */
const mostComponents = 3;

/**
 * Parameters, velocity, acceleration, loss and moments over time, one panel for each that the trajectories hold.
 *
 * The first series is drawn wide, and pale where there are others, which are thin and dashed, so that curves that
 * coincide are both seen. Long series are drawn by their envelope. The loss has a logarithmic axis where it is positive
 * throughout. Of more than three components the first three are drawn, and the panel's title says so. A second moment is
 * red where it is negative, and the panel's title says where that is.
 *
 * @example
 * const trajectory = run(doubleWellObjective(), adamOptimizer({ lr: 0.1 }), { theta0: [0.1], steps: 100 });
 * trajectoryFigure([{ label: "Adam", trajectory }], { title: "Adam on the double well" });
 */
export function trajectoryFigure(
  series: readonly LabelledTrajectory[],
  { title }: { readonly title?: string } = {},
): FigureSpec {
  const loss = rowsPanel(series, "loss");
  const isPositive = loss?.lines.every((line) => line.y.every((value) => value > 0));
  const panels = [
    rowsPanel(series, "theta"),
    rowsPanel(series, "velocity"),
    rowsPanel(series, "acceleration"),
    loss === null ? null : { ...loss, yScale: isPositive ? ("log" as const) : ("linear" as const) },
    rowsPanel(series, "m"),
    markNegative(rowsPanel(series, "v"), series),
  ].filter((panel) => panel !== null);
  return panelFigure(panels, { ...(title === undefined ? {} : { title }), kindLegend: false });
}

const names = {
  theta: "parameters θ",
  velocity: "velocity θ′",
  acceleration: "acceleration θ″",
  loss: "loss f(θ)",
  m: "first moment m",
  v: "second moment v",
} as const;

type Quantity = keyof typeof names;

/** The loss of a single series of several components: none of their colours would mean anything. */
const neutral = "#333333";

function rowsPanel(series: readonly LabelledTrajectory[], quantity: Quantity): FigurePanel | null {
  const lines = series.flatMap(({ label, trajectory }, index) =>
    componentLines(trajectory, { quantity, label, kind: index === 0 ? "continuous" : "discrete" }),
  );
  if (lines.length === 0) return null;
  const isNeutral = quantity === "loss" && series.length === 1 && widthOf(series[0]!.trajectory, "theta") > 1;
  const width = Math.max(...series.map(({ trajectory }) => widthOf(trajectory, quantity)));
  return {
    title:
      width > mostComponents ? `${names[quantity]} (${mostComponents} of ${width} components drawn)` : names[quantity],
    xTitle: "time t",
    yTitle: names[quantity].split(" ").at(-1)!,
    lines: isNeutral ? lines.map((line) => ({ ...line, color: neutral })) : lines,
  };
}

/** The panel with v in red where it is negative, also in components that are not drawn, or the time of it where no row lies there. */
function markNegative(panel: FigurePanel | null, series: readonly LabelledTrajectory[]): FigurePanel | null {
  const found = series.filter(({ negativeV }) => negativeV);
  if (panel === null || found.length === 0) return panel;
  const from = Math.min(...found.map(({ negativeV }) => negativeV!.from));
  const to = Math.max(...found.map(({ negativeV }) => negativeV!.to));
  const short = (time: number): string => String(Number(time.toPrecision(3)));
  const name = panel.title.replace(`${names.v} (`, "v (").replace("components ", "");
  return {
    ...panel,
    title: `${name}; red: v < 0 from ${short(from)} to ${short(to)}`,
    lines: [...panel.lines, ...found.flatMap(negativeLines)],
  };
}

function negativeLines({ label, trajectory, negativeV }: LabelledTrajectory): readonly FigureLine[] {
  const lines = componentLines(trajectory, { quantity: "v", label, kind: "continuous", most: Infinity });
  const { from, to } = negativeV!;
  return negativeStretches(lines, { otherwise: { from, to } });
}

function widthOf(trajectory: Trajectory, quantity: Quantity): number {
  const count = trajectory.times.length;
  return count === 0 ? 0 : Math.round((trajectory[quantity]?.length ?? 0) / count);
}

interface ComponentOptions {
  readonly quantity: Quantity;
  readonly label: string;
  readonly kind: FigureLine["kind"];
  readonly most?: number;
}

function componentLines(
  trajectory: Trajectory,
  { quantity, label, kind, most = mostComponents }: ComponentOptions,
): FigureLine[] {
  const rows = trajectory[quantity];
  const count = trajectory.times.length;
  if (rows === undefined || count === 0) return [];
  const width = widthOf(trajectory, quantity);
  return Array.from({ length: Math.min(width, most) }, (_, component) => {
    const values = Float64Array.from({ length: count }, (_, k) => rows[k * width + component]!);
    return {
      label: width === 1 ? label : `${label}, component ${component + 1}`,
      kind,
      ...thin(trajectory.times, values),
    };
  });
}
