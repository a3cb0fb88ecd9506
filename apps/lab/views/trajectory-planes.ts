import type { FigureLine, FigurePanel } from "../../../src/report/index.js";
import type { PlaneContent, PlaneImage, PlaneMark, PlanePath } from "../drawing/plane-plot.js";
import type { LandscapeOutput } from "../jobs/landscape-job.js";
import type { MadeRun, TrajectoryOutput } from "../jobs/trajectory-job.js";
import type { RoadKey } from "../state/lab-state.js";
import { componentOf } from "./trajectory-panels.js";
import { calmRows, hasLeft, joined, madeRuns, type Range, rangeOf, steadyWindow } from "./trajectory-range.js";
import { rowAt } from "./trajectory-readout.js";
import { roadNames } from "./trajectory-roads.js";

/** Colours of what is drawn in a plane. */
export interface PlaneColours {
  readonly road: (road: RoadKey) => string;
  readonly text: string;
  readonly muted: string;
  /** What sets lines off from a picture. */
  readonly halo: string;
}

/** A way through a plane. */
export interface RoadPath {
  readonly road: RoadKey;
  readonly run: MadeRun;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Points before it leaves for infinity: all, unless it does. */
  readonly calm: number;
}

/** More dots could not be told apart. */
const mostDots = 200;

/** The window in which f is pictured: it holds all paths, minimisers that are near, and some room. */
export function pictureWindow(output: TrajectoryOutput): { readonly x: Range; readonly y: Range } {
  const { dimension, theta0, minimisers } = output;
  const ranges = Array.from({ length: Math.min(2, dimension) }, (_, c): Range => {
    let range: Range | null = [theta0[c]!, theta0[c]!];
    for (const run of madeRuns(output)) {
      const values = componentOf(run.trajectory.theta, { width: dimension, c });
      range = joined(range, rangeOf(values, calmRows(run, output)));
    }
    return range!;
  });
  for (const minimiser of minimisers) {
    const isNear = ranges.every(([from, to], c) => {
      const room = Math.max(to - from, 0.05);
      return minimiser[c]! > from - room && minimiser[c]! < to + room;
    });
    if (isNear) for (const [c, range] of ranges.entries()) ranges[c] = joined(range, [minimiser[c]!, minimiser[c]!])!;
  }
  const longest = Math.max(...ranges.map(([from, to]) => to - from));
  const [x, y] = ranges.map((range) => steadyWindow(range, { shortest: 0.6 * longest || 0.2 }));
  return { x: x!, y: y ?? [0, 1] };
}

/** Paths of all runs on the graph of f, or in the plane of two parameters. */
export function picturePaths(output: TrajectoryOutput): readonly RoadPath[] {
  const width = output.dimension;
  return madeRuns(output).map((run) => ({
    road: run.road,
    run,
    calm: calmRows(run, output),
    x: componentOf(run.trajectory.theta, { width, c: 0 }),
    y: width === 1 ? run.trajectory.loss : componentOf(run.trajectory.theta, { width, c: 1 }),
  }));
}

/** Paths of (θ, θ′) of one parameter. */
export function phasePaths(output: TrajectoryOutput, c: number): readonly RoadPath[] {
  const width = output.dimension;
  return madeRuns(output).map((run) => ({
    road: run.road,
    run,
    calm: calmRows(run, output),
    x: componentOf(run.trajectory.theta, { width, c }),
    y: componentOf(run.velocity, { width, c }),
  }));
}

/** The range of a coordinate of all paths, with a twentieth of room. */
export function pathRange(paths: readonly RoadPath[], key: "x" | "y"): Range {
  let range: Range | null = null;
  for (const path of paths) range = joined(range, rangeOf(path[key], path.calm));
  const [from, to] = range ?? [0, 1];
  const room = to > from ? (to - from) / 20 : Math.abs(to) / 2 || 1;
  return [from - room, to + room];
}

/** Steps from one dot to the next: a round number, so that there are not too many. */
export function dotDistance(steps: number): number {
  const least = Math.max(1, steps / mostDots);
  const power = 10 ** Math.floor(Math.log10(least));
  return power * [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-12))!;
}

/** Continuous curves wide, the algorithm thin on top of them, with dots. */
export function drawnPaths(paths: readonly RoadPath[], { road: colourOf, halo }: PlaneColours): readonly PlanePath[] {
  const order = [...paths].sort((a, b) => Number(a.road === "discrete") - Number(b.road === "discrete"));
  return order.flatMap(({ road, calm, x, y }): PlanePath[] => {
    const color = colourOf(road);
    if (road !== "discrete") return [{ x, y, color, width: 5.5, halo }];
    const every = dotDistance(calm - 1);
    const dots = every === 1 ? { x, y } : { x: everyNth(x, every), y: everyNth(y, every) };
    return [
      { x, y, color, width: 1.2 },
      { ...dots, color, isJoined: false, dot: 1.7 },
    ];
  });
}

function everyNth(values: Float64Array, every: number): Float64Array {
  return Float64Array.from({ length: Math.ceil(values.length / every) }, (_, k) => values[k * every]!);
}

