import type { Picture } from "../../src/experiments/index.js";
import { type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { pairText, samplesText } from "./data-words.js";
import { defineStudy } from "./define-study.js";
import { lossText } from "./loss-summary.js";
import { scaleText } from "./network-setup.js";
import { panelCsv } from "./panel-csv.js";
import { maximaText } from "./ripple.js";
import { rmsNetworkClaims } from "./rms-network-claims.js";
import { beta2, lr, type RmsData, rmsNetworkRuns } from "./rms-network-runs.js";

export const figure04 = defineStudy<RmsData>({
  figure: 4,
  title: "RMSprop on a network: fast start, small oscillations, large spikes",
  seconds: 90,
  hasNetworks: true,
  compute: rmsNetworkRuns,
  draw: (data) => [drawLosses(data)],
  tabulate: (data) => [rmsTable(data)],
  claims: rmsNetworkClaims,
});

function drawLosses(data: RmsData): Picture {
  const { rows, size, scale, last, dataName } = data;
  const { seed, record } = rows[0]!;
  const { loss } = record;
  const steps = Float64Array.from(loss.keys());
  const lineOf = (from: number) => ({
    label: "training loss",
    kind: "fitted" as const,
    ...thin(steps.subarray(from), loss.subarray(from)),
  });
  const axes = { xTitle: "step k", yTitle: "loss", yScale: "log" } as const;
  const panels: readonly FigurePanel[] = [
    { ...axes, title: "the whole run", lines: [lineOf(0)] },
    { ...axes, title: `the last ${last} steps`, lines: [lineOf(Math.max(0, loss.length - 1 - last))] },
  ];
  return {
    name: "figure-04",
    spec: panelFigure(panels, {
      title: `Figure 4. RMSprop on a network 3072-${size.hidden.join("-")}-1, lr ${lr}, α = ${beta2}`,
      subtitle: `${dataName}, ${samplesText(size)}; ${scaleText[scale]}`,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,line,step,loss"),
    alt: "Training loss of a network under RMSprop over all steps and over the last quarter of them, logarithmic",
    caption: `${pairText(data)}, ε = 1e-8, v0 = 0, ${size.steps} steps, seed ${seed}; ${scaleText[scale]}. Long series are drawn by the least and the greatest value of each of 250 equal ranges.`,
  };
}

function rmsTable({ rows, last }: RmsData): ReportTable {
  return {
    name: "figure-04-table",
    title: "What RMSprop does",
    note: `Steps and decades of the fast start. Maxima of the loss after it (${maximaText}), the medians of their distance and of the factor by which the loss rises to them. Spikes, the medians of their rise in decades and of their interval; last: those of the last ${last} steps.`,
    columns: [
      ...["seed", "diagnosis", "least", "median", "start", "decades", "superlinear"],
      ...["maxima", "apart", "rise", "spikes", "spike decades", "interval", "last"],
    ],
    rows: rows.map(({ seed, summary, ripple, lastSpikes }) => {
      const { diagnosis, least, median } = summary;
      const { fastStart, spikes } = diagnosis;
      return [
        ...[seed, diagnosis.regime, lossText(least), lossText(median)],
        ...(fastStart
          ? [fastStart.to - fastStart.from, fastStart.decades, fastStart.superlinear ? "yes" : "no"]
          : ["none", "", ""]),
        ...[ripple.maxima, Number.isFinite(ripple.period) ? ripple.period : "", ripple.rise],
        ...[spikes?.count ?? 0, spikes?.decades ?? "", spikes?.interval ?? "", lastSpikes],
      ];
    }),
  };
}
