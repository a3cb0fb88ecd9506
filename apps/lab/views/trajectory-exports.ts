import type { FigurePanel } from "../../../src/report/index.js";
import { type Exportable, fileName, panelExport } from "../drawing/export-figure.js";
import { contourLevels } from "../jobs/contour-bands.js";
import type { LandscapeOutput } from "../jobs/landscape-job.js";
import type { TrajectoryOutput } from "../jobs/trajectory-job.js";
import { graphPath, pathPanel, pathRange, phasePaths, picturePaths, pictureRanges } from "./trajectory-planes.js";
import { roadLabels, roadNames } from "./trajectory-roads.js";

interface ExportInput {
  readonly title: string;
  readonly protocol: string;
}

/** A figure of one panel that is made when it is taken away, not with each step of a slider. */
function whenTaken(panel: () => FigurePanel, { title, protocol }: ExportInput): Exportable {
  const made = () => panelExport([panel()], { title, protocol, labels: roadLabels });
  return { name: fileName(title), protocol, csv: () => made().csv(), spec: () => made().spec() };
}

/** The picture of f with its paths, to be taken away. */
export function pictureExport(
  output: TrajectoryOutput,
  { title, protocol, landscape }: ExportInput & { readonly landscape: LandscapeOutput | null },
): Exportable {
  const { dimension, variables } = output;
  const [x = "x", y = "y"] = variables;
  const panel = () => {
    const graph = landscape === null ? null : graphPath(landscape);
    const { x: xRange, y: yRange } = pictureRanges(output, graph);
    const axes = { xTitle: x, yTitle: dimension === 1 ? "f" : y, xRange, yRange };
    return pathPanel(picturePaths(output), { title, ...axes, graph });
  };
  const lines = whenTaken(panel, { title, protocol });
  return {
    ...lines,
    csv: () => pictureCsv(output, landscape),
    async spec() {
      const contour = landscape?.contour;
      if (!contour) return lines.spec();
      const { contourFigure } = await import("../../../src/report/contour-figure.js");
      const { heights } = contourLevels({ values: landscape.values, minimum: output.minimum });
      return contourFigure(
        { ...landscape, heights, levels: contour.levels, base: contour.base },
        { title, subtitle: protocol, xTitle: x, yTitle: y, lines: panel().lines, labels: roadLabels },
      );
    },
  };
}

/** Points of paths and of the landscape with f there, a row each, with all digits. */
export function pictureCsv(output: TrajectoryOutput, landscape: LandscapeOutput | null): string {
  const { dimension, variables } = output;
  const rows = [`what,step,${dimension === 1 ? variables[0] : variables.slice(0, 2).join(",")},f`];
  for (const { road, run, x, y } of picturePaths(output)) {
    const { loss } = run.trajectory;
    const name = roadNames[road].short;
    for (let k = 0; k < x.length; k++) {
      rows.push(`${name},${k / run.perStep},${x[k]}${dimension === 1 ? "" : `,${y[k]}`},${loss[k]}`);
    }
  }
  if (landscape !== null) rows.push(...landscapeRows(landscape));
  return `${rows.join("\n")}\n`;
}

function landscapeRows(landscape: LandscapeOutput): string[] {
  const graph = graphPath(landscape);
  if (graph !== null) return Array.from(graph.y, (value, k) => `f,,${graph.x[k]},${value}`);
  const { x, y, columns, rows, values } = landscape;
  return Array.from(values, (value, cell) => {
    const left = x[0] + ((x[1] - x[0]) * ((cell % columns) + 0.5)) / columns;
    const low = y[0] + ((y[1] - y[0]) * (Math.floor(cell / columns) + 0.5)) / rows;
    return `f,,${left},${low},${value}`;
  });
}

/** The phase portrait of one parameter, to be taken away. */
export function phaseExport(
  output: TrajectoryOutput,
  { title, protocol, c }: ExportInput & { readonly c: number },
): Exportable {
  const name = output.dimension === 1 ? "θ" : (output.variables[c] ?? "θ");
  const panel = () => {
    const paths = phasePaths(output, c);
    const [xRange, yRange] = [pathRange(paths, "x"), pathRange(paths, "y")];
    return pathPanel(paths, { title, xTitle: name, yTitle: `${name}′`, xRange, yRange });
  };
  return whenTaken(panel, { title, protocol });
}