export interface MarkInput {
  readonly colours: PlaneColours;
  /** Where the start is. */
  readonly start: readonly [x: number, y: number] | null;
  readonly step: number;
}

/** Ends of runs, the start, and where each is at a step. */
export function pathMarks(paths: readonly RoadPath[], { colours, start, step }: MarkInput): readonly PlaneMark[] {
  const { halo, text } = colours;
  const ends = paths.flatMap(({ road, run, x, y }): PlaneMark[] => {
    const last = lastFinite(x, y);
    if (last < 0 || hasLeft(run)) return [];
    return [{ x: x[last]!, y: y[last]!, shape: "diamond", color: colours.road(road), halo }];
  });
  const now = paths.flatMap(({ road, run, x, y }): PlaneMark[] => {
    const row = rowAt(run, step);
    if (row === null) return [];
    return [{ x: x[row]!, y: y[row]!, shape: "disc", color: colours.road(road), halo: text }];
  });
  const first: PlaneMark[] = start === null ? [] : [{ x: start[0], y: start[1], shape: "ring", color: text, halo }];
  return [...first, ...ends, ...now];
}

function lastFinite(x: Float64Array, y: Float64Array): number {
  let k = x.length - 1;
  while (k >= 0 && !(Number.isFinite(x[k]) && Number.isFinite(y[k]))) k--;
  return k;
}

/** The graph of f over one parameter. */
export interface Graph {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The graph of f as a path; null where it has more than one parameter. */
export function graphPath(landscape: Pick<LandscapeOutput, "x" | "values" | "dimension">): Graph | null {
  const { x, values, dimension } = landscape;
  if (dimension !== 1) return null;
  const last = values.length - 1;
  return { x: Float64Array.from(values, (_, k) => x[0] + ((x[1] - x[0]) * k) / last), y: values };
}

export interface PictureInput {
  readonly landscape: LandscapeOutput | null;
  /** The picture in its colours; of one parameter none. */
  readonly image: PlaneImage | null;
  readonly colours: PlaneColours;
  readonly step: number;
}

/** f with all paths on it. */
export function pictureContent(
  output: TrajectoryOutput,
  { landscape, image, colours, step }: PictureInput,
): PlaneContent {
  const paths = picturePaths(output);
  const { theta0, minimisers, dimension } = output;
  const graph = landscape === null ? null : graphPath(landscape);
  const f = (k: number): number => (dimension === 2 ? minimisers[k]![1]! : output.minimum!);
  const least = minimisers
    .filter(() => dimension === 2 || output.minimum !== null)
    .map((each, k): PlaneMark => ({ x: each[0]!, y: f(k), shape: "cross", color: colours.text, halo: colours.halo }));
  const start: readonly [number, number] | null =
    dimension === 2 ? [theta0[0]!, theta0[1]!] : paths.length === 0 ? null : [theta0[0]!, paths[0]!.y[0]!];
  return {
    ...pictureRanges(output, graph),
    ...(image !== null && landscape !== null && { image: { ...image, x: landscape.x, y: landscape.y } }),
    paths: [...(graph === null ? [] : [{ ...graph, color: colours.muted, width: 1.4 }]), ...drawnPaths(paths, colours)],
    marks: [...least, ...pathMarks(paths, { colours, start, step })],
  };
}

/** The ends of what is pictured: the window, and over one parameter the range of f. */
export function pictureRanges(output: TrajectoryOutput, graph: Graph | null): { readonly x: Range; readonly y: Range } {
  const { x, y } = pictureWindow(output);
  if (output.dimension === 2) return { x, y };
  return { x, y: graphRange(picturePaths(output), { graph, minimum: output.minimum }) };
}

interface GraphInput {
  readonly graph: Graph | null;
  readonly minimum: number | null;
}

function graphRange(paths: readonly RoadPath[], { graph, minimum }: GraphInput): Range {
  let range = graph === null ? null : rangeOf(graph.y);
  for (const { calm, y } of paths) range = joined(range, rangeOf(y, calm));
  if (minimum !== null) range = joined(range, [minimum, minimum]);
  const [from, to] = range ?? [0, 1];
  const room = to > from ? (to - from) / 14 : Math.abs(to) / 2 || 1;
  return [from - room, to + room];
}

/** Colour of the graph of f, which is no road, in what is taken away: a pale band below the paths. */
const graphColour = "#c4c4c4";

/** A plane as the panel of a report, paths joined in their order. */
export function pathPanel(
  paths: readonly RoadPath[],
  { graph = null, ...axes }: Omit<FigurePanel, "lines"> & { readonly graph?: Graph | null },
): FigurePanel {
  const lines = paths.map(
    ({ road, x, y }): FigureLine => ({
      label: roadNames[road].short,
      kind: road === "discrete" ? "discrete" : "continuous",
      x,
      y,
      isPath: true,
    }),
  );
  const curve = graph === null ? [] : [{ label: "f", kind: "continuous" as const, color: graphColour, ...graph }];
  return { ...axes, lines: [...lines, ...curve] };
}
