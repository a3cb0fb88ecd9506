import type uPlot from "uplot";
import { logLabels, logSplits, tickLabels } from "./axis-labels.js";
import type { Colours } from "./theme.svelte.js";

interface AxisInput {
  readonly title: string;
  readonly scale?: "linear" | "log" | undefined;
}

interface AxesInput {
  readonly colours: Colours;
  readonly x: AxisInput;
  readonly y: AxisInput;
  /** Whether lines go from tick to tick. Default true. */
  readonly hasGrid?: boolean;
}

/** Both axes of a plot, in the colours of the page and with letters that grow with it. */
export function plotAxes({ colours, x, y, hasGrid = true }: AxesInput): uPlot.Axis[] {
  const { scale } = colours;
  const font = `${12 * scale}px system-ui, sans-serif`;
  const common = {
    stroke: colours.muted,
    grid: { stroke: colours.grid, width: 1, show: hasGrid },
    ticks: { stroke: colours.grid },
    font,
    labelFont: font,
  };
  return [
    { ...common, ...ticksOf(x.scale), label: x.title, labelSize: 22 * scale, size: 30 * scale, space: 50 * scale },
    {
      ...common,
      ...ticksOf(y.scale),
      label: y.title,
      labelSize: 20 * scale,
      size: labelRoom(scale),
      space: 30 * scale,
    },
  ];
}

/** Room for the labels of an upright axis: the same in all plots, but where a label needs more. */
function labelRoom(scale: number): (plot: unknown, labels: readonly string[] | null) => number {
  return (_, labels) => {
    const longest = (labels ?? []).reduce((most, label) => Math.max(most, label.length), 0);
    return scale * Math.max(58, 18 + 7.4 * longest);
  };
}

/** A twentieth of the range on both sides; a constant stands in the middle. */
export function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = high > low ? (high - low) / 20 : Math.abs(high) / 2 || 1;
  return [low - room, high + room];
}

/** Ticks of a scale; positions on a logarithmic one are decimal logarithms. */
function ticksOf(scale: "linear" | "log" | undefined): Partial<uPlot.Axis> {
  if (scale !== "log") return { values: (_, ticks) => tickLabels(ticks) };
  return {
    splits: (plot, axis, from, to) => {
      const room = axis === 0 ? plot.bbox.width / 70 : plot.bbox.height / 28;
      return logSplits([from, to], Math.max(2, Math.floor(room / devicePixelRatio)));
    },
    values: (_, logs) => logLabels(logs),
  };
}
