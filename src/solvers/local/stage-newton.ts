import type { FlowSystem } from "./flow-system.js";
import type { RadauTransform } from "./radau-transform.js";
import type { StageMatrices } from "./stage-matrices.js";

/** One step whose stages are wanted. */
export interface StageStep {
  readonly t: number;
  readonly h: number;
  readonly y: Float64Array;
  /** What errors are measured against, times the tolerance of a step. */
  readonly unit: Float64Array;
}

/** How the iteration went. */
export interface StageResult {
  readonly status: "converged" | "slow" | "non-finite";
  readonly iterations: number;
  /** By how much an iteration reduced the error, at the end. */
  readonly rate: number;
}

/** Simplified Newton on the stages of a Radau step, `hF(Y) = A⁻¹(Y − y)`. */
export type StageNewton = (step: StageStep, increments: Float64Array) => StageResult;

const MOST_ITERATIONS = 14;
/** Error of the stages that is left, in units of the tolerance. */
const LEFT = 0.01;
/** Where corrections no longer shrink, stages this good are taken. */
const LEFT_AT_ROUNDING = 0.2;
/** Corrections below this many units in the last place are rounding. */
const ROUNDING = 4 * Number.EPSILON;

/** Creates the iteration; `increments`, stages × n, holds Y − y: a guess that becomes the solution. */
export function createStageNewton(system: FlowSystem, method: RadauTransform, matrices: StageMatrices): StageNewton {
  const { stages: s, nodes, inverse } = method;
  const n = system.size;
  const stage = new Float64Array(n);
  const slope = new Float64Array(n);
  const correction = new Float64Array(s * n);

  /** Writes `hF(Y) − A⁻¹(Y − y)`. */
  const writeResidual = ({ t, h, y }: StageStep, Z: Float64Array): boolean => {
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) stage[a] = y[a]! + Z[i * n + a]!;
      if (!system.slope(t + nodes[i + 1]! * h, stage, slope)) return false;
      for (let a = 0; a < n; a++) {
        let sum = h * slope[a]!;
        for (let j = 0; j < s; j++) sum -= inverse[i * s + j]! * Z[j * n + a]!;
        correction[i * n + a] = sum;
      }
    }
    return true;
  };

  /** The size of the correction in units of the tolerance, rounding not counted. */
  const measure = ({ y, unit }: StageStep, Z: Float64Array): number => {
    let largest = 0;
    for (let k = 0; k < s * n; k++) {
      const a = k % n;
      const rounding = ROUNDING * Math.max(Math.abs(y[a]!), Math.abs(Z[k]!));
      const size = Math.max(0, Math.abs(correction[k]!) - rounding) / unit[a]!;
      if (!(size <= largest)) largest = size;
    }
    return largest;
  };

  return (step, Z) => {
    let [before, rate] = [Infinity, 0];
    for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
      if (!writeResidual(step, Z)) return { status: "non-finite", iterations, rate };
      matrices.solve(correction);
      for (let k = 0; k < s * n; k++) Z[k]! += correction[k]!;
      const size = measure(step, Z);
      if (!(size < Infinity)) return { status: "non-finite", iterations, rate };
      if (size === 0) return { status: "converged", iterations, rate };
      if (iterations > 1) {
        rate = size / before;
        const left = (rate / (1 - rate)) * size;
        if (rate < 1 && left <= LEFT) return { status: "converged", iterations, rate };
        if (rate > 0.5 && size <= LEFT_AT_ROUNDING && iterations > 2) return { status: "converged", iterations, rate };
        const hopeless = left * rate ** (MOST_ITERATIONS - iterations - 1) > LEFT;
        if (!(rate < 1) ? iterations > 2 || rate > 2 : hopeless && iterations > 2) {
          return { status: "slow", iterations, rate };
        }
      }
      before = size;
    }
    return { status: "slow", iterations: MOST_ITERATIONS, rate };
  };
}
