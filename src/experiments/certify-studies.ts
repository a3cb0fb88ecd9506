import { type Certificate, statements } from "../certificates/index.js";
import { createObjective } from "../objectives/index.js";
import type { ReportCertificates } from "../report/index.js";
import { certifyProblem } from "./certify-problem.js";
import type { RunSetting } from "./experiment.js";
import type { ExperimentResult } from "./run-experiments.js";
import { horizonsAt, settingKey } from "./settings.js";

/** How {@link certifyExperiments} is watched. */
export interface CertifyExperimentsOptions {
  /** Number of the paper whose statements are applied. */
  readonly arxiv: string;
  /** Receives the share that is done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
  /** Waited for between two runs. */
  readonly pause?: () => Promise<void>;
}

/**
 * Applies the statements of a paper to the equations its figures show, each once; constants that the objective does not
 * declare are estimated.
 *
 * @returns null if it was cancelled.
 */
export async function certifyExperiments(
  results: readonly ExperimentResult[],
  { arxiv, onProgress, isCancelled = () => false, pause }: CertifyExperimentsOptions,
): Promise<readonly ReportCertificates[] | null> {
  const theorems = statements.filter(({ paper }) => paper === arxiv).map(({ name }) => name);
  const runs = new Map<
    string,
    { readonly setting: RunSetting; readonly formula: string; readonly figures: number[] }
  >();
  for (const result of results) {
    for (const setting of drawnEquations(result)) {
      const key = settingKey(setting);
      const known = runs.get(key);
      if (known) known.figures.push(result.experiment.figure);
      else runs.set(key, { setting, formula: result.experiment.formula, figures: [result.experiment.figure] });
    }
  }
  const certified: ReportCertificates[] = [];
  for (const { setting, formula, figures } of runs.values()) {
    await pause?.();
    if (isCancelled()) return null;
    certified.push({
      run: nameOf(setting),
      objective: formula,
      optimizer: setting.case.optimizer,
      figures,
      certificates: certifySetting(setting, { theorems, isCancelled }),
    });
    onProgress?.(certified.length / runs.size);
  }
  return isCancelled() ? null : certified;
}

/** The continuous runs that the figure itself shows, without those that only measure gaps. */
function drawnEquations({ experiment, scale, settings }: ExperimentResult): readonly RunSetting[] {
  const horizons = horizonsAt(experiment, scale);
  return settings.filter(
    ({ road, lr, steps }) =>
      road === "nonlocal" && horizons.some((horizon) => horizon.lr === lr && horizon.steps === steps),
  );
}

function certifySetting(
  { case: item, objective, theta0, lr, steps, epsilon, shifted }: RunSetting,
  { theorems, isCancelled }: { theorems: readonly string[]; isCancelled: () => boolean },
): readonly Certificate[] {
  const { label: _, ...method } = item;
  const { certificates } = certifyProblem(createObjective(objective, []), {
    ...method,
    lr,
    epsilon,
    shifted,
    theorems,
    theta0: [theta0],
    until: lr * steps,
    estimate: true,
    isCancelled,
  });
  return certificates.filter(({ verdict }) => verdict !== "not-applicable");
}

const optimizerNames = { adagrad: "AdaGrad", rmsprop: "RMSProp", adam: "Adam" } as const;

function nameOf({ case: { label, optimizer }, lr, theta0 }: RunSetting): string {
  const name = optimizerNames[optimizer];
  return `${name}${label === name ? "" : ` ${label}`}, lr ${lr}, θ0 = ${theta0}`;
}
