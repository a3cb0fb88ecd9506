import { type Certificate, statements } from "../certificates/index.js";
import { createObjective } from "../objectives/index.js";
import type { ReportCertificates } from "../report/index.js";
import { certifyProblem } from "./certify-problem.js";
import type { RunSetting } from "./experiment.js";
import { settingKey, startOf } from "./settings.js";
import type { StudyResult } from "./study.js";

/** How {@link certifyStudies} is watched. */
export interface CertifyStudiesOptions {
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
export async function certifyStudies(
  results: readonly StudyResult[],
  { arxiv, onProgress, isCancelled = () => false, pause }: CertifyStudiesOptions,
): Promise<readonly ReportCertificates[] | null> {
  const theorems = statements.filter(({ paper }) => paper === arxiv).map(({ name }) => name);
  const runs = new Map<
    string,
    { readonly setting: RunSetting; readonly formula: string; readonly figures: number[] }
  >();
  for (const { equations, study } of results) {
    for (const { setting, formula } of equations) {
      const key = settingKey(setting);
      const known = runs.get(key);
      if (known) known.figures.push(study.figure);
      else runs.set(key, { setting, formula, figures: [study.figure] });
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

function certifySetting(
  setting: RunSetting,
  { theorems, isCancelled }: { theorems: readonly string[]; isCancelled: () => boolean },
): readonly Certificate[] {
  const { objective, parameters, lr, steps, epsilon, shifted } = setting;
  const { label: _, ...method } = setting.case;
  const { certificates } = certifyProblem(createObjective(objective, parameters), {
    ...method,
    lr,
    epsilon,
    shifted,
    theorems,
    theta0: startOf(setting),
    until: lr * steps,
    estimate: true,
    isCancelled,
  });
  return certificates.filter(({ verdict }) => verdict !== "not-applicable");
}

const optimizerNames = { adagrad: "AdaGrad", rmsprop: "RMSProp", adam: "Adam", signgd: "signGD" } as const;

function nameOf({ case: { label, optimizer }, lr, theta0 }: RunSetting): string {
  const name = optimizerNames[optimizer];
  return `${name}${label === name ? "" : ` ${label}`}, lr ${lr}, θ0 = ${theta0}`;
}
