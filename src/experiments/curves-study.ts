import type { ClaimResult } from "../report/index.js";
import type { Claim, Experiment, Horizon, RunSetting } from "./experiment.js";
import { drawExperiment, drawGaps } from "./figures.js";
import { judgeClaims } from "./judge-claims.js";
import { createResults, type ExperimentRuns, type Results } from "./results.js";
import { gapHorizons, horizonsAt, runSettings, settingKey } from "./settings.js";
import { type Laboratory, type Picture, pictureName, type Study, type StudyResult } from "./study.js";

/** The study of a figure that shows algorithm and equation side by side, as curves over time. */
export function curvesStudy(experiment: Experiment<Results>): Study {
  const { paper, figure, title, claims, horizons } = experiment;
  return {
    paper,
    figure,
    title,
    seconds: 1,
    claims,
    shown: onHorizons(runSettings(experiment, { scale: "paper", referenceFrom: Infinity }), horizons),
    hasNetworks: false,
    parts: [],
    async perform(laboratory) {
      const runs = await makeRuns(experiment, laboratory);
      return resultOf(runs);
    },
  };
}

async function makeRuns(
  experiment: Experiment<Results>,
  { scale, referenceFrom, run }: Laboratory,
): Promise<ExperimentRuns> {
  const settings = runSettings(experiment, { scale, referenceFrom });
  const made = await Promise.all(settings.map(async (setting) => [settingKey(setting), await run(setting)] as const));
  const trajectories = new Map(made);
  const horizons = horizonsAt(experiment, scale);
  const gaps = gapHorizons(experiment, scale);
  const results = createResults(experiment, { horizons, gaps, settings, trajectories });
  return { experiment, scale, settings, trajectories, results };
}

function resultOf(runs: ExperimentRuns): StudyResult {
  const { experiment, settings, trajectories, results } = runs;
  const { paper, figure, title, formula } = experiment;
  return {
    study: { paper, figure, title },
    pictures: picturesOf(runs),
    tables: [],
    claims: claimsOf(runs, results),
    settings: settingsOf(runs),
    equations: drawnEquations(runs).map((setting) => ({ setting, formula })),
    hasNetworks: false,
    hasUnconverged: settings.some(
      (setting) => setting.road !== "reference" && trajectories.get(settingKey(setting))?.status === "not-converged",
    ),
  };
}

function claimsOf(runs: ExperimentRuns, results: Results): readonly ClaimResult[] {
  const { paper, figure, claims } = runs.experiment;
  return judgeClaims(claims, { paper, figure, data: results, obstacle: (claim) => findObstacle(claim, runs) });
}

/** Why a claim cannot be measured, or null. */
function findObstacle(
  claim: Claim<Results>,
  { experiment, scale, settings, trajectories }: ExperimentRuns,
): string | null {
  if (claim.needsReference && !settings.some(({ road }) => road === "reference")) {
    return "needs the slow reference solver: run again with --with-reference";
  }
  const needed = experiment.horizons.filter(({ lr }) => claim.lrs === undefined || claim.lrs.includes(lr));
  const available = horizonsAt(experiment, scale);
  const missing = needed.find(({ lr }) => !available.some((horizon) => horizon.lr === lr));
  if (missing !== undefined) {
    return `needs ${missing.steps} steps at lr ${missing.lr}: run again with --scale laptop`;
  }
  for (const setting of settings) {
    const status = trajectories.get(settingKey(setting))?.status;
    // a reference run that does not converge is a finding: the claims that read it say what they make of it
    const isUsed = claim.lrs === undefined || claim.lrs.includes(setting.lr);
    if (isUsed && setting.road !== "reference" && status !== "completed") {
      return `the run ${setting.road} ${setting.case.label}, lr ${setting.lr}, θ0 = ${setting.theta0} ended ${status}`;
    }
  }
  return null;
}

function picturesOf(runs: ExperimentRuns): readonly Picture[] {
  const { figure, title } = runs.experiment;
  const name = pictureName(figure);
  const alt = `Figure ${figure}: ${title}, discrete and continuous`;
  const gaps = drawGaps(runs);
  return [
    { name, ...drawExperiment(runs), alt, caption: captionOf(runs) },
    ...(gaps === null
      ? []
      : [
          {
            name: `${name}-gap`,
            ...gaps,
            alt: `Gaps of figure ${figure}`,
            summary: "Gap against learning rate",
            caption:
              "Largest distance between the two roads at t = k·lr, both axes logarithmic; the order is the slope of the fitted line.",
          },
        ]),
  ];
}

function captionOf({ experiment }: ExperimentRuns): string {
  const { formula, theta0s, epsilon, symbol, quantity } = experiment;
  const own = symbol === "θ" ? "θ_k" : `θ_k and ${symbol}_k`;
  const author = quantity === "theta" ? "" : ` The author plots ${symbol} at t + lr over t: one step further left.`;
  return `${formula}, θ0 = ${theta0s.join(" and ")}, ε = ${epsilon}. Discrete: ${own} after k updates, drawn at t = k·lr. Continuous: the equation that reads its memories at t + lr, ${symbol}(t) drawn at t.${author}${theta0s.length > 1 ? ` Claims are measured from θ0 = ${theta0s[0]} where they do not speak of both starts.` : ""} Series of more than 502 points are drawn, and stored as data, by the least and the greatest value of each of 250 equal ranges.`;
}

function settingsOf({ experiment, settings, trajectories, scale }: ExperimentRuns): object {
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

/** The continuous runs that the figure itself shows, without those that only measure gaps. */
function drawnEquations({ experiment, scale, settings }: ExperimentRuns): readonly RunSetting[] {
  return onHorizons(settings, horizonsAt(experiment, scale)).filter(({ road }) => road === "nonlocal");
}

/** The runs on these horizons. */
function onHorizons(settings: readonly RunSetting[], horizons: readonly Horizon[]): readonly RunSetting[] {
  return settings.filter(({ lr, steps }) => horizons.some((horizon) => horizon.lr === lr && horizon.steps === steps));
}
