import type { Picture } from "../../src/experiments/index.js";
import { type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { pairText, samplesText } from "./data-words.js";
import { defineStudy } from "./define-study.js";
import { scaleText } from "./network-setup.js";
import { panelCsv } from "./panel-csv.js";
import { speedNetworkClaims, timeText } from "./speed-network-claims.js";
import { type SpeedNetworkData, type SpeedNetworkRow, speedNetworkRuns } from "./speed-network-runs.js";
import { lr, veryStart } from "./speed-runs.js";

/** Steps that are enlarged, at the start. */
const startSteps = 20;

/** The paper's own part of figure 3: a network. */
export const figure03Network = defineStudy<SpeedNetworkData>({
  figure: 3,
  title: "How the rates a and b affect the speed on a network",
  seconds: 45,
  hasNetworks: true,
  compute: speedNetworkRuns,
  draw: (data) => [drawSpeed(data)],
  tabulate: (data) => [speedTable(data)],
  claims: speedNetworkClaims,
});

function drawSpeed(data: SpeedNetworkData): Picture {
  const { rows, size, scale, dataName } = data;
  const { hidden, seeds, steps } = size;
  const panel = (optimizer: SpeedNetworkRow["optimizer"], last: number): FigurePanel => ({
    title: `${optimizer === "adam" ? "Adam" : "RMSprop"}${last === startSteps ? `, the first ${startSteps} steps` : ""}`,
    xTitle: "time t = lr·k",
    yTitle: "loss",
    yScale: "log",
    lines: rows
      .filter((row) => row.seed === seeds[0] && row.optimizer === optimizer)
      .map(({ label, loss }) => {
        const shown = loss.subarray(0, last + 1);
        const times = Float64Array.from(shown, (_, k) => k * lr);
        return { label: `rates ${label.split(" = ").at(-1)}`, kind: "fitted", ...thin(times, shown) };
      }),
  });
  const panels = [steps, startSteps].flatMap((last) => [panel("adam", last), panel("rmsprop", last)]);
  return {
    name: "figure-03-network",
    spec: panelFigure(panels, {
      title: `Figure 3. The speed of Adam and RMSprop for several rates: a network 3072-${hidden.join("-")}-1, lr ${lr}`,
      subtitle: `${dataName}, ${samplesText(size)}; ${scaleText[scale]}`,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,rates,t,loss"),
    alt: "Training loss of a network over time, logarithmic, for Adam and RMSprop with three rates, with the start enlarged",
    caption: `${pairText(data)}, β = 1 − b·lr (Adam, a = b), α = 1 − a·lr, ε = 1e-8, from the same start, seed ${seeds[0]}, ${steps} steps; ${scaleText[scale]}. The paper’s text gives neither rates nor steps.`,
  };
}

function speedTable({ rows }: SpeedNetworkData): ReportTable {
  return {
    name: "figure-03-network-table",
    title: "How fast on the network",
    note: `Times at which a half, a tenth and a hundredth of the loss at the start is left, and its fall at t = ${veryStart} as a share of it.`,
    columns: ["method", "rates", "seed", "half", "tenth", "hundredth", "fall at the start"],
    rows: rows.map(({ optimizer, label, seed, times, fallen }) => [
      ...[optimizer, label, seed, timeText(times.half), timeText(times.tenth), timeText(times.hundredth)],
      Number.isFinite(fallen) ? fallen : "not finite",
    ]),
  };
}
