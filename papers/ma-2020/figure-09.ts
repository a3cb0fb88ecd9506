import type { Claim, Picture } from "../../src/experiments/index.js";
import { panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { contestClaims, spikeText } from "./contest-claims.js";
import { defineStudy } from "./define-study.js";
import { lossText } from "./loss-summary.js";
import { scaleText } from "./network-setup.js";
import { batches, lr, type ResnetData, resnetRuns } from "./resnet-runs.js";

export const figure09 = defineStudy<ResnetData>({
  figure: 9,
  title: "ResNet18 on batches: the default factors and a ≈ b",
  seconds: 300,
  hasNetworks: true,
  compute: resnetRuns,
  draw: (data) => [drawCurves(data)],
  tabulate: (data) => [resnetTable(data)],
  claims: contestClaims("epoch", ", averaged over each epoch,").map(
    (claim): Claim<ResnetData> => ({ ...claim, measure: ({ contests }) => claim.measure(contests) }),
  ),
});

/** The runs from the first seed, as the mean of each epoch: losses of single batches scatter. */
function drawCurves({ contests, size, scale, dataName, dataText }: ResnetData): Picture {
  const { widthFactor, perClass, epochs, seeds } = size;
  const curves = contests[0]!.contestants.map(({ item, loss }) => ({
    label: item.label,
    kind: "fitted" as const,
    ...thin(Float64Array.from(loss.keys()), loss),
  }));
  const csv = contests.flatMap(({ contestants }, k) =>
    contestants.flatMap(({ item, loss }) =>
      Array.from(loss, (value, epoch) => `${seeds[k]},"${item.label}",${epoch},${value}`),
    ),
  );
  const channels = [64, 128, 256, 512].map((count) => Math.max(1, Math.round(count * widthFactor))).join(", ");
  return {
    name: "figure-09",
    spec: panelFigure(
      [
        {
          title: "mean of each epoch",
          xTitle: `epoch (${batches} steps)`,
          yTitle: "training loss",
          yScale: "log",
          lines: curves,
        },
      ],
      {
        title: `Figure 9. Stochastic Adam on ResNet18, lr ${lr}`,
        subtitle: `${dataName}; ${scaleText[scale]}`,
        kindLegend: false,
      },
    ),
    csv: `seed,line,epoch,loss\n${csv.join("\n")}\n`,
    alt: "The training loss over the epochs, logarithmic, with the default factors and with two settings of a = b",
    caption: `ResNet18 with ${channels} channels in its four stages (the paper: 32, 64, 128, 256), square loss on one-hot targets, ${perClass} samples of each of ten classes of ${dataText}, batches of ${perClass}, ${epochs} epochs, seed ${seeds[0]}; ${scaleText[scale]}. Batch norms use the statistics of the batch at hand. Each point is the mean over the ${batches} batches of an epoch, each taken before the step it is used for. First parameters as PyTorch draws them. The paper prints neither its a ≈ b nor the number of epochs.`,
  };
}

function resnetTable({ contests, size }: ResnetData): ReportTable {
  return {
    name: "figure-09-table",
    title: "What the settings do on ResNet18",
    note: `lr ${lr}, ε = 1e-8. Means of epochs: least of the run, and median and largest of the last fifth of the epochs.`,
    columns: ["seed", "setting", "diagnosis", "spikes", "epochs", "least", "median", "largest"],
    rows: contests.flatMap(({ contestants }, k) =>
      contestants.map(({ item, loss, summary }) => [
        String(size.seeds[k]),
        item.label,
        summary.diagnosis.regime,
        spikeText(summary.diagnosis, "epoch"),
        String(loss.length),
        lossText(summary.least),
        lossText(summary.median),
        lossText(summary.high),
      ]),
    ),
  };
}
