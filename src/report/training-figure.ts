import type { TrainingRecord } from "../training/index.js";
import type { FigureLine, FigurePanel, FigureSpec } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";
import { thin } from "./thin.js";

/** Options of {@link trainingFigure}. */
export interface TrainingFigureOptions {
  readonly title: string;
  readonly subtitle?: string;
  /** What the curvature is held against, unit 1/time; null: it was not measured. */
  readonly threshold: number | null;
}

/** Colour of the loss and of the threshold, which are in no legend. */
const neutral = "#333333";
const common = { xTitle: "step k", xScale: "linear" } as const;

/**
 * A training run: its losses, with those on test samples; ‖g‖, ‖m‖ and ‖√v‖; the preconditioned curvature along the gradient
 * against its threshold; and whatever else was measured. What is not positive or not finite is left out.
 */
export function trainingFigure(
  { loss, metrics }: Pick<TrainingRecord, "loss" | "metrics">,
  { title, subtitle, threshold }: TrainingFigureOptions,
): FigureSpec {
  const { step, gradientNorm, mNorm, rootVNorm, curvature, measured } = metrics;
  const lastStep = Math.max(loss.length - 1, step.at(-1) ?? 0);
  const entries = Object.entries(measured);
  const tests = entries.filter(([name]) => isLoss(name));
  const others = entries.filter(([name]) => !isLoss(name));
  const lossLines = [
    positiveLine("loss", { x: Float64Array.from(loss.keys()), y: loss }),
    ...tests.map(([name, y]) => positiveLine(name, { x: step, y })),
  ];
  const norms = Object.entries({ "‖g‖": gradientNorm, "‖m‖": mNorm, "‖√v‖": rootVNorm });
  const normLines = norms.map(([name, y]) => positiveLine(name, { x: step, y }));
  const panels: FigurePanel[] = [
    { ...common, title: "loss", yTitle: "loss", yScale: "log", lines: lossLines.filter(isSeen) },
    { ...common, title: "gradient and memories", yTitle: "norm", yScale: "log", lines: normLines.filter(isSeen) },
    ...curvaturePanel({ x: step, y: curvature }, { threshold, lastStep }),
    ...others.map(([name, y]) => measuredPanel(name, { x: step, y })),
  ];
  const figure = panelFigure(panels, { title, ...(subtitle && { subtitle }), columns: 1, kindLegend: false });
  return withSteps(figure, lastStep);
}

/** Values by steps. */
interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const isLoss = (name: string): boolean => /loss|error/i.test(name);
const isSeen = ({ y }: FigureLine): boolean => y.length > 0;

interface Limit {
  readonly threshold: number | null;
  readonly lastStep: number;
}

function curvaturePanel(curve: Curve, { threshold, lastStep }: Limit): FigurePanel[] {
  const measured = positiveLine("q, along the gradient", curve);
  if (threshold === null || !isSeen(measured)) return [];
  const ends = Float64Array.of(0, lastStep);
  const limit = {
    label: "threshold",
    color: neutral,
    kind: "reference",
    x: ends,
    y: ends.map(() => threshold),
  } as const;
  const title = "preconditioned curvature; dotted: its threshold";
  return [{ ...common, title, yTitle: "1/time", yScale: "log", lines: [measured, limit] }];
}

function measuredPanel(name: string, curve: Curve): FigurePanel {
  const lines = [knownLine(name, { curve, isKnown: Number.isFinite })];
  return { ...common, title: name, yTitle: name, lines: lines.filter(isSeen) };
}

/** A curve on a logarithmic axis, without what has no place there. */
function positiveLine(label: string, curve: Curve): FigureLine {
  return knownLine(label, { curve, isKnown: (value) => value > 0 && value < Infinity });
}

interface KnownCurve {
  readonly curve: Curve;
  readonly isKnown: (value: number) => boolean;
}

function knownLine(label: string, { curve: { x, y }, isKnown }: KnownCurve): FigureLine {
  const known = Array.from(y.keys()).filter((k) => isKnown(y[k]!));
  const curve = thin(
    Float64Array.from(known, (k) => x[k]!),
    Float64Array.from(known, (k) => y[k]!),
    { buckets: 600 },
  );
  return { label, kind: "fitted", ...curve };
}

interface Panel {
  readonly encoding: { readonly x: Readonly<Record<string, unknown>> };
}

/** All panels from 0 to the last step, so that they line up where some have nothing to show at the end. */
function withSteps(figure: FigureSpec, lastStep: number): FigureSpec {
  const scale = { zero: false, nice: false, domain: lastStep === 0 ? [-1, 1] : [0, lastStep] };
  const panels = figure.concat as readonly Panel[];
  const concat = panels.map((panel) => ({
    ...panel,
    encoding: { ...panel.encoding, x: { ...panel.encoding.x, scale } },
  }));
  return { ...figure, concat };
}
