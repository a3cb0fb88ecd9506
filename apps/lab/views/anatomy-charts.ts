import type { SpikeAnatomy } from "../../../src/anatomy/index.js";
import {
  anatomyFigure,
  anatomyPanels,
  type FigureLine,
  type FigurePanel,
  type StepWindow,
} from "../../../src/report/index.js";
import type { Exportable } from "../drawing/export-figure.js";
import type { PlotMark } from "../drawing/line-plot.js";
import { protocolLines } from "../state/protocol.js";

/** One chart of an anatomy. */
export interface AnatomyChart {
  readonly panel: FigurePanel;
  /** Labels in the order of their colours. */
  readonly labels: readonly string[];
  /** Charts of the same column share their cursor. */
  readonly column: "whole" | "near";
  readonly marks: readonly PlotMark[];
}

/** Colours of the stages, in their order: Okabe and Ito's, apart on light and on dark ground. */
export const stageColours = ["#009e73", "#0072b2", "#e69f00", "#d55e00", "#cc79a7"] as const;
const titles = ["loss", "curvature", "‖g‖² and Σ v̂"] as const;
const narrow = 10;
/** Colour of the lines at crossing, onset and peak. */
const eventColour = "#8a8f96";

/** The charts row by row: loss, curvatures, moments; the whole run on the left and, where there is a spike, it on the right. */
export function anatomyCharts(anatomy: SpikeAnatomy, spike: number | null): readonly AnatomyChart[] {
  const { windows, rows } = anatomyPanels(anatomy, spike === null ? {} : { spike });
  const marksOf = (place: number) =>
    spike === null ? [] : stageMarks(anatomy, spike, { window: windows[place]!, isNear: place === 1 });
  return rows.flatMap((row, height) =>
    row.map(({ lines, ...panel }, place): AnatomyChart => {
      const isNear = place === 1;
      const coloured = lines.map(asOnPage);
      return {
        panel: {
          ...panel,
          lines: coloured,
          title: `${titles[height]}, ${windowText(windows[place]!, isNear)}`,
          ...(isNarrow(coloured) && { yScale: "linear" as const }),
        },
        labels: [...coloured.map(({ label }) => label)].reverse(),
        column: isNear ? "near" : "whole",
        // events are named in the first row
        marks: marksOf(place).map((mark) => (height === 0 ? mark : { ...mark, label: "" })),
      };
    }),
  );
}

/** What is grey in reports would be lost on dark ground; q often lies on the largest eigenvalue, which is wide below it. */
function asOnPage({ color: _, ...line }: FigureLine): FigureLine {
  return line.label === "largest eigenvalue" ? { ...line, kind: "continuous" } : line;
}

/** Whether all values lie so close together that a logarithmic axis would have no readable numbers. */
function isNarrow(lines: readonly FigureLine[]): boolean {
  const values = lines.flatMap(({ y }) => Array.from(y).filter((value) => value > 0));
  const [least, most] = values.reduce(([low, high], each) => [Math.min(low, each), Math.max(high, each)], [
    Infinity,
    0,
  ] as [number, number]);
  return most < narrow * least;
}

function windowText([from, to]: StepWindow, isNear: boolean): string {
  return isNear ? `steps ${from} to ${to}` : "whole run";
}

/** The stages that are seen, and from near the events of the spike. */
export function stageMarks(
  { spikes }: Pick<SpikeAnatomy, "spikes">,
  spike: number,
  { window: [first, last], isNear }: { readonly window: StepWindow; readonly isNear: boolean },
): readonly PlotMark[] {
  const { stages, crossing, onset, peak } = spikes[spike]!;
  const shaded = stages.flatMap(({ name, from, to }, index): PlotMark[] => {
    if (from === null || to === null || to <= first || from >= last) return [];
    const label = `${index + 1} ${name}`;
    return [{ from: Math.max(from, first), to: Math.min(to, last), label, color: stageColours[index]! }];
  });
  if (!isNear) return shaded;
  const events = { crossing, onset, peak };
  const lines = Object.entries(events).flatMap(([label, from]): PlotMark[] =>
    from === null ? [] : [{ from, label, color: eventColour }],
  );
  return [...shaded, ...lines];
}

/** The whole anatomy to be taken away, as `adaflow anatomy` draws and writes it. */
export function anatomyExport(
  anatomy: SpikeAnatomy,
  { spike, protocol }: { readonly spike: number | null; readonly protocol: string },
): Exportable {
  return {
    name: "spike-anatomy",
    spec: () => anatomyFigure(anatomy, { title: protocolLines(protocol), ...(spike !== null && { spike }) }),
    csv: () => anatomyCsv(anatomy),
  };
}

const columns = ["loss", "directional", "largest", "gradient", "rootSecond", "ratio"] as const;

/** The series step by step; what is unknown is empty. */
export function anatomyCsv({ series }: Pick<SpikeAnatomy, "series">): string {
  const cell = (value: number) => (Number.isNaN(value) ? "" : String(value));
  const rows = Array.from(series.steps, (step, k) =>
    [step, ...columns.map((name) => cell(series[name][k]!))].join(","),
  );
  return `${[["step", ...columns].join(","), ...rows].join("\n")}\n`;
}
