import { type FigureLine, type FigurePanel, gapFigure, orderLabel, panelFigure, thin } from "../report/index.js";
import { spread, supGap } from "../trajectory/measure.js";
import { observedOrder } from "../trajectory/observed-order.js";
import type { RunSetting } from "./experiment.js";
import { type ExperimentRuns, viewRun } from "./results.js";
import { horizonsAt, settingKey } from "./settings.js";
import type { DrawnFigure } from "./study.js";

interface DrawnLine {
  readonly setting: RunSetting;
  readonly line: FigureLine;
}

const kinds = {
  discrete: "discrete",
  nonlocal: "continuous",
  inertial: "continuous",
  flow: "continuous",
  reference: "reference",
} as const;

/** The experiment's figure: a panel for each start and learning rate, both roads in each. */
export function drawExperiment(result: ExperimentRuns): DrawnFigure {
  const { experiment, scale } = result;
  const panels = experiment.theta0s.flatMap((theta0) =>
    horizonsAt(experiment, scale).map((horizon) => {
      const drawn = panelLines(result, (setting) => setting.theta0 === theta0 && isDrawn(setting, horizon));
      const panel: FigurePanel = {
        title: `lr ${horizon.lr}, ${grouped(horizon.steps)} steps${experiment.theta0s.length > 1 ? `, θ0 = ${theta0}` : ""}`,
        xTitle: "time t = k·lr",
        yTitle: experiment.symbol,
        step: horizon.lr,
        lines: drawn.map(({ line }) => line),
      };
      return { panel, drawn };
    }),
  );
  const columns = Math.min(2, horizonsAt(experiment, scale).length);
  return {
    spec: panelFigure(
      panels.map(({ panel }) => panel),
      { title: `Figure ${experiment.figure}. ${experiment.title}`, columns },
    ),
    csv: linesCsv(
      panels.flatMap(({ drawn }) => drawn),
      experiment.symbol,
    ),
  };
}

/** 150,000, as on the axes. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

function isDrawn(setting: RunSetting, { lr, steps }: { lr: number; steps: number }): boolean {
  return setting.lr === lr && (setting.steps === steps || setting.road === "reference");
}

/** The runs of a panel, the equation first; long series by their envelope. */
function panelLines(
  { settings, trajectories, experiment }: ExperimentRuns,
  isWanted: (setting: RunSetting) => boolean,
): DrawnLine[] {
  return settings.filter(isWanted).flatMap((setting) => {
    const trajectory = trajectories.get(settingKey(setting));
    if (trajectory === undefined) return [];
    const { times, values } = viewRun(setting, trajectory, experiment.quantity);
    return [{ setting, line: { label: setting.case.label, kind: kinds[setting.road], ...thin(times, values) } }];
  });
}

function linesCsv(lines: readonly DrawnLine[], symbol: string): string {
  const rows = [`lr,theta0,case,road,t,${symbol === "θ" ? "theta" : symbol}`];
  for (const { setting, line } of lines) {
    const start = `${setting.lr},${setting.theta0},"${setting.case.label}",${setting.road}`;
    for (let k = 0; k < line.x.length; k++) rows.push(`${start},${line.x[k]},${line.y[k]}`);
  }
  return `${rows.join("\n")}\n`;
}

/**
 * Gap between the roads against the learning rate, a line for each case at the first start; null where all gaps are 0.
 *
 * θ's gap is absolute; the size of a memory depends on the learning rate, so its gap is relative to its range.
 */
export function drawGaps({ experiment, results }: ExperimentRuns): DrawnFigure | null {
  const isRelative = experiment.quantity !== "theta";
  const rows = [`case,lr,gap,${isRelative ? "relative" : "range"}`];
  const lines: FigureLine[] = [];
  for (const { label } of experiment.cases) {
    const pairs = results.gapPairs({ label });
    const lrs = pairs.map(({ lr }) => lr);
    const gaps = pairs.map(({ lr, discrete, nonlocal }) => {
      const gap = supGap(discrete.atSteps, nonlocal.atSteps);
      const range = spread(discrete.atSteps);
      rows.push(`"${label}",${lr},${gap},${isRelative ? gap / range : range}`);
      return isRelative ? gap / range : gap;
    });
    if (!gaps.some((gap) => gap > 0)) continue;
    const slope = observedOrder(lrs, gaps)?.slope ?? Number.NaN;
    const name = orderLabel(label, slope);
    lines.push({ label: name, kind: "discrete", x: Float64Array.from(lrs), y: Float64Array.from(gaps) });
  }
  if (lines.length === 0) return null;
  const title = `Figure ${experiment.figure}: gap of ${experiment.symbol} between the two roads`;
  const yTitle = isRelative ? "largest gap / range" : "largest gap over t = k·lr";
  return { spec: gapFigure(lines, { title, yTitle }), csv: `${rows.join("\n")}\n` };
}
