import type { Certificate, CheckedPromise } from "../certificates/index.js";
import { type FigureLine, type FigurePanel, type FigureSpec, figureConfig } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";
import { thinPanel } from "./thin.js";

export interface CertificateFigureOptions {
  readonly title?: string;
}

/** Where half of the moments lie in this share of the interval, only a logarithmic axis shows them. */
const crowded = 1e-3;

/**
 * The promises of certificates over time, a panel for each: the value and the bound that it stays below.
 *
 * Axes are logarithmic where both are positive; where both are negative they are drawn without the sign. What is below
 * what the trajectory resolves is left out there, and what is not finite everywhere.
 *
 * @example
 * const { certificates } = certifyProblem(null, { optimizer: "adam", lr: 0.001, theorems: ["h1-lemma-2"] });
 * certificateFigure(certificates, { title: "Bounds of Adam's kernels" });
 */
export function certificateFigure(
  certificates: readonly Certificate[],
  { title }: CertificateFigureOptions = {},
): FigureSpec {
  const panels = certificates.flatMap(({ theorem, promises }) =>
    promises.map((promise) => {
      const { title: name, ...panel } = thinPanel(promisePanel(promise));
      // the font has this script letter only
      return { ...panel, title: `${theorem}, ${name}\n${promise.statement.replaceAll("𝓛", "ℒ")}` };
    }),
  );
  if (panels.length === 0) return emptyFigure(title);
  const figure = panelFigure(panels, {
    ...(title === undefined ? {} : { title }),
    colorLegend: true,
    kindLegend: false,
  });
  // the inequality stands below the name
  return { ...figure, config: { ...figureConfig, lineBreak: "\n" }, spacing: { row: 96, column: 96 } };
}

function emptyFigure(title = "Certificates"): FigureSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 10,
    title,
    config: figureConfig,
    width: 480,
    height: 60,
    data: { values: [{}] },
    mark: { type: "text", text: "No promise is held against a trajectory.", fontSize: 13 },
  };
}

/**
 * One promise as a panel: its value and its bound, titled with its name. Axes are those of
 * {@link certificateFigure}.
 *
 * @example
 * const { certificates } = certifyProblem(null, { optimizer: "adam", lr: 0.001, theorems: ["h1-lemma-2"] });
 * certificates[0].promises.map((promise) => promisePanel(promise).title);
 */
export function promisePanel(promise: CheckedPromise): FigurePanel {
  const { times, name } = promise;
  const isCrowded = times[Math.floor(times.length / 2)]! < crowded * times[times.length - 1]!;
  // a logarithmic axis has no 0
  const rows = finiteRows(promise).filter((k) => !isCrowded || times[k]! > 0);
  const sign = signOf(promise, rows);
  const line = (label: string, data: Float64Array, kind: FigureLine["kind"]): FigureLine => {
    const drawn = sign === 0 ? rows : rows.filter((k) => Math.abs(data[k]!) > promise.resolution[k]!);
    const x = Float64Array.from(drawn, (k) => times[k]!);
    return { label, kind, x, y: Float64Array.from(drawn, (k) => (sign < 0 ? -data[k]! : data[k]!)) };
  };
  return {
    title: name,
    xTitle: promise.over ?? "t",
    yTitle: sign < 0 ? "−value and −bound" : "value and bound",
    xScale: isCrowded ? "log" : "linear",
    yScale: sign === 0 ? "linear" : "log",
    lines: [line("value", promise.value, "continuous"), line("bound", promise.bound, "discrete")],
  };
}

function finiteRows({ times, bound, value }: CheckedPromise): number[] {
  return Array.from(times.keys()).filter((k) => Number.isFinite(bound[k]!) && Number.isFinite(value[k]!));
}

/** 1 where value and bound are positive as far as they are resolved, −1 where they are negative, else 0. */
function signOf({ bound, value, resolution }: CheckedPromise, rows: readonly number[]): number {
  for (const sign of [1, -1]) {
    const isOf = (data: Float64Array) =>
      rows.every((k) => sign * data[k]! > -resolution[k]!) && rows.some((k) => sign * data[k]! > resolution[k]!);
    if (isOf(bound) && isOf(value)) return sign;
  }
  return 0;
}
