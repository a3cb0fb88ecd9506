import { centralDifferences } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import { besideZeros } from "./beside-zeros.js";
import type { Model } from "./model.js";
import { isNearMinimiser } from "./rest.js";

/** What the flows of RMSProp and Adam differ in. */
export interface MomentFlowSettings {
  /** Forgetting rate b of the first moment; null: the gradient itself is the numerator. */
  readonly rate1: number | null;
  /** Forgetting rate a of the second moment. */
  readonly rate2: number;
  readonly epsilon: number;
  /** Whether moments are divided by 1 − e^(−bt) and 1 − e^(−at). */
  readonly corrected: boolean;
  start(y: Float64Array): number;
}

/** How well θ is known at best: the gradients of such an offset are noise, and moments are not measured against less. */
const NOISE = 1e-9;
/** The same in roundings of an objective that is evaluated with fewer digits. */
const ROUNDINGS = 16;
/** v̂ below this is taken for it: its root stays far from where quotients overflow. */
const LEAST_SECOND = 1e-200;

/**
 * A flow with its moments as states: `m' = b(g − m)`, `v' = a(g² − v)`, `θ' = −n/(√v̂ + ε)` with n = g or m̂, elementwise.
 * The state is (θ, v) or (θ, m, v).
 */
export function momentFlow(objective: Objective, settings: MomentFlowSettings): Model {
  const { rate1, rate2, epsilon, corrected, start } = settings;
  const d = objective.dimension;
  const hasFirst = rate1 !== null;
  const [first, second] = hasFirst ? [d, 2 * d] : [0, d];
  const n = second + d;
  const theta = new Float64Array(d);
  /** A copy: functions of users see as many parameters as they have. */
  const position = (y: Float64Array): Float64Array => {
    for (let i = 0; i < d; i++) theta[i] = y[i]!;
    return theta;
  };
  // 1/(1 − e^(−rate·t)); at t = 0 moments vanish and the start is not the field's
  const gainOf = (rate: number, t: number): number => (corrected && t > 0 ? -1 / Math.expm1(-rate * t) : 1);
  const gain1 = (t: number): number => (hasFirst ? gainOf(rate1, t) : 1);
  // what has a momentum passes through a minimiser
  const isSlow = (y: Float64Array, distance: number): boolean => {
    for (let i = 0; hasFirst && i < d; i++) {
      if (!(Math.abs(y[first + i]!) <= distance * (rootOf(y[second + i]!) + epsilon) * Math.max(1, rate1)))
        return false;
    }
    return true;
  };
  const hessian = objective.hessian?.bind(objective);
  const curvature = new Float64Array(d * d);
  const noise = new Float64Array(d);
  const known = Math.max(NOISE, ROUNDINGS * (objective.precision ?? 0));
  const writeNoise = (y: Float64Array): void => {
    if (hessian) hessian(position(y), curvature);
    for (let i = 0; i < d; i++)
      noise[i] = known * (1 + Math.abs(y[i]!)) * (hessian ? Math.abs(curvature[i * d + i]!) : 1);
  };
  return {
    stateSize: n,
    components: hasFirst ? { theta: [0, d], m: [d, 2 * d], v: [2 * d, 3 * d] } : { theta: [0, d], v: [d, 2 * d] },
    driveSize: d,
    drive: (y, out) => objective.gradient(position(y), out),
    memory: [],
    advance: 0,
    timeScale: 1 / Math.max(rate1 ?? 0, rate2),
    character: "stiff",
    loss: (y) => objective.value(position(y)),
    isAtRest: (y, distance) => isSlow(y, distance) && isNearMinimiser(objective, position(y), distance),
    start,
    field(t, y, gradient, _memory, out) {
      const [c1, c2] = [gain1(t), gainOf(rate2, t)];
      for (let i = 0; i < d; i++) {
        const g = gradient[i]!;
        const top = hasFirst ? c1 * y[first + i]! : g;
        out[i] = top === 0 ? 0 : -top / (rootOf(c2 * y[second + i]!) + epsilon);
        if (hasFirst) out[first + i] = rate1 * (g - y[first + i]!);
        out[second + i] = rate2 * (g * g - y[second + i]!);
      }
    },
    jacobian(t, y, gradient, driveJacobian, out) {
      const [c1, c2] = [gain1(t), gainOf(rate2, t)];
      out.fill(0);
      for (let i = 0; i < d; i++) {
        const root = rootOf(c2 * y[second + i]!);
        const speed = -1 / (root + epsilon);
        const top = hasFirst ? c1 * y[first + i]! : gradient[i]!;
        for (let j = 0; j < d; j++) {
          const slope = driveJacobian[i * n + j]!;
          if (hasFirst) out[(first + i) * n + j] = rate1 * slope;
          else out[i * n + j] = slope === 0 ? 0 : speed * slope;
          out[(second + i) * n + j] = 2 * rate2 * gradient[i]! * slope;
        }
        if (hasFirst) {
          out[i * n + first + i] = speed * c1;
          out[(first + i) * n + first + i] = -rate1;
        }
        const isHeld = !(Math.abs(c2 * y[second + i]!) > LEAST_SECOND);
        out[i * n + second + i] = isHeld ? 0 : top * speed * ((Math.sign(y[second + i]!) * speed * c2) / (2 * root));
        out[(second + i) * n + second + i] = -rate2;
      }
    },
    errorScale(t, y, h, out) {
      const [c1, c2] = [gain1(t), gainOf(rate2, t)];
      // an error of a moment moves θ by the error of the speed that follows from it, for as long as the step
      const span = Math.min(1, h);
      writeNoise(y);
      for (let i = 0; i < d; i++) {
        const root = rootOf(c2 * y[second + i]!) + epsilon + noise[i]!;
        out[i] = 1 + Math.abs(y[i]!);
        if (hasFirst) out[first + i] = root / (c1 * span);
        out[second + i] = (root * root) / (c2 * span);
      }
    },
    // moments are no part of the drive: differences need none of them
    driveJacobian: besideZeros(
      hessian ?? centralDifferences((at, out) => objective.gradient(at, out), { rows: d, columns: d }),
      { rows: d, columns: d },
    ),
  };
}

/** √v̂; small negative v̂ are rounding, and count by their size, so that speeds do not jump there. */
const rootOf = (second: number): number => Math.sqrt(Math.max(Math.abs(second), LEAST_SECOND));
