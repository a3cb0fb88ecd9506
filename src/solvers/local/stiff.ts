import type { Model } from "../../models/index.js";
import { supNorm } from "../../numeric/index.js";
import type { TrajectoryStatus } from "../../trajectory/index.js";
import { createFlowSystem } from "./flow-system.js";
import type { Integrator, LocalRequest, LocalRun } from "./integrator.js";
import { createRadauStep } from "./radau-step.js";
import { radauTransform } from "./radau-transform.js";
import { firstStep, startFlow } from "./start-flow.js";
import { createStepControl } from "./step-control.js";

const STAGES = 7;
/** Order of the polynomials of steps, at every moment; at the ends of steps it is 2·stages − 1. */
const ORDER = STAGES + 1;
/** Steps that would grow by less keep their length, and their factors. */
const KEPT = 1.2;
/** θ that stays this close to a strict minimiser for a step, in units of the tolerance, is held there. */
const AT_REST = 0.1;
/** Most steps of any run. */
const MOST_STEPS = 1_000_000;

/**
 * The stiff integrator: Radau IIA with 7 stages, L-stable, order 13 at the ends of steps and 8 between them.
 *
 * Stages are solved by a simplified Newton iteration, decoupled by the eigenvalues of A⁻¹. The error of a step's whole
 * polynomial is taken from its defect at the left end, the one place where it does not satisfy the equation though both
 * sides are known, through `(1 − (h/λ)J)⁻¹`, so that stiffness does not count.
 *
 * @see E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, section IV.8.
 */
export const stiffIntegrator: Integrator = { name: "stiff", order: ORDER, integrate };

function integrate(model: Model, request: LocalRequest): LocalRun {
  const { until, tolerance } = request;
  const method = radauTransform(STAGES);
  const system = createFlowSystem(model, request.initial);
  const start = startFlow(model, system, { request, nodes: method.nodes });
  const { pieces, y } = start;
  const step = createRadauStep(system, method, { ...start, theta: model.components.theta! });
  const control = createStepControl({ order: ORDER, growth: 8 });
  const unit = new Float64Array(system.size);
  let { t } = start;
  let [accepted, rejected] = [0, 0];
  let [wasDefined, isResting] = [true, false];
  const end = (status: TrajectoryStatus, kind?: string): LocalRun => ({
    dense: pieces.build(),
    status,
    ...(kind ? { event: { kind, time: t, size: supNorm(y.subarray(...model.components.theta!)) } } : {}),
    statistics: { accepted, rejected, ...system.count, factorisations: step.count.factorisations },
  });
  if (!start.isDefined) return end("diverged", "non-finite field");
  let h = firstStep({ t, y, slope: start.slope, system, until, tolerance, order: ORDER });
  for (let tries = 0; t < until; tries++) {
    if (tries % 32 === 0) {
      request.onProgress(t / until);
      if (request.isCancelled()) return end("interrupted");
    }
    const isLast = !(t + 1.001 * h < until);
    if (isLast) h = until - t;
    if (!(t + 0.1 * h > t)) {
      return wasDefined ? end("not-converged", "step underflow") : end("diverged", "non-finite field");
    }
    if (accepted === MOST_STEPS) return end("not-converged", "too many steps");
    system.scale({ t, y, h }, unit);
    for (let a = 0; a < unit.length; a++) unit[a]! *= tolerance;
    const { error, iterations, isDefined } = step.attempt(h, unit);
    if (!(error !== null && error <= 1)) {
      rejected++;
      wasDefined = isDefined;
      h *= error === null ? control.failed() : control.rejected(error);
      continue;
    }
    const factor = control.accepted(error, h, iterations);
    t = isLast ? until : t + h;
    step.accept(t);
    pieces.append(t, step.values);
    accepted++;
    if (!(factor >= 1 && factor <= KEPT)) h *= factor;
    const isStill = !isResting && step.change() <= tolerance * AT_REST;
    if (isStill && model.isAtRest?.(y, tolerance * AT_REST)) {
      isResting = true;
      step.hold();
    }
  }
  request.onProgress(1);
  return end("completed");
}
