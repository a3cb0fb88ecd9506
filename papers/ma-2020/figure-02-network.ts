import type { Picture } from "../../src/experiments/index.js";
import { type FigurePanel, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { pairText, samplesText } from "./data-words.js";
import { defineStudy } from "./define-study.js";
import { limitCases } from "./limit-runs.js";
import { scaleText } from "./network-setup.js";
import { panelCsv } from "./panel-csv.js";
import { gapText, signNetworkClaims } from "./sign-network-claims.js";
import { type SignData, signLabel, signNetworkRuns } from "./sign-network-runs.js";

/** The paper's own part of figure 2: a network. */
export const figure02Network = defineStudy<SignData>({
  figure: 2,
  title: "Adam and RMSprop at small learning rates: a network beside signGD",
  seconds: 90,
  hasNetworks: true,
  compute: signNetworkRuns,
  draw: (data) => [drawLosses(data)],
  tabulate: (data) => [gapTable(data)],
  claims: signNetworkClaims,
});

function drawLosses(data: SignData): Picture {
  const { curves, size, scale, dataName } = data;
  const { hidden, seeds, rates } = size;
  // every second one is enough to see
  const drawnRates = rates.filter((_, place) => place % 2 === 0);
  const drawn = curves.filter(({ seed }) => seed === seeds[0]);
  const panels = limitCases.map(
    (item): FigurePanel => ({
      title: item.label,
      xTitle: "time t = lr·k",
      yTitle: "loss",
      yScale: "log",
      lines: drawn
        .filter(({ label, lr }) => label === signLabel || (label === item.label && drawnRates.includes(lr)))
        .map(({ label, lr, loss }) => ({
          label: label === signLabel ? `signGD, lr ${lr}` : `lr ${lr}`,
          kind: "fitted",
          ...thin(
            Float64Array.from(loss, (_, k) => k * lr),
            loss,
          ),
        })),
    }),
  );
  return {
    name: "figure-02-network",
    spec: panelFigure(panels, {
      title: `Figure 2. signGD, Adam and RMSprop on a network 3072-${hidden.join("-")}-1, the loss against time`,
      subtitle: `${dataName}, ${samplesText(size)}; ${scaleText[scale]}`,
      kindLegend: false,
    }),
    csv: panelCsv(panels, "panel,line,t,loss"),
    alt: "Training loss of a network over time, logarithmic, for signGD and for Adam and RMSprop at several learning rates",
    caption: `${pairText(data)}, ε = 1e-8, from the same start, seed ${seeds[0]}; ${scaleText[scale]}. Moments start at 0, Adam’s are corrected for it, RMSprop’s are not. Of the learning rates the paper’s text gives signGD’s only, 1e-5, and not where the runs end.`,
  };
}

function gapTable({ rows, earlyUntil, size }: SignData): ReportTable {
  return {
    name: "figure-02-network-table",
    title: "Distance of the losses in the early phase",
    note: "sup |f(X) − f(x)| while signGD’s loss falls to a tenth, as a share of the loss at the start. End: when it has fallen so far.",
    columns: ["algorithm", "seed", "end", ...size.rates.map((lr) => `lr ${lr}`)],
    rows: limitCases.flatMap(({ label }) =>
      size.seeds.map((seed) => {
        const end = earlyUntil.get(seed)!;
        const own = rows.filter((row) => row.seed === seed && row.label === label);
        return [
          ...[label, seed, Number.isFinite(end) ? end : "never"],
          ...own.map(({ early }) => (Number.isNaN(early) ? "" : gapText(early))),
        ];
      }),
    ),
  };
}
