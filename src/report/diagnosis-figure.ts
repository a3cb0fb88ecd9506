import type { Diagnosis } from "../regimes/index.js";
import type { FigureLine, FigureSpec } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";
import { thin } from "./thin.js";

/** A series that has been diagnosed. */
export interface DiagnosedSeries {
  /** Steps of the losses. */
  readonly steps: Float64Array;
  readonly loss: Float64Array;
  readonly diagnosis: Diagnosis;
}

/** Options of {@link diagnosisFigure}. */
export interface DiagnosisFigureOptions {
  readonly title: string;
}

/** The loss on the log scale of its diagnosis, its running level, and its spikes as dots. */
export function diagnosisFigure(
  { steps, loss, diagnosis }: DiagnosedSeries,
  { title }: DiagnosisFigureOptions,
): FigureSpec {
  const { offset, scale, spikes, level, regime, confidence } = diagnosis;
  const gap = loss.map((value) => value - offset);
  const peaks = new Set((spikes?.list ?? []).map(({ peak }) => peak));
  const atPeak = Array.from(steps.keys()).filter((k) => peaks.has(steps[k]!));
  const curve = thin(steps, gap, { buckets: 600 });
  const lines: FigureLine[] = [
    { label: "loss", kind: "fitted", ...curve },
    {
      label: "running level",
      kind: "continuous",
      x: Float64Array.from(level.steps),
      y: Float64Array.from(level.logs, Math.exp),
    },
  ];
  if (atPeak.length > 0) {
    const x = Float64Array.from(atPeak, (k) => steps[k]!);
    lines.push({ label: "spike", kind: "measured", x, y: Float64Array.from(atPeak, (k) => gap[k]!) });
  }
  const yTitle = { loss: "loss", logarithmic: "loss", "above-minimum": "loss − minimum" };
  return panelFigure(
    [
      {
        title: `${regime}, confidence ${confidence.toFixed(2)}`,
        xTitle: "step",
        yTitle: scale === "above-smallest" ? "loss above its smallest value" : yTitle[scale],
        yScale: "log",
        lines,
      },
    ],
    { title, columns: 1, kindLegend: false },
  );
}
