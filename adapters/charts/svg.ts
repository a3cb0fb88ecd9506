import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureSpec } from "../../src/report/index.js";

/**
 * Draws a Vega-Lite figure as SVG text.
 *
 * The same figure gives the same text, byte for byte: identifiers in the SVG are counted from zero for each figure, so
 * calls must not overlap (they are queued).
 *
 * @throws {Error} if Vega-Lite does not accept the specification.
 */
export function renderSvg(figure: FigureSpec): Promise<string> {
  const drawing = queue.then(() => draw(figure));
  queue = drawing.then(
    () => undefined,
    () => undefined,
  );
  return drawing;
}

let queue: Promise<void> = Promise.resolve();

async function draw(figure: FigureSpec): Promise<string> {
  vega.resetSVGDefIds();
  const { spec } = compile(figure as unknown as TopLevelSpec, { logger: quiet() });
  const view = new vega.View(vega.parse(spec), { renderer: "none", logger: quiet() });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

function quiet(): vega.LoggerInterface {
  return vega.logger(vega.Error);
}
