import type { Model } from "../../models/index.js";
import { supNorm } from "../../numeric/index.js";
import type { TrajectoryStatus } from "../../trajectory/index.js";
import { createExplicitStep, explicitNodes } from "./explicit-step.js";
import { createFlowSystem } from "./flow-system.js";
import type { Integrator, LocalRequest, LocalRun } from "./integrator.js";
import { firstStep, startFlow } from "./start-flow.js";
import { createStepControl } from "./step-control.js";
import { createStiffnessWatch } from "./stiffness-watch.js";

const ORDER = 8;
/** Equations that only stability holds back are solved all the same where no more steps than this are left. */
const AFFORDABLE = 20_000;
/** Most steps of any run. */
const MOST_STEPS = 3_000_000;

/**
 * The explicit integrator: the pair of Dormand and Prince of order 8 with error estimates of orders 5 and 3 and dense
 * output of order 7. It gives up where it finds that the equation is stiff.
 *
 * @see E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, section II.10; for the detection of
 *   stiffness part II, section IV.2.
 */
export const explicitIntegrator: Integrator = { name: "explicit", order: ORDER, integrate };

function integrate(model: Model, request: LocalRequest): LocalRun {
  const { until, tolerance } = request;
  const system = createFlowSystem(model, request.initial);
  const n = system.size;
  const start = startFlow(model, system, { request, nodes: explicitNodes });
  const { pieces, y } = start;
  const step = createExplicitStep(system);
  const control = createStepControl({ order: ORDER, growth: 6 });
  const unit = new Float64Array(n);
  const values = new Float64Array(explicitNodes.length * n);
  step.first.set(start.slope);
  let { t } = start;
  const isStiff = createStiffnessWatch();
  let [accepted, rejected] = [0, 0];
  const end = (status: TrajectoryStatus, kind?: string): LocalRun => ({
    dense: pieces.build(),
    status,
    ...(kind ? { event: { kind, time: t, size: supNorm(y.subarray(...model.components.theta!)) } } : {}),
    statistics: { accepted, rejected, evaluations: system.count.evaluations, jacobians: 0, factorisations: 0 },
  });
  if (!start.isDefined) return end("diverged", "non-finite field");
  let h = firstStep({ t, y, slope: start.slope, system, until, tolerance, order: ORDER });
  let wasFinite = true;
  for (let tries = 0; t < until; tries++) {
    if (tries % 64 === 0) {
      request.onProgress(t / until);
      if (request.isCancelled()) return end("interrupted");
    }
    const isLast = !(t + 1.001 * h < until);
    if (isLast) h = until - t;
    if (!(t + 0.1 * h > t)) {
      return wasFinite
        ? end("not-converged", "step underflow: use the stiff method")
        : end("diverged", "non-finite field");
    }
    if (accepted > MOST_STEPS) return end("not-converged", "too many steps: use the stiff method");
    system.scale({ t, y, h }, unit);
    for (let a = 0; a < n; a++) unit[a]! *= tolerance;
    let error = step.attempt({ t, h, y }) ? step.error(h, unit) : Number.NaN;
    const rate = error <= 1 ? step.stiffness(h, unit) : 0;
    if (error <= 1) {
      const isDefined = step.interpolate({ t, h, y }, values);
      error = isDefined ? Math.max(error, step.polynomialError({ t, h, unit }, values)) : Number.NaN;
    }
    if (!(error <= 1)) {
      rejected++;
      wasFinite = error > 1;
      h *= wasFinite ? control.rejected(error) : control.failed();
      continue;
    }
    if (isStiff(rate) && until - t > AFFORDABLE * h) {
      return end("not-converged", "equation is stiff: use the stiff method");
    }
    t = isLast ? until : t + h;
    y.set(step.next);
    step.first.set(step.nextSlope);
    pieces.append(t, values);
    accepted++;
    h *= control.accepted(error, h, 1);
  }
  request.onProgress(1);
  return end("completed");
}
