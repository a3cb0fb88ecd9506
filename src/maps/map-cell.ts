import type { Objective } from "../objectives/index.js";
import { canRunMonomial, createOptimizer, type monomialOptimizers, run, runMonomial } from "../optimizers/index.js";
import { type Diagnosis, diagnoseTrajectory, regimes } from "../regimes/index.js";
import type { Trajectory } from "../trajectory/index.js";
import type { MapPlan } from "./map-plan.js";

/** What a cell of a map can be: a regime, or failed, where its run could not be made. */
export const mapRegimes = [...regimes, "failed"] as const;

export type MapRegime = (typeof mapRegimes)[number];

/** What came of the run of one cell. */
export interface MapCell {
  readonly regime: MapRegime;
  /** How sure the diagnosis is, in [0, 1]. */
  readonly confidence: number;
  /** The last loss; not finite where the run left the range of numbers, NaN where there was none. */
  readonly finalLoss: number;
  /** ln of the last loss, also where that is no number any more; NaN where it is not known. */
  readonly finalLogLoss: number;
}

/** Options of {@link computeCell}. */
export interface ComputeCellOptions {
  /** Which cell, from 0. */
  readonly cell: number;
  /** Asked now and then; true gives up. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** The cell of a run that could not be made. */
export const failedCell: MapCell = {
  regime: "failed",
  confidence: 0,
  finalLoss: Number.NaN,
  finalLogLoss: Number.NaN,
};

/**
 * Runs the algorithm of one cell and says what it did; null if it was cancelled.
 *
 * On f = c·x^k Adam and RMSProp are run free of scale, so that no loss underflows.
 *
 * @throws {RangeError} if the start does not fit the objective; and whatever the objective throws.
 * @example
 * const x = mapAxis("beta1", { from: 0.5, to: 0.9, count: 2 });
 * const y = mapAxis("beta2", { from: 0.6, to: 0.99, count: 2 });
 * const plan = planMap({ optimizer: "adam", lr: 1e-3, epsilon: 0, x, y, theta0: [1], steps: 3000 });
 * computeCell(powerObjective(4), plan, { cell: 2 }).regime; // "converged"
 */
export function computeCell(
  objective: Objective,
  plan: MapPlan,
  { cell, isCancelled }: ComputeCellOptions,
): MapCell | null {
  const made = diagnoseCell(objective, plan, { cell, isCancelled });
  if (made === null) return null;
  const { trajectory, diagnosis } = made;
  const { loss, logLoss } = trajectory;
  const { regime, confidence } = diagnosis;
  return { regime, confidence, finalLoss: loss.at(-1)!, finalLogLoss: logLoss?.at(-1) ?? Number.NaN };
}

/** The run of a cell, and all that its regime is read from. */
export interface DiagnosedCell {
  readonly trajectory: Trajectory;
  readonly diagnosis: Diagnosis;
}

/**
 * As {@link computeCell}, with the run and its evidence.
 *
 * @throws {RangeError} if the start does not fit the objective; and whatever the objective throws.
 * @example
 * const x = mapAxis("beta1", { from: 0.5, to: 0.9, count: 2 });
 * const y = mapAxis("beta2", { from: 0.6, to: 0.99, count: 2 });
 * const plan = planMap({ optimizer: "adam", lr: 1e-3, epsilon: 0, x, y, theta0: [1], steps: 3000 });
 * diagnoseCell(powerObjective(4), plan, { cell: 2 }).diagnosis.convergence.kind; // "linear"
 */
export function diagnoseCell(objective: Objective, plan: MapPlan, options: ComputeCellOptions): DiagnosedCell | null {
  const trajectory = runCell(objective, plan, options);
  if (trajectory.status === "interrupted") return null;
  const minimum = objective.constants?.minimum;
  return { trajectory, diagnosis: diagnoseTrajectory(trajectory, minimum === undefined ? {} : { minimum }) };
}

function runCell(objective: Objective, plan: MapPlan, { cell, isCancelled }: ComputeCellOptions): Trajectory {
  const { optimizer, theta0, steps } = plan.settings;
  const options = plan.optionsAt(cell);
  if (theta0.length !== 1 || !canRunMonomial(objective, { optimizer, ...options })) {
    return run(objective, createOptimizer(optimizer, options), { theta0, steps, withMoments: false, isCancelled });
  }
  const { lr, beta1, beta2, epsilon } = options;
  return runMonomial(objective.monomial!, {
    optimizer: optimizer as (typeof monomialOptimizers)[number],
    lr,
    beta1,
    beta2,
    epsilon,
    theta0: theta0[0]!,
    steps,
    withMoments: false,
    isCancelled,
  });
}
