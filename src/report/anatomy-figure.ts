import { type FigureLine, type FigurePanel, type FigureSpec, figureConfig } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";
import type { PicturedSpike } from "./pictured-spike.js";
import { stageLayers, stageText } from "./stage-layers.js";
import { thin } from "./thin.js";

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

/** Options of {@link anatomyFigure}. */
export interface AnatomyFigureOptions {
  readonly title?: string;
  /** Which spike is shown from near; default the largest. */
  readonly spike?: number;
}

type Window = readonly [from: number, to: number];

/** Colour of the loss and of the threshold, which are in no legend. */
const neutral = "#333333";

/**
 * The anatomy of the largest spike: loss, preconditioned curvatures against 2/lr, and g² with v, over the whole run on the
 * left and around the spike on the right, all over the same steps, with the stages shaded.
 *
 * Without a spike the whole run alone is drawn.
 *
 * @example
 * const objective = createObjective("power", [2]);
 * const trajectory = run(objective, adamOptimizer({ lr: 1e-3, beta2: 0.99 }), { theta0: [1], steps: 3000 });
 * anatomyFigure(spikeAnatomy(objective, trajectory, { lr: 1e-3, beta2: 0.99 }), { title: "Adam on x²/2" });
 */
export function anatomyFigure(anatomy: AnatomyCurves, { title, spike }: AnatomyFigureOptions = {}): FigureSpec {
  const shown = spike === undefined ? largestOf(anatomy.spikes) : anatomy.spikes[spike];
  const { steps } = anatomy.series;
  // an interrupted anatomy may have none
  const whole: Window = [steps[0] ?? 0, steps[steps.length - 1] ?? 1];
  const windows = shown ? [whole, around(shown, whole)] : [whole];
  const rows = [lossPanel, curvaturePanel, momentPanel];
  const panels = rows.flatMap((panel) => windows.map((window) => panel(anatomy, window)));
  const figure = panelFigure(panels, {
    title: title ?? "Anatomy of a spike",
    subtitle: shown ? `${leadText(shown)}\n${stageText(shown)}` : "No spike was found.",
    columns: windows.length,
    kindLegend: false,
  });
  const concat = (figure.concat as Record<string, unknown>[]).map((panel, index) =>
    decorate(panel, {
      shown,
      window: windows[index % windows.length]!,
      isNear: index % windows.length === 1,
      isFirst: index < windows.length,
    }),
  );
  return { ...figure, config: { ...figureConfig, lineBreak: "\n" }, concat };
}

function largestOf(spikes: readonly PicturedSpike[]): PicturedSpike | undefined {
  return spikes.reduce<PicturedSpike | undefined>(
    (most, each) => (most === undefined || each.decades > most.decades ? each : most),
    undefined,
  );
}

/** A spike with some room, inside the run. */
function around({ crossing, onset, peak, recovery, settled }: PicturedSpike, [first, last]: Window): Window {
  const begin = Math.min(crossing ?? onset, onset);
  const end = Math.max(recovery ?? 0, settled ?? 0, peak);
  const length = Math.max(end - begin, 10);
  return [Math.max(first, Math.floor(begin - 0.6 * length)), Math.min(last, Math.ceil(end + 0.4 * length))];
}

function leadText({ crossing, onset, peak }: PicturedSpike): string {
  if (crossing === null)
    return `The loss rises at step ${onset} and is largest at step ${peak}; q does not stay above 2/lr.`;
  const lead = onset - crossing;
  const when = lead >= 0 ? `${lead} steps before the loss rises` : `${-lead} steps after the loss has begun to rise`;
  return `q stays above 2/lr from step ${crossing} on: ${when}, ${peak - crossing} before its peak`;
}

function lossPanel({ series }: AnatomyCurves, window: Window): FigurePanel {
  const line = { ...cut(series.steps, series.loss, window), label: "loss", color: neutral, kind: "fitted" as const };
  const isPositive = line.y.every((value) => value >= 0 || Number.isNaN(value)) && line.y.some((value) => value > 0);
  return { ...common, title: "loss", yTitle: "f(θ)", yScale: isPositive ? "log" : "linear", lines: [line] };
}

function curvaturePanel({ series, threshold }: AnatomyCurves, window: Window): FigurePanel {
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

function momentPanel({ series }: AnatomyCurves, window: Window): FigurePanel {
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

/** What lies in a window, thinned; what is unknown is left out. */
function cut(x: Float64Array, y: Float64Array, [from, to]: Window): { x: Float64Array; y: Float64Array } {
  const rows = Array.from(x.keys()).filter((k) => x[k]! >= from && x[k]! <= to && !Number.isNaN(y[k]!));
  return thin(
    Float64Array.from(rows, (k) => x[k]!),
    Float64Array.from(rows, (k) => y[k]!),
  );
}

interface DecorateInput {
  readonly shown: PicturedSpike | undefined;
  readonly window: Window;
  readonly isNear: boolean;
  readonly isFirst: boolean;
}

/** The panel on exactly these steps, with stages behind its curves and marks on them. */
function decorate(panel: Record<string, unknown>, input: DecorateInput): Record<string, unknown> {
  const { shown, window, isNear, isFirst } = input;
  const { x, y, ...encoding } = panel.encoding as { x: Channel; y: Channel };
  const place = isFirst ? `, ${isNear ? `steps ${window[0]} to ${window[1]}` : "whole run"}` : "";
  const titled = {
    ...panel,
    title: `${panel.title}${place}`,
    encoding: {
      ...encoding,
      x: { ...x, scale: { zero: false, nice: false, domain: window } },
      y: { ...y, scale: withRoom(y.scale, { below: 0.1, above: isFirst && isNear ? 0.2 : 0 }) },
    },
  };
  if (!shown) return titled;
  const { behind, above } = stageLayers(shown, { window, height: panel.height as number, isNear, isFirst });
  return { ...titled, layer: [...behind, ...(panel.layer as object[]), ...above] };
}

interface Channel {
  readonly scale: Readonly<Record<string, unknown>>;
}

/** A scale with room for what is written below and above its curves, as shares of its length. */
function withRoom(scale: Channel["scale"], { below, above }: { readonly below: number; readonly above: number }) {
  const domain = scale.domain as readonly [number, number] | undefined;
  if (domain === undefined) return scale;
  const isLog = scale.type === "log";
  const [low, high] = isLog ? domain.map(Math.log) : domain;
  const ends = [low! - below * (high! - low!), high! + above * (high! - low!)];
  return { ...scale, domain: isLog ? ends.map(Math.exp) : ends };
}
