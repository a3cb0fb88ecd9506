import type { FigurePanel } from "../../src/report/index.js";

/** The points of all lines of some panels, as they are drawn, below a header: panel, line, x, y. */
export function panelCsv(panels: readonly FigurePanel[], header: string): string {
  const rows = panels.flatMap(({ title, lines }) =>
    lines.flatMap(({ label, x, y }) => Array.from(x, (value, k) => `"${title}","${label}",${value},${y[k]}`)),
  );
  return `${header}\n${rows.join("\n")}\n`;
}
