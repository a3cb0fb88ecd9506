import type { FigureLine, FigurePanel } from "./figure-spec.js";
import type { PicturedSpike } from "./pictured-spike.js";

/** The curves of a run and its spikes: what `spikeAnatomy` returns. */
export interface AnatomyCurves {
  readonly threshold: number;
  readonly series: {
    readonly steps: Float64Array;
    readonly loss: Float64Array;
    readonly directional: Float64Array;
    readonly largest: Float64Array;
    readonly gradient: Float64Array;
    readonly rootSecond: Float64Array;
  };
  readonly spikes: readonly PicturedSpike[];
}

/** Steps that are shown, both ends among them. */
export type StepWindow = readonly [from: number, to: number];

/** The panels of an anatomy, before they are laid out. */
export interface AnatomyPanels {
  /** The spike that is looked at; undefined if there is none. */
  readonly shown: PicturedSpike | undefined;
  /** The whole run and, where there is a spike, the steps around it. */
  readonly windows: readonly StepWindow[];
  /** Loss, curvatures and moments: a row for each, in it a panel for each window. */
  readonly rows: readonly (readonly FigurePanel[])[];
}

/** Colour of the loss and of the threshold, which are in no legend. */
const neutral = "#333333";

/**
 * What there is to see of an anatomy: loss, preconditioned curvatures against 2/lr, and g² with v, over the whole run and
 * around a spike.
 *
 * @param spike index of the spike; absent: the largest.
 * @example
 * const objective = createObjective("power", [2]);
 * const trajectory = run(objective, adamOptimizer({ lr: 1e-3, beta2: 0.99 }), { theta0: [1], steps: 3000 });
 * anatomyPanels(spikeAnatomy(objective, trajectory, { lr: 1e-3, beta2: 0.99 })).windows[0]; // [0, 3000]
 */
export function anatomyPanels(anatomy: AnatomyCurves, { spike }: { readonly spike?: number } = {}): AnatomyPanels {
  const shown = spike === undefined ? largestOf(anatomy.spikes) : anatomy.spikes[spike];
  const { steps } = anatomy.series;
  // an interrupted anatomy may have none
  const whole: StepWindow = [steps[0] ?? 0, steps[steps.length - 1] ?? 1];
  const windows = shown ? [whole, around(shown, whole)] : [whole];
  const rows = [lossPanel, curvaturePanel, momentPanel].map((panel) => windows.map((window) => panel(anatomy, window)));
  return { shown, windows, rows };
}

function largestOf(spikes: readonly PicturedSpike[]): PicturedSpike | undefined {
  return spikes.reduce<PicturedSpike | undefined>(
    (most, each) => (most === undefined || each.decades > most.decades ? each : most),
    undefined,
  );
}

/** A spike with some room, inside the run. */
function around({ crossing, onset, peak, recovery, settled }: PicturedSpike, [first, last]: StepWindow): StepWindow {
  const begin = Math.min(crossing ?? onset, onset);
  const end = Math.max(recovery ?? 0, settled ?? 0, peak);
  const length = Math.max(end - begin, 10);
  return [Math.max(first, Math.floor(begin - 0.6 * length)), Math.min(last, Math.ceil(end + 0.4 * length))];
}

/**
 * A sentence on when q crossed 2/lr, and when the loss rose.
 *
 * @example
 * const spike = { crossing: 10, onset: 14, peak: 20, recovery: 25, decades: 2, settled: 21, stages: [] };
 * describeLead(spike); // "q stays above 2/lr from step 10 on: 4 steps before the loss rises, 10 before its peak"
 */
export function describeLead({ crossing, onset, peak }: PicturedSpike): string {
  if (crossing === null)
    return `The loss rises at step ${onset} and is largest at step ${peak}; q does not stay above 2/lr.`;
  const lead = onset - crossing;
  const when = lead >= 0 ? `${lead} steps before the loss rises` : `${-lead} steps after the loss has begun to rise`;
  return `q stays above 2/lr from step ${crossing} on: ${when}, ${peak - crossing} before its peak`;
}

function lossPanel({ series }: AnatomyCurves, window: StepWindow): FigurePanel {
  const line = { ...cut(series.steps, series.loss, window), label: "loss", color: neutral, kind: "fitted" as const };
  const isPositive = line.y.every((value) => value >= 0 || Number.isNaN(value)) && line.y.some((value) => value > 0);
  return { ...common, title: "loss", yTitle: "f(θ)", yScale: isPositive ? "log" : "linear", lines: [line] };
}

function curvaturePanel({ series, threshold }: AnatomyCurves, window: StepWindow): FigurePanel {
  const { steps, largest, directional } = series;
  const limit: FigureLine = {
    label: "2/lr",
    color: neutral,
    kind: "reference",
    x: Float64Array.from(window),
    y: Float64Array.of(threshold, threshold),
  };
  return {
    ...common,
    title: "preconditioned curvature; dotted: 2/lr",
    yTitle: "1/time",
    yScale: "log",
    lines: [
      { ...cut(steps, largest, window), label: "largest eigenvalue", kind: "fitted" },
      { ...cut(steps, directional, window), label: "q, along the gradient", kind: "fitted" },
      limit,
    ],
  };
}

function momentPanel({ series }: AnatomyCurves, window: StepWindow): FigurePanel {
  const { steps, gradient, rootSecond } = series;
  const square = (data: Float64Array): Float64Array => data.map((value) => value * value);
  return {
    ...common,
    title: "squared gradient and second moment",
    yTitle: "‖g‖² and Σ v̂",
    yScale: "log",
    lines: [
      { ...cut(steps, square(rootSecond), window), label: "v̂, second moment", kind: "fitted" },
      { ...cut(steps, square(gradient), window), label: "‖g‖², squared gradient", kind: "fitted" },
    ],
  };
}

const common = { xTitle: "step k", xScale: "linear" } as const;

/** What lies in a window; what is unknown is left out. */
function cut(x: Float64Array, y: Float64Array, [from, to]: StepWindow): { x: Float64Array; y: Float64Array } {
  const rows = Array.from(x.keys()).filter((k) => x[k]! >= from && x[k]! <= to && !Number.isNaN(y[k]!));
  return { x: Float64Array.from(rows, (k) => x[k]!), y: Float64Array.from(rows, (k) => y[k]!) };
}
