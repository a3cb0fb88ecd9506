import type { Objective } from "../objectives/index.js";
import type { Spike } from "../regimes/diagnosis.js";
import type { Trajectory } from "../trajectory/index.js";
import type { AnatomisedSpike, AnatomySeries, SpikeAnatomy } from "./anatomy.js";
import { type AnatomyMethod, type AnatomyMethodOptions, createAnatomyMethod } from "./anatomy-method.js";
import { checkRun } from "./check-run.js";
import { alarmOf, findAlarms } from "./find-alarms.js";
import { findSpikes } from "./find-spikes.js";
import { followCurvatures } from "./follow-curvatures.js";
import { type LookedAtOptions, lookedAt } from "./looked-at.js";
import { spikeStages } from "./spike-stages.js";

/** Options of {@link spikeAnatomy}. */
export interface SpikeAnatomyOptions extends AnatomyMethodOptions, LookedAtOptions {
  /** Told the fraction done. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Asked now and then; true ends the work with what is there. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/**
 * What the spikes of a run of Adam, AdamW or RMSProp are made of: the preconditioned curvature along the gradient
 * `q_k = gᵀĤg/‖g‖²` against 2/lr, with how many steps of warning, and the five stages of each spike.
 *
 * `Ĥ = (1 − β1)/(1 + β1)/(1 − β1^k)·diag(1/(√v̂ + ε))·H`, all after k updates: v is row k of the trajectory, g and H are those
 * at θ_k, also row k. Ĥ is not symmetric, so q is no Rayleigh quotient and may lie above the largest eigenvalue. A product
 * with H is made for each step that is looked at: by `hessianVector`, by `hessian`, or by differences of gradients.
 *
 * @param trajectory a run of the discrete algorithm with a row for every step.
 * @throws {RangeError} if a setting is out of its range, or the trajectory is no such run with these settings.
 * @see arXiv 2506.04805; arXiv 2207.14484 for the largest eigenvalue; docs/theory/spike-anatomy.md.
 * @example
 * const objective = createObjective("power", [2]);
 * const settings = { lr: 1e-3, beta1: 0.9, beta2: 0.99 };
 * const trajectory = run(objective, adamOptimizer(settings), { theta0: [1], steps: 3000 });
 * const [spike] = spikeAnatomy(objective, trajectory, settings).spikes;
 * [spike.crossing, spike.peak]; // [2863, 2949]
 */
export function spikeAnatomy(objective: Objective, trajectory: Trajectory, options: SpikeAnatomyOptions): SpikeAnatomy {
  const method = createAnatomyMethod(options);
  checkRun(objective, trajectory, method);
  const { offset, rows, eigenvalueEvery } = lookedAt(trajectory, method.lr, options);
  const series = followCurvatures(objective, trajectory, {
    method,
    rows,
    eigenvalueEvery,
    onProgress: options.onProgress,
    isCancelled: options.isCancelled,
  });
  const count = series.steps.length;
  const ends = { first: rows[0]!, last: rows[count - 1]!, offset, reach: method.reach };
  const spikes = count === 0 ? [] : findSpikes(objective, trajectory, ends);
  return { ...assemble(series, method, spikes), status: count < rows.length ? "interrupted" : "completed" };
}

function assemble(
  series: AnatomySeries,
  method: AnatomyMethod,
  spikes: readonly Spike[],
): Omit<SpikeAnatomy, "status"> {
  const input = { steps: series.steps, method, spikes };
  const alarms = findAlarms(series.directional, input);
  const eigenvalueAlarms = findAlarms(series.largest, input);
  const first = series.steps.find((step) => step > 0) ?? 0;
  return {
    threshold: method.threshold,
    series,
    spikes: spikes.map((spike, index) => {
      const before = spikes[index - 1];
      const start = before ? (before.recovery ?? before.peak) : first;
      const crossing = alarmOf(spike, alarms, method.reach)?.from ?? null;
      const eigenvalueCrossing = alarmOf(spike, eigenvalueAlarms, method.reach)?.from ?? null;
      return describe(spike, { series, method, start, crossing, eigenvalueCrossing });
    }),
    alarms,
    eigenvalueAlarms,
    largestExcess:
      series.directional.reduce((most, q) => (q > most ? q : most), Number.NEGATIVE_INFINITY) / method.threshold,
  };
}

interface DescribeInput {
  readonly series: AnatomySeries;
  readonly method: AnatomyMethod;
  readonly start: number;
  readonly crossing: number | null;
  readonly eigenvalueCrossing: number | null;
}

function describe(
  spike: Spike,
  { series, method, start, crossing, eigenvalueCrossing }: DescribeInput,
): AnatomisedSpike {
  const { steps, directional } = series;
  const calm = steps.findIndex((step, i) => step > spike.peak && directional[i]! <= method.threshold);
  const settled = calm < 0 ? null : steps[calm]!;
  return {
    onset: spike.onset,
    peak: spike.peak,
    recovery: spike.recovery,
    decades: spike.decades,
    crossing,
    eigenvalueCrossing,
    leadToOnset: crossing === null ? null : spike.onset - crossing,
    leadToPeak: crossing === null ? null : spike.peak - crossing,
    settled,
    stages: spikeStages({ series, spike, start, crossing, settled, reach: method.reach }),
  };
}
