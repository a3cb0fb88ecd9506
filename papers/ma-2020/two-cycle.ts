import { fitLine } from "../../src/trajectory/measure.js";

/** What the 2-cycle of RMSprop on ½hx² depends on. */
export interface CycleSetting {
  readonly lr: number;
  readonly epsilon: number;
  /** h. */
  readonly curvature: number;
}

/**
 * Where RMSprop on ½hx² alternates, `±A` with `A = η/2 − ε/h`; not positive where there is no cycle.
 *
 * @see docs/theory/two-cycle.md
 */
export function cycleAmplitude({ lr, epsilon, curvature }: CycleSetting): number {
  return lr / 2 - epsilon / curvature;
}

/**
 * By what factor a step brings a run near the 2-cycle closer to it: the largest absolute value of the roots of
 * `z² − (1 + β − 2σ(1 − β))z + β`, `σ = 1 − 2ε/(ηh)`; √β from β = 1/9 on where ε = 0.
 *
 * @see docs/theory/two-cycle.md
 */
export function approachFactor(beta2: number, { lr, epsilon, curvature }: CycleSetting): number {
  const sigma = 1 - (2 * epsilon) / (lr * curvature);
  const half = (1 + beta2 - 2 * sigma * (1 - beta2)) / 2;
  const discriminant = half * half - beta2;
  return discriminant < 0 ? Math.sqrt(beta2) : Math.abs(half) + Math.sqrt(discriminant);
}

/**
 * How far ln |x| falls before RMSprop leaves the minimum for the cycle, for starts far above lr and factors near 1:
 * `2/(1 − β) ∫₀² ln|1 − w|/w dw = −π²/(2(1 − β))`.
 *
 * @see docs/theory/two-cycle.md
 */
export function depthOfFall(beta2: number): number {
  return -(Math.PI ** 2) / (2 * (1 - beta2));
}

/**
 * Distance of each two successive iterates from the cycle: the larger of ||x_k| − A| and ||x_{k+1}| − A|, and at least A
 * where they do not alternate. One entry fewer than iterates.
 */
export function cycleDistances(theta: Float64Array, amplitude: number): Float64Array {
  const away = (x: number) => Math.abs(Math.abs(x) - amplitude);
  return Float64Array.from({ length: Math.max(0, theta.length - 1) }, (_, k) => {
    const [x, next] = [theta[k]!, theta[k + 1]!];
    const distance = Math.max(away(x), away(next));
    return x * next < 0 ? distance : Math.max(distance, amplitude);
  });
}

/** How a run approaches the cycle. */
export interface Approach {
  /** First step from which the run stays within `tolerance` of the cycle; −1 where its end does not. */
  readonly step: number;
  /** Largest distance over the last tenth of the run. */
  readonly last: number;
}

export function approachOf(distances: Float64Array, tolerance: number): Approach {
  let step = distances.length;
  while (step > 0 && distances[step - 1]! <= tolerance) step--;
  const tail = distances.subarray(Math.floor(0.9 * distances.length));
  return {
    step: step < distances.length ? step : -1,
    last: tail.reduce((most, distance) => Math.max(most, distance), 0),
  };
}

/** More steps than any of the runs here needs: some 60 e-foldings of the approach after θ has come to the minimum. */
export function enoughSteps(beta2: number, { start, lr }: { start: number; lr: number }): number {
  const factor = approachFactor(beta2, { lr, epsilon: 0, curvature: 1 });
  return Math.ceil(60 / (1 - factor) + (5 * start) / lr + 200);
}

/** Distances of the linear approach: well inside the cycle, well above rounding. */
const farthest = 1e-3;
const nearest = 1e-12;

/** By what factor a step of a run brings it closer, fitted where the approach is linear; NaN where that is too short. */
export function measuredFactor(distances: Float64Array, amplitude: number): number {
  const { step } = approachOf(distances, farthest * amplitude);
  if (step < 0) return Number.NaN;
  const steps: number[] = [];
  const logarithms: number[] = [];
  for (let k = step; k < distances.length && distances[k]! > nearest * amplitude; k++) {
    steps.push(k);
    logarithms.push(Math.log(distances[k]!));
  }
  return steps.length < 8 ? Number.NaN : Math.exp(fitLine(steps, logarithms).slope);
}
