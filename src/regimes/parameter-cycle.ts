import { quantile } from "./order-statistics.js";
import { numberRoom } from "./workspace.js";

/** θ at the rows of a log. */
export interface ParameterRows {
  readonly theta: Float64Array;
  readonly dimension: number;
}

/** What the steps of θ do at the end. */
export interface ParameterMotion {
  /** Median cosine of the angle between one step and the next: −1 for a 2-cycle. */
  readonly cosine: number;
  /** Median length of the steps over the last eighth, and what it is of that over the eighth before. */
  readonly step: number;
  readonly ratio: number;
  /** Whether nothing but rounding moves. */
  readonly isAtRest: boolean;
}

/** Rows that are looked at, at most. */
const mostRows = 400;

/** Reads the last rows of θ; null if there are too few. */
export function parameterMotion({ theta, dimension }: ParameterRows): ParameterMotion | null {
  const rows = Math.floor(theta.length / dimension);
  const looked = Math.min(mostRows, rows >> 2);
  if (looked < 6) return null;
  const first = rows - looked;
  const lengths = numberRoom("lengths", looked);
  const cosines = numberRoom("cosines", looked);
  let [count, turns, rounding] = [0, 0, 0];
  for (let row = first; row < rows; row++) {
    let [here, before, product, size] = [0, 0, 0, 0];
    for (let i = 0; i < dimension; i++) {
      const at = row * dimension + i;
      const move = theta[at]! - theta[at - dimension]!;
      const earlier = theta[at - dimension]! - theta[at - 2 * dimension]!;
      here += move * move;
      before += earlier * earlier;
      product += move * earlier;
      size += theta[at]! ** 2;
    }
    lengths[count++] = Math.sqrt(here);
    // sixteen units in the last place
    if (here <= size * (16 * 2.2e-16) ** 2) rounding++;
    if (here > 0 && before > 0) cosines[turns++] = product / Math.sqrt(here * before);
  }
  const half = count >> 1;
  const early = quantile(lengths.slice(0, half), 0.5);
  const late = quantile(lengths.slice(half), 0.5);
  return {
    cosine: turns === 0 ? 0 : quantile(cosines, 0.5, turns),
    step: late,
    ratio: early === 0 ? (late === 0 ? 0 : Infinity) : late / early,
    isAtRest: rounding >= 0.9 * count,
  };
}

/** Whether steps turn back on themselves and do not shrink. */
export function isCycle({ cosine, ratio, isAtRest }: ParameterMotion): boolean {
  return !isAtRest && cosine < -0.5 && ratio > 0.8 && ratio < Infinity;
}
