import { supNorm } from "../../../src/numeric/vector.js";
import type { FigureLine, FigurePanel } from "../../../src/report/index.js";
import type { MadeRun, RoadRun, TrajectoryOutput } from "../jobs/trajectory-job.js";
import type { ChartKey, RoadKey } from "../state/lab-state.js";
import { calmRows, hasLeft, joined, madeRuns, type Range, rangeOf } from "./trajectory-range.js";
import { labelSlots, lineLabel } from "./trajectory-roads.js";

/** Components that are drawn; more could not be told apart. */
export const mostComponents = 4;

/** Charts of lines over steps or time. */
export type LineChart = Exclude<ChartKey, "picture" | "phase">;

/** What charts are called, and the symbol on their axis. */
export const chartNames: Readonly<Record<ChartKey, { readonly title: string; readonly symbol: string }>> = {
  picture: { title: "path on f", symbol: "f" },
  theta: { title: "parameters θ", symbol: "θ" },
  loss: { title: "loss f", symbol: "f(θ)" },
  m: { title: "first moment m", symbol: "m" },
  v: { title: "second moment v", symbol: "v" },
  root: { title: "root √v̂", symbol: "√v̂" },
  gain: { title: "gain η", symbol: "η" },
  step: { title: "effective step α·η/(√v + ε)", symbol: "α·η/(√v + ε)" },
  velocity: { title: "velocity θ′", symbol: "θ′" },
  phase: { title: "phase portrait", symbol: "θ, θ′" },
  error: { title: "distance from the algorithm", symbol: "max |Δθ|" },
};

/** A chart with its labels in the order of their colours: charts of one number a row have no names of components. */
export interface TrajectoryPanel {
  readonly key: LineChart;
  readonly panel: FigurePanel;
  readonly labels: readonly string[];
}

/** The numbers of a run that a chart shows, row-major; null where it has none. */
export function chartValues(key: LineChart, { trajectory, velocity, sizes, gap }: MadeRun): Float64Array | null {
  switch (key) {
    case "theta":
    case "loss":
    case "m":
    case "v":
      return trajectory[key] ?? null;
    case "root":
    case "gain":
    case "step":
      return sizes?.[key] ?? null;
    case "velocity":
      return velocity;
    case "error":
      return gap;
  }
}

/** Components that are drawn, by place and name; a single one needs no name. */
export interface DrawnComponents {
  readonly first: number;
  readonly names: readonly string[];
}

/** Colours that can be told apart. */
const mostColours = 8;

/** The components that are drawn from `component`, counted from 1: as many as there are colours for, and two of two. */
export function drawnComponents(
  { dimension, variables, runs }: Pick<TrajectoryOutput, "dimension" | "variables" | "runs">,
  component: number,
): DrawnComponents {
  if (dimension === 1) return { first: 0, names: [""] };
  const roads = Math.max(1, runs.filter((run) => !("refusal" in run)).length);
  const count = dimension === 2 ? 2 : Math.min(dimension, mostComponents, Math.floor(mostColours / roads));
  const first = Math.min(component - 1, dimension - count);
  return { first, names: variables.slice(first, first + count) };
}

/** Positions of the rows of a run on the axis of steps or of time. */
export function rowAxis({ trajectory, perStep }: MadeRun, axis: "step" | "time"): Float64Array {
  if (axis === "time") return trajectory.times;
  const steps = new Float64Array(trajectory.times.length);
  for (let k = 0; k < steps.length; k++) steps[k] = k / perStep;
  return steps;
}

/** Which charts, over what, and of which components. */
export interface PanelOptions {
  readonly axis: "step" | "time";
  readonly charts: readonly ChartKey[];
  readonly drawn: DrawnComponents;
}

/** One panel for each chart that any of the runs has numbers for. */
export function trajectoryPanels(
  output: TrajectoryOutput,
  { axis, charts, drawn }: PanelOptions,
): readonly TrajectoryPanel[] {
  const made = madeRuns(output);
  const axes = new Map(made.map((run) => [run.road, rowAxis(run, axis)]));
  const roads = output.runs.filter((run) => !("refusal" in run)).map(({ road }) => road);
  const keys = charts.filter((key): key is LineChart => key !== "picture" && key !== "phase");
  return keys.flatMap((key): TrajectoryPanel[] => {
    const width = Math.max(0, ...made.map((run) => widthOf(key, run)));
    const components = width > 1 ? drawn : { first: 0, names: [""] };
    const lines = output.runs.flatMap((run) => runLines(key, { run, drawn: components, axes, width }));
    if (lines.every(({ x }) => x.length === 0)) return [];
    const { names } = components;
    const labels = labelSlots(roads, { names });
    const { title } = chartNames[key];
    const shown = width > names.length ? `${title}: ${names.length} of ${width}` : title;
    const xTitle = axis === "step" ? "step k = t/α" : "time t = kα";
    return [{ key, labels, panel: { xTitle, ...yAxis(key, { title: shown, lines, output }) } }];
  });
}

