import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureSpec } from "../../../src/report/index.js";
import { breakLines } from "./break-lines.js";

/** Characters of a subtitle that are about as wide as one panel. */
const longestLine = 84;

/** Draws a figure as SVG text. Expressions in it are interpreted: the page allows no code from text. */
export async function renderSvg(figure: FigureSpec): Promise<string> {
  vega.resetSVGDefIds();
  const logger = vega.logger(vega.Error);
  const { spec } = compile(withLines(figure) as unknown as TopLevelSpec, { logger });
  const runtime = vega.parse(spec, undefined, { ast: true });
  const view = new vega.View(runtime, {
    renderer: "none",
    expr: expressionInterpreter,
    logger,
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** A figure whose subtitle is not wider than itself. */
function withLines(figure: FigureSpec): FigureSpec {
  const { title } = figure as { readonly title?: { readonly subtitle?: unknown } };
  if (typeof title?.subtitle !== "string") return figure;
  return { ...figure, title: { ...title, subtitle: breakLines(title.subtitle, longestLine) } };
}
