import { createRandom, rowOf, symmetricEigenvalues } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import { singleSteps } from "./discrete-steps.js";
import { lanczos } from "./estimate/lanczos.js";
import { createProbe, type Probe } from "./estimate/probe.js";
import { spread } from "./estimate/spread.js";
import { randomDirection } from "./estimate/vectors.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";

/** Moments that are looked at. */
const MOMENTS = 100;
/** Up to this many parameters the whole matrix is formed. */
const DENSE = 60;

/** The largest eigenvalue of P⁻¹H after some update. */
export interface PreconditionedRow {
  readonly time: number;
  /** Unit 1/time; Infinity where P is singular in a direction in which f is curved, NaN where H is not finite. */
  readonly largest: number;
}

/**
 * The largest eigenvalue of P⁻¹H along a trajectory of Adam, H and `P = (1 − β1^k) diag(√(v/(1 − β2^k)) + ε)` after k
 * updates; that of the symmetric `P^(−½) H P^(−½)`, which is similar. At most 100 moments, the last one among them.
 */
export function preconditionedCurvatures(objective: Objective, profile: Profile, method: Method): PreconditionedRow[] {
  const d = profile.dimension;
  const probe = createProbe(objective);
  const theta = new Float64Array(d);
  const roots = new Float64Array(d);
  const steps = singleSteps(method, profile);
  const known = Array.from(steps.keys()).filter((r) => steps[r]! > 0);
  return spread(known, MOMENTS).map((r) => {
    const time = profile.times[r]! + method.advance;
    profile.read.theta(time, theta);
    writeRoots(rowOf(profile.v!, r, profile.width), roots, { ...method, step: steps[r]! });
    return { time, largest: d <= DENSE ? largestDense(probe, theta, roots) : largestByProducts(probe, theta, roots) };
  });
}

/** P^(−½) on the diagonal. */
function writeRoots(
  v: Float64Array,
  out: Float64Array,
  { beta1, beta2, epsilon, step }: Pick<Method, "beta1" | "beta2" | "epsilon"> & { step: number },
): void {
  const first = -Math.expm1(step * Math.log(beta1));
  const second = -Math.expm1(step * Math.log(beta2));
  for (let i = 0; i < out.length; i++) {
    const square = v[v.length === 1 ? 0 : i]!;
    out[i] = 1 / Math.sqrt(first * (Math.sqrt(square / second) + epsilon));
  }
}

function largestDense(probe: Probe, theta: Float64Array, roots: Float64Array): number {
  const d = probe.dimension;
  const matrix = new Float64Array(d * d);
  if (!probe.hessian(theta, matrix)) return Number.NaN;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      // a direction that is not curved stays so, however little P is
      matrix[i * d + j] = matrix[i * d + j] === 0 ? 0 : matrix[i * d + j]! * roots[i]! * roots[j]!;
    }
  }
  if (!matrix.every(Number.isFinite)) return Infinity;
  return d === 1 ? matrix[0]! : symmetricEigenvalues(matrix, d)[d - 1]!;
}

function largestByProducts(probe: Probe, theta: Float64Array, roots: Float64Array): number {
  const d = probe.dimension;
  if (!roots.every(Number.isFinite)) return Infinity;
  const product = probe.productAt(theta);
  const scaled = new Float64Array(d);
  const found = lanczos(
    (direction, out) => {
      for (let i = 0; i < d; i++) scaled[i] = roots[i]! * direction[i]!;
      product(scaled, out);
      for (let i = 0; i < d; i++) out[i]! *= roots[i]!;
    },
    { start: randomDirection(d, createRandom(1, 1)), steps: 100, tolerance: 1e-6 },
  );
  return found?.largest ?? Number.NaN;
}
