import type { Functional } from "./functional.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";
import { rowSquare } from "./rows.js";

/** Adam along a trajectory: its gain and what the Lyapunov functional of Theorems 3 and 6 is made of, one number a row. */
export interface AdamFlow {
  readonly times: Float64Array;
  /** λ₁ = (1 − β1)/lr, unit 1/time. */
  readonly rate1: number;
  /** Σ Aᵢyᵢ², y = m(t + advance), A the gain there; what needs the gain is NaN at t + advance = 0. */
  readonly weighted: Float64Array;
  /** Σ Aᵢyᵢ(gᵢ(t + advance) − gᵢ(t)), and the resolution of the quotient of this and `weighted`. */
  readonly shift: Float64Array;
  readonly blur: Float64Array;
  /** The largest (log Aᵢ)' at t + advance. */
  readonly growth: Float64Array;
  /** Σ Aᵢyᵢ²(log Aᵢ)'. */
  readonly weightedGrowth: Float64Array;
  /** ‖θ'‖ = ‖Ay‖, and ‖y‖. */
  readonly speed: Float64Array;
  readonly moment: Float64Array;
  /** Σ Aᵢr(4|yᵢ| + |Δgᵢ| + 2r), r the resolution of gradients: that of the functional's derivative. */
  readonly unrest: Float64Array;
}

/** Why statements on Adam do not speak of a method; null where they do. */
export function excludesAdamFlow(method: Method): string | null {
  if (!method.isAdam) return "It speaks of Adam: bias-corrected exponential memories of g and of its square.";
  return method.addition === null ? null : `It does not speak of ${method.addition}.`;
}

/** `ℓ/(e^(ℓt) − 1)`, ℓ = −ln β/lr: the logarithmic derivative of 1 − β^(t/lr); 0 for β = 0. */
export function correctionRate(beta: number, lr: number, t: number): number {
  const rate = -Math.log(beta) / lr;
  return rate === Infinity ? 0 : rate / Math.expm1(rate * t);
}

const flows = new WeakMap<Profile, { readonly method: Method; readonly flow: AdamFlow }>();

/** Adam's gain, its growth and the parts of its functional along a profile; evaluated once, as several statements ask. */
export function adamFlow(method: Method, profile: Profile): AdamFlow {
  const known = flows.get(profile);
  if (known?.method === method) return known.flow;
  const flow = evaluateFlow(method, profile);
  flows.set(profile, { method, flow });
  return flow;
}

function evaluateFlow(method: Method, profile: Profile): AdamFlow {
  const { times, dimension: d, width, gradient, ahead } = profile;
  const [m, v] = [profile.m!, profile.v!];
  const { lr, beta1, beta2, epsilon, advance } = method;
  const n = times.length;
  const rate2 = (1 - beta2) / lr;
  const column = () => new Float64Array(n);
  const [weighted, shift, blur, growth, weightedGrowth, speed, moment, unrest] = Array.from({ length: 8 }, column) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let k = 0; k < n; k++) {
    const time = times[k]! + advance;
    growth[k] = -Infinity;
    if (time === 0) {
      // read at t nothing is there yet: y = 0, and the gain has no value
      for (const column of [shift, weightedGrowth, speed, blur]) column[k] = Number.NaN;
      continue;
    }
    const [q1, q2] = [correctionRate(beta1, lr, time), correctionRate(beta2, lr, time)];
    const root2 = Math.sqrt(-Math.expm1((time / lr) * Math.log(beta2)));
    const gain = root2 / -Math.expm1((time / lr) * Math.log(beta1));
    const floor = epsilon * root2;
    const r = profile.resolution.gradient[k]!;
    const seen = width === 1 ? rowSquare(ahead, k, d) : 0;
    let noise = 0;
    for (let i = 0; i < d; i++) {
      const [y, later, now] = [m[k * d + i]!, ahead[k * d + i]!, gradient[k * d + i]!];
      const square = Math.max(v[k * width + (width === 1 ? 0 : i)]!, 0);
      const below = Math.sqrt(square) + floor;
      if (below === 0) continue;
      const A = gain / below;
      const fed = rate2 * ((width === 1 ? seen : later * later) - square);
      const climb = square > 0 ? fed / (2 * Math.sqrt(square)) : 0;
      const own = 0.5 * q2 - q1 - (climb + 0.5 * floor * q2) / below;
      const [ay, apart] = [A * y, later - now];
      weighted[k]! += ay * y;
      shift[k]! += ay * apart;
      weightedGrowth[k]! += ay * y * own;
      growth[k] = Math.max(growth[k]!, own);
      speed[k]! += ay * ay;
      moment[k]! += y * y;
      noise += A * r * (2 * Math.abs(y) + Math.abs(apart));
      unrest[k]! += A * r * (4 * Math.abs(y) + Math.abs(apart) + 2 * r);
    }
    speed[k] = Math.sqrt(speed[k]!);
    moment[k] = Math.sqrt(moment[k]!);
    blur[k] = weighted[k]! > 0 ? (noise * (1 + Math.abs(shift[k]! / weighted[k]!))) / weighted[k]! : Infinity;
  }
  const rate1 = (1 - beta1) / lr;
  return { times, rate1, weighted, shift, blur, growth, weightedGrowth, speed, moment, unrest };
}

/** Adam's functional along a trajectory, with the resolution of each value. */
export interface AdamFunctional extends Functional {
  readonly resolution: Float64Array;
}

/**
 * `𝓛 = f − f* + Σ Aᵢyᵢ²/(2λ₁)` and its derivative
 * `𝓛' = Σ Aᵢyᵢ(gᵢ(t + advance) − gᵢ(t)) − Σ Aᵢyᵢ²(1 − (log Aᵢ)'/(2λ₁))`.
 *
 * @see arXiv 2411.09734, Theorems 3 and 6; for a gain of each parameter, docs/theory/h1-theorem-3.md.
 */
export function adamFunctional(
  { times, rate1, weighted, shift, weightedGrowth, unrest }: AdamFlow,
  { loss, resolution }: Profile,
  minimum: number,
): AdamFunctional {
  const values = Float64Array.from(times, (_, k) => loss[k]! - minimum + weighted[k]! / (2 * rate1));
  const derivative = Float64Array.from(times, (_, k) => shift[k]! - weighted[k]! + weightedGrowth[k]! / (2 * rate1));
  const blur = Float64Array.from(
    times,
    (_, k) => resolution.loss[k]! + 8 * Number.EPSILON * Math.abs(minimum) + unrest[k]! / (2 * rate1),
  );
  return { times, values, derivative, resolution: blur };
}
