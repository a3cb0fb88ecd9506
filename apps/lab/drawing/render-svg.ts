import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureSpec } from "../../../src/report/index.js";

/** Draws a figure as SVG text. Expressions in it are interpreted: the page allows no code from text. */
export async function renderSvg(figure: FigureSpec): Promise<string> {
  vega.resetSVGDefIds();
  const { spec } = compile(figure as unknown as TopLevelSpec);
  const runtime = vega.parse(spec, undefined, { ast: true });
  const view = new vega.View(runtime, {
    renderer: "none",
    expr: expressionInterpreter,
    logger: vega.logger(vega.Error),
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
