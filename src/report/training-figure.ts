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
  const others = Object.entries(measured).filter(([name]) => !isLoss(name));
  const lossLines = [
    line("loss", Float64Array.from(loss.keys()), loss),
    ...Object.entries(measured).flatMap(([name, values]) => (isLoss(name) ? [line(name, step, values)] : [])),
  ];
  const norms = [line("‖g‖", step, gradientNorm), line("‖m‖", step, mNorm), line("‖√v‖", step, rootVNorm)];
  const panels: FigurePanel[] = [
    { ...common, title: "loss", yTitle: "loss", yScale: "log", lines: lossLines.filter(isSeen) },
    { ...common, title: "gradient and memories", yTitle: "norm", yScale: "log", lines: norms.filter(isSeen) },
    ...curvaturePanel(step, curvature, threshold),
    ...others.map(([name, values]) => measuredPanel(name, step, values)),
  ];
  return panelFigure(panels, { title, ...(subtitle && { subtitle }), columns: 1, kindLegend: false });
}

const isLoss = (name: string): boolean => /loss|error/i.test(name);
const isSeen = ({ y }: FigureLine): boolean => y.length > 0;

function curvaturePanel(step: Float64Array, curvature: Float64Array, threshold: number | null): FigurePanel[] {
  const measured = line("q, along the gradient", step, curvature);
  if (threshold === null || !isSeen(measured)) return [];
  const ends = Float64Array.of(step[0]!, step.at(-1)!);
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

function measuredPanel(name: string, step: Float64Array, values: Float64Array): FigurePanel {
  return { ...common, title: name, yTitle: name, lines: [line(name, step, values)] };
}

/** A curve without what is not known. */
function line(label: string, x: Float64Array, y: Float64Array): FigureLine {
  const known = Array.from(y.keys()).filter((k) => Number.isFinite(y[k]!));
  const curve = thin(
    Float64Array.from(known, (k) => x[k]!),
    Float64Array.from(known, (k) => y[k]!),
    { buckets: 600 },
  );
  return { label, kind: "fitted", ...curve };
}