interface AxisInput {
  readonly title: string;
  readonly lines: readonly FigureLine[];
  readonly output: TrajectoryOutput;
}

/** Lines with the axis that they can be seen on: sizes only, and named so, where a run leaves nothing to be seen of the others. */
function yAxis(key: LineChart, { title, lines, output }: AxisInput): Omit<FigurePanel, "xTitle"> {
  const { symbol } = chartNames[key];
  if (isOverwhelmed(key, output)) {
    const sizes = lines.map((line) => ({ ...line, y: line.y.map(Math.abs) }));
    return { title: `${title}, absolute values`, yTitle: `|${symbol}|`, lines: sizes, yScale: "log" };
  }
  const yRange = key === "velocity" ? velocityRange(lines) : null;
  const scale = isLogarithmic(key, lines) ? { yScale: "log" as const } : {};
  return { title, yTitle: symbol, lines, ...scale, ...(yRange !== null && { yRange }) };
}

/** Numbers in a row of a chart. */
function widthOf(key: LineChart, run: MadeRun): number {
  if (key === "loss" || key === "gain" || key === "error") return chartValues(key, run) === null ? 0 : 1;
  const values = chartValues(key, run);
  return values === null ? 0 : Math.round(values.length / run.trajectory.times.length);
}

interface LineInput {
  readonly run: RoadRun;
  readonly drawn: DrawnComponents;
  readonly axes: ReadonlyMap<RoadKey, Float64Array>;
  /** Numbers in a row, of runs that are not there yet as of the others. */
  readonly width: number;
}

function runLines(key: LineChart, { run, drawn, axes, width }: LineInput): FigureLine[] {
  if ("refusal" in run) return [];
  const kind = run.road === "discrete" ? "discrete" : "continuous";
  const { first, names } = drawn;
  if ("isPending" in run) {
    const nothing = new Float64Array(0);
    return names.map((name) => ({ label: lineLabel(run.road, name), kind, x: nothing, y: nothing }));
  }
  const values = chartValues(key, run);
  if (values === null) return [];
  const axis = axes.get(run.road)!;
  // the distance is known at steps only
  const x = key === "error" ? stepsOf(values.length, { axis, perStep: run.perStep }) : axis;
  return names.map((name, c) => {
    return { label: lineLabel(run.road, name), kind, x, y: componentOf(values, { width, c: first + c }) };
  });
}

function stepsOf(
  count: number,
  { axis, perStep }: { readonly axis: Float64Array; readonly perStep: number },
): Float64Array {
  if (perStep === 1) return axis.subarray(0, count);
  return Float64Array.from({ length: count }, (_, k) => axis[k * perStep]!);
}

/** One component of row-major numbers; they themselves where there is but one. */
export function componentOf(
  values: Float64Array,
  { width, c }: { readonly width: number; readonly c: number },
): Float64Array {
  if (width === 1) return values;
  const out = new Float64Array(Math.floor(values.length / width));
  for (let k = 0; k < out.length; k++) out[k] = values[k * width + c]!;
  return out;
}

function isLogarithmic(key: LineChart, lines: readonly FigureLine[]): boolean {
  if (key === "error" || key === "step") return true;
  return key === "loss" && lines.every(({ y }) => y.every((value) => !(value < 0)));
}

/** A run that diverges may have grown so many times beyond what it was before: then only sizes can be drawn. */
const overwhelming = 1000;

/** Whether numbers of a run that goes to infinity leave nothing to be seen of the others on a linear axis. */
function isOverwhelmed(key: LineChart, output: TrajectoryOutput): boolean {
  if (key === "loss" || key === "error" || key === "step" || key === "gain") return false;
  return madeRuns(output).some((run) => {
    const values = chartValues(key, run);
    if (values === null || !hasLeft(run)) return false;
    const calm = supNorm(values, calmRows(run, output) * widthOf(key, run));
    return values.some((value) => Math.abs(value) > overwhelming * calm);
  });
}

/** A range that leaves out poles at the start. */
function velocityRange(lines: readonly FigureLine[]): Range | null {
  let range: Range | null = null;
  for (const { y } of lines) range = joined(range, rangeOf(y));
  return range;
}
