import { rowOf } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import { singleSteps } from "./discrete-steps.js";
import { largestCurvature } from "./estimate/largest-curvature.js";
import { createProbe } from "./estimate/probe.js";
import { spread } from "./estimate/spread.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";

/** Moments that are looked at. */
const MOMENTS = 100;
/** Products with the Hessian at each of them, and how well the eigenvalue is to be known. */
const EFFORT = { steps: 100, tolerance: 1e-6 };

/** The largest eigenvalue of P⁻¹H after some update. */
export interface PreconditionedRow {
  readonly time: number;
  /** Unit 1/time; Infinity where P is singular in a direction in which f is curved, NaN where H is not finite. */
  readonly largest: number;
}

/**
 * The largest eigenvalue of P⁻¹H along a trajectory of Adam, H and `P = (1 − β1^k) diag(√(v/(1 − β2^k)) + ε)` after k
 * updates. At most 100 moments, the last one among them.
 */
export function preconditionedCurvatures(objective: Objective, profile: Profile, method: Method): PreconditionedRow[] {
  const d = profile.dimension;
  const probe = createProbe(objective);
  const theta = new Float64Array(d);
  const inverse = new Float64Array(d);
  const steps = singleSteps(method, profile);
  const known = Array.from(steps.keys()).filter((r) => steps[r]! > 0);
  return spread(known, MOMENTS).map((r) => {
    const time = profile.times[r]! + method.advance;
    profile.read.theta(time, theta);
    writeInverse(rowOf(profile.v!, r, profile.width), inverse, { ...method, step: steps[r]! });
    return { time, largest: largestCurvature(probe, theta, { inverse, ...EFFORT }) };
  });
}

/** Writes the diagonal of P⁻¹. */
function writeInverse(
  v: Float64Array,
  out: Float64Array,
  { beta1, beta2, epsilon, step }: Pick<Method, "beta1" | "beta2" | "epsilon"> & { step: number },
): void {
  const first = -Math.expm1(step * Math.log(beta1));
  const second = -Math.expm1(step * Math.log(beta2));
  for (let i = 0; i < out.length; i++) {
    const square = v[v.length === 1 ? 0 : i]!;
    out[i] = 1 / (first * (Math.sqrt(square / second) + epsilon));
  }
}
