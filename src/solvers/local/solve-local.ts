import type { Model } from "../../models/index.js";
import type { Trajectory } from "../../trajectory/index.js";
import { checkSolveOptions, type SolveOptions } from "../solve-options.js";
import { explicitIntegrator } from "./explicit.js";
import type { Integrator } from "./integrator.js";
import { readLocal } from "./read-local.js";
import { type RefinedRun, refine } from "./refine.js";
import { slidingIntegrator } from "./sliding.js";
import { stiffIntegrator } from "./stiff.js";

/** Ways to integrate an equation without memory. */
export type LocalMethod = "explicit" | "stiff" | "sliding";

/** What `solveLocal` is asked for; `times` are by default the ends of its steps. */
export interface LocalOptions extends Omit<SolveOptions, "step" | "stages"> {
  /** Default by the model's character: explicit where it declares none. */
  readonly method?: LocalMethod;
}

const integrators: Readonly<Record<LocalMethod, Integrator>> = {
  explicit: explicitIntegrator,
  stiff: stiffIntegrator,
  sliding: slidingIntegrator,
};

/** Names of the ways to integrate an equation without memory. */
export const localMethods = Object.keys(integrators) as readonly LocalMethod[];

/**
 * Solves a model without memory, `y′ = field(t, y, drive(y))`, y(0) = initial, with steps that adapt to a tolerance.
 *
 * "explicit" is the pair of Dormand and Prince of order 8, "stiff" Radau IIA with 7 stages, L-stable, "sliding" follows a
 * discontinuous field in the sense of Filippov. The first two solve again with smaller tolerances until two solutions agree
 * in θ within the wanted one, relative to 1 + |θ|; `solver.errorEstimate` is their distance.
 *
 * @returns the trajectory at `times` with dense output, moments that are states among its rows, and `solver.statistics` of
 *   the steps that made it. Status "not-converged" where a method is not fit for the equation, with an event that says so;
 *   "diverged" where the field stops being finite, with everything up to there.
 * @throws {RangeError} if an option is out of its range.
 * @throws {TypeError} if the model has a memory, or the method is not one for the model.
 * @see ARCHITECTURE.md, "Local flows"; arXiv 2009.06125, equations 4–8, for the flows.
 * @example
 * const flow = rmspropFlowModel(quadraticObjective(), { rate2: 1 });
 * solveLocal(flow, { initial: [1, 0], until: 9, times: [0, 9] }).theta; // [1, 4]
 */
export function solveLocal(model: Model, options: LocalOptions): Trajectory {
  const integrator = chooseIntegrator(model, options.method);
  checkSolveOptions(model, { ...options });
  const { until, tolerance = 1e-10, times, onProgress = () => {}, isCancelled = () => false } = options;
  const initial = Float64Array.from(options.initial);
  const request = { initial, until, tolerance, onProgress, isCancelled };
  const { run, status, event, error } =
    integrator.order === null ? once(model, integrator, request) : refine(model, integrator, request);
  if (status !== "interrupted") onProgress(1);
  return {
    ...readLocal(model, run.dense, { initial, until, ...(times && { times }) }),
    status,
    ...(event && { event }),
    solver: {
      name: integrator.name,
      order: integrator.order,
      nodes: run.statistics.accepted,
      sweeps: null,
      residual: null,
      errorEstimate: error,
      statistics: run.statistics,
    },
    dense: { ...run.dense, components: model.components },
  };
}

/** Steps that are no approximation need no second run. */
function once(model: Model, integrator: Integrator, request: Parameters<Integrator["integrate"]>[1]): RefinedRun {
  const run = integrator.integrate(model, request);
  return { run, status: run.status, event: run.event ?? null, error: null };
}

function chooseIntegrator(model: Model, method?: LocalMethod): Integrator {
  const refuse = (name: string, condition: string, value: unknown): never => {
    throw new TypeError(`Cannot solve as ${name} must be ${condition}: current value is ${value}`);
  };
  if (model.memory.length > 0) refuse("model", "without memory", `one with ${model.memory.length} memories`);
  const chosen = method ?? model.character ?? "explicit";
  if (!Object.hasOwn(integrators, chosen)) refuse("method", "explicit, stiff or sliding", chosen);
  const isSliding = model.character === "sliding";
  if (isSliding && chosen !== "sliding") refuse("method", "sliding for a model with a discontinuous field", chosen);
  if (!isSliding && chosen === "sliding") refuse("method", "explicit or stiff for a model with a smooth field", chosen);
  return integrators[chosen];
}
