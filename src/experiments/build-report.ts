import type { FigureSpec, Report, ReportFigure } from "../report/index.js";
import { drawExperiment, drawGaps } from "./figures.js";
import type { ExperimentResult } from "./run-experiments.js";
import { settingKey } from "./settings.js";

/** Options of {@link buildReport}. */
export interface BuildReportOptions {
  readonly paper: Report["paper"];
  readonly version: string;
  /** Draws a figure as SVG text. */
  renderSvg(figure: FigureSpec): Promise<string>;
  /** The paper's statements applied to its runs, as `certifyExperiments` returns them; default none. */
  readonly certificates?: Report["certificates"];
  readonly onProgress?: (fraction: number) => void;
}

/** Everything a report shows, from experiments that have run. */
export async function buildReport(
  results: readonly ExperimentResult[],
  { paper, version, renderSvg, certificates = [], onProgress }: BuildReportOptions,
): Promise<Report> {
  const figures: ReportFigure[] = [];
  for (const result of results) {
    figures.push(await buildFigure(result, renderSvg));
    onProgress?.(figures.length / results.length);
  }
  const references = results.some(({ settings }) => settings.some(({ road }) => road === "reference"));
  const notes = [
    "Each figure shows the discrete algorithm (thin, dashed) and its continuous equation (wide, pale) side by side; what was claimed about them is measured below it.",
    ...(results.some(({ scale }) => scale === "quick")
      ? ["Scale quick: horizons of more than 5000 steps were left out."]
      : []),
    ...(references ? [] : ["Runs of the slow reference solver were left out (--with-reference makes them)."]),
  ];
  return {
    title: `${paper.authors.split(" ").at(-1)} reproduced: ${paper.title}`,
    paper,
    version,
    notes,
    figures,
    certificates,
  };
}

async function buildFigure(
  result: ExperimentResult,
  renderSvg: BuildReportOptions["renderSvg"],
): Promise<ReportFigure> {
  const { figure, title } = result.experiment;
  const name = `figure-${String(figure).padStart(2, "0")}`;
  const drawn = drawExperiment(result);
  const gaps = drawGaps(result);
  const alt = `Figure ${figure}: ${title}, discrete and continuous`;
  return {
    number: figure,
    title,
    caption: captionOf(result),
    image: { name, svg: await renderSvg(drawn.spec), csv: drawn.csv, alt },
    gaps:
      gaps === null
        ? null
        : { name: `${name}-gap`, svg: await renderSvg(gaps.spec), csv: gaps.csv, alt: `Gaps of figure ${figure}` },
    claims: result.claims,
    settings: settingsOf(result),
  };
}

function captionOf({ experiment }: ExperimentResult): string {
  const { formula, theta0s, epsilon, symbol, quantity } = experiment;
  const own = symbol === "θ" ? "θ_k" : `θ_k and ${symbol}_k`;
  const author = quantity === "theta" ? "" : ` The author plots ${symbol} at t + lr over t: one step further left.`;
  return `${formula}, θ0 = ${theta0s.join(" and ")}, ε = ${epsilon}. Discrete: ${own} after k updates, drawn at t = k·lr. Continuous: the equation that reads its memories at t + lr, ${symbol}(t) drawn at t.${author}${theta0s.length > 1 ? ` Claims are measured from θ0 = ${theta0s[0]} where they do not speak of both starts.` : ""} Series of more than 502 points are drawn, and stored as data, by the least and the greatest value of each of 250 equal ranges.`;
}

function settingsOf({ experiment, settings, trajectories, scale }: ExperimentResult): object {
  const { objective, formula, theta0s, epsilon, cases, horizons, gapRates } = experiment;
  const runs = settings.map((setting) => {
    const { road, case: item, theta0, lr, steps, perStep, shifted } = setting;
    const trajectory = trajectories.get(settingKey(setting));
    return {
      road,
      case: item.label,
      theta0,
      lr,
      steps,
      ...(road === "discrete" ? {} : { shifted, pointsPerStep: perStep }),
      status: trajectory?.status ?? null,
      solver: trajectory?.solver ?? null,
    };
  });
  return { objective, formula, theta0s, epsilon, cases, horizons, gapRates, scale, runs };
}
