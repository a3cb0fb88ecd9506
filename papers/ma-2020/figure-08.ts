import type { Picture } from "../../src/experiments/index.js";
import { axisEdges, mapOverlays, planMap } from "../../src/maps/index.js";
import {
  type FigurePanel,
  type MapFigureOverlay,
  mapFigure,
  panelFigure,
  type ReportTable,
  thin,
} from "../../src/report/index.js";
import { defineStudy } from "./define-study.js";
import { type LossSummary, lossText } from "./loss-summary.js";
import { scaleText } from "./network-setup.js";
import { countText, medianMean, rateMapClaims, regionOf, regionText } from "./rate-map-claims.js";
import { exampleRates, lr, paperRegimes, type RateMap, rateMapRuns } from "./rate-map-runs.js";

/** Finite losses that are this many times as large as at the start are drawn in one colour. */
const beyondStart = 10;

export const figure08 = defineStudy<RateMap>({
  figure: 8,
  title: "Loss and regime of Adam over its rates a and b, on a network",
  seconds: 240,
  hasNetworks: true,
  compute: rateMapRuns,
  draw: (data) => [drawMap(data), drawExamples(data)],
  tabulate: (data) => [regionTable(data)],
  claims: rateMapClaims,
});

const networkText = ({ size }: RateMap): string =>
  `784-6×${size.width}-10, ${10 * size.perClass} samples, ${size.steps} steps`;

function drawMap(data: RateMap): Picture {
  const { x, y, cells, last, scale } = data;
  const csv = cells.map(({ a, b, expected, summary }) => {
    const { diagnosis, mean, median, high, least } = summary;
    return [a, b, expected, diagnosis.regime, diagnosis.confidence, mean, median, high, least].join(",");
  });
  return {
    name: "figure-08",
    spec: mapFigure(
      {
        xEdges: axisEdges(x),
        yEdges: axisEdges(y),
        xTitle: "b = (1 − β)/lr",
        yTitle: "a = (1 − α)/lr",
        xScale: "log",
        yScale: "log",
        regimes: cells.map(({ summary }) => summary.diagnosis.regime),
        losses: Float64Array.from(cells, ({ summary }) => shownLoss(summary)),
        overlays: overlaysOf(data),
      },
      {
        title: `Figure 8: Adam on a network over its rates, lr ${lr}`,
        subtitle: [
          `Fashion-MNIST, ${networkText(data)}; ${scaleText[scale]}`,
          `Loss: mean of the last ${last} steps, grey where it is not finite; colours end at ${beyondStart} times the loss at the start`,
        ],
        lossTitle: "log₁₀ of the mean loss",
        lossPanel: "mean loss",
      },
    ),
    csv: `a,b,expected,regime,confidence,mean_loss,median_loss,largest_loss,least_loss_of_run\n${csv.join("\n")}\n`,
    alt: "Two maps over the rates b and a, both logarithmic: what the training loss of a network does, and its mean over the last steps",
    caption: `Each cell is one run: ${networkText(data)}, the first ${data.size.perClass} of each class of Fashion-MNIST, full batch, square loss with one-hot targets, ReLU, ε = 1e-8, seed 1; ${scaleText[scale]}. The paper gives neither samples nor steps. Left: the diagnosis of all losses. Right: their mean over the last ${last} steps; of a run that ended because the loss was not finite the mean is infinite, drawn grey. Lines: a = b, a = 10b and a = b/10, between which the paper’s words let one expect an oscillation, above them divergence and below them spikes; above β² = α one step can be arbitrarily long.`,
  };
}

/** Decimal logarithm, for a colour: losses that blew up by thirty decades would leave one colour for all others. */
function shownLoss({ mean, first }: LossSummary): number {
  return Math.log10(mean < Infinity ? Math.min(mean, beyondStart * first) : mean);
}

/** What theory draws whatever the objective, and where the paper’s regimes are expected. */
function overlaysOf({ x, y, size }: RateMap): readonly MapFigureOverlay[] {
  const plan = planMap({ optimizer: "adam", lr, x, y, theta0: [0], steps: size.steps });
  const { overlays } = mapOverlays(plan, { dimension: 1 });
  const [from, to] = [axisEdges(x)[0]!, axisEdges(x).at(-1)!];
  const along = (ratio: number) => {
    const [first, last] = [Math.max(from, from / ratio), Math.min(to, to / ratio)];
    return { x: Float64Array.of(first, last), y: Float64Array.of(first * ratio, last * ratio) };
  };
  return [
    ...overlays.flatMap(({ key, lines }) =>
      key === "equal"
        ? [{ label: "a = b", lines }]
        : key === "square"
          ? [{ label: "β² = α: above it one step can be arbitrarily long", lines }]
          : [],
    ),
    { label: "a = 10b and a = b/10: ends of the regimes expected", lines: [along(10), along(0.1)] },
  ];
}

function drawExamples({ x, cells, size, last, scale }: RateMap): Picture {
  const shown = exampleRates(x.values).map(([a, b]) => cells.find((cell) => cell.a === a && cell.b === b)!);
  const panels = shown.map(({ a, b, loss, summary }): FigurePanel => {
    const line = thin(Float64Array.from(loss!.keys()), loss!);
    return {
      title: `a = ${Number(a.toPrecision(3))}, b = ${Number(b.toPrecision(3))}: ${summary.diagnosis.regime}`,
      xTitle: "step k",
      yTitle: "loss",
      yScale: "log",
      lines: [{ label: "loss", kind: "fitted", ...line }],
    };
  });
  const csv = shown.flatMap(({ a, b, loss }) => Array.from(loss!, (value, k) => `${a},${b},${k},${value}`));
  return {
    name: "figure-08-examples",
    spec: panelFigure(panels, {
      title: "Figure 8: losses of three of its cells, those nearest to the rates of figure 7",
      subtitle: `Fashion-MNIST, 784-6×${size.width}-10; ${scaleText[scale]}`,
      columns: 3,
      kindLegend: false,
    }),
    csv: `a,b,step,loss\n${csv.join("\n")}\n`,
    alt: "Training losses of three cells of the map over the steps, logarithmic",
    caption: `What the diagnoses and the means of the last ${last} steps are made of; scale ${scale}.`,
  };
}

function regionTable(data: RateMap): ReportTable {
  return {
    name: "figure-08-table",
    title: "Diagnoses and losses by region",
    note: `Mean losses of the last ${data.last} steps; that of a run whose loss is not finite there is infinite, and counts as the largest.`,
    columns: ["region", "paper", "cells", "diagnoses", "smallest mean", "median", "largest"],
    rows: paperRegimes.map((regime) => {
      const cells = regionOf(data, regime);
      const means = cells.map(({ summary }) => summary.mean);
      return [
        regionText[regime],
        regime,
        cells.length,
        countText(cells),
        lossText(Math.min(...means)),
        lossText(medianMean(cells)),
        lossText(Math.max(...means)),
      ];
    }),
  };
}
