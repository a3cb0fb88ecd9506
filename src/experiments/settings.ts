import type { Experiment, Horizon, RoadName, RunSetting } from "./experiment.js";

/**
 * How much is run: "quick" leaves out or coarsens what takes long, for tests; "laptop" makes all that needs no networks as
 * printed and networks in minutes on two cores; "paper" makes everything as printed, where it is.
 */
export const scales = ["quick", "laptop", "paper"] as const;

export type Scale = (typeof scales)[number];

/** A horizon of more steps than this is left out at scale "quick". */
const mostQuickSteps = 5000;
/** Curves are computed at about this many points at least. */
const fewestPoints = 400;

/** The horizons of an experiment at a scale. */
export function horizonsAt<R>(experiment: Experiment<R>, scale: Scale): readonly Horizon[] {
  return experiment.horizons.filter(({ steps }) => scale !== "quick" || steps <= mostQuickSteps);
}

/** The horizons on which gaps are measured, from the first start: each gap rate, up to the end of the shortest horizon. */
export function gapHorizons<R>(experiment: Experiment<R>, scale: Scale): readonly Horizon[] {
  const until = Math.min(...experiment.horizons.map(({ lr, steps }) => lr * steps));
  return experiment.gapRates
    .map((lr) => ({ lr, steps: Math.round(until / lr) }))
    .filter(({ steps }) => scale !== "quick" || steps <= mostQuickSteps);
}

/** Every run of an experiment, each once: the figure's own first, then what only the gaps need, then the reference runs. */
export function runSettings<R>(
  experiment: Experiment<R>,
  { scale, referenceFrom }: { scale: Scale; referenceFrom: number },
): readonly RunSetting[] {
  const roads: readonly RoadName[] = ["discrete", "nonlocal"];
  const { objective, epsilon, theta0s } = experiment;
  const pairs = (horizons: readonly Horizon[], starts: readonly number[]) =>
    horizons.flatMap(({ lr, steps }) =>
      starts.flatMap((theta0) =>
        experiment.cases.flatMap((item) =>
          roads.map((road): RunSetting => {
            const perStep = road === "discrete" ? 1 : Math.max(1, Math.ceil(fewestPoints / steps));
            return { road, objective, case: item, theta0, epsilon, lr, steps, perStep, shifted: true };
          }),
        ),
      ),
    );
  const wanted = (experiment.references ?? []).filter(({ lr }) => lr >= referenceFrom);
  const references = wanted.map(({ case: item, theta0, lr, steps, shifted = true }): RunSetting => {
    return { road: "reference", objective, case: item, theta0, epsilon, lr, steps, perStep: 1, shifted };
  });
  const all = [
    ...pairs(horizonsAt(experiment, scale), theta0s),
    ...pairs(gapHorizons(experiment, scale), theta0s.slice(0, 1)),
    ...references,
  ];
  return [...new Map(all.map((setting) => [settingKey(setting), setting])).values()];
}

/** A text that is equal exactly for equal settings; the label of a case does not matter. */
export function settingKey(setting: RunSetting): string {
  const { optimizer, beta1 = null, beta2 = null, rate1 = null, rate2 = null } = setting.case;
  const { road, objective, theta0, epsilon, lr, steps, perStep, shifted } = setting;
  const { parameters = [], velocity0 = null, start = 0, tolerance = null, at = null, numerics = null } = setting;
  const base = [road, objective, optimizer, beta1, beta2, theta0, epsilon, lr, steps, perStep, shifted];
  return JSON.stringify([...base, rate1, rate2, parameters, velocity0, start, tolerance, at, numerics]);
}

/** The start of a run, one number for each parameter. */
export function startOf({ theta0 }: RunSetting): readonly number[] {
  return typeof theta0 === "number" ? [theta0] : theta0;
}

/** The times of a run, `perStep` of them for each step unless it names others; each `perStep`-th is exactly k·lr. */
export function settingTimes({ lr, steps, perStep, at }: RunSetting): Float64Array {
  if (at !== undefined) return Float64Array.from(at);
  return Float64Array.from({ length: steps * perStep + 1 }, (_, i) => (i / perStep) * lr);
}
