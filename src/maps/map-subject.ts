import { extremeCurvatures } from "../certificates/index.js";
import type { Monomial, Objective } from "../objectives/index.js";

/** What a map has to know of its objective apart from the runs, as plain data. */
export interface MapSubject {
  readonly dimension: number;
  /** Where the objective is c·x^k. */
  readonly monomial?: Monomial;
  /** The minimum, where it is known. */
  readonly minimum?: number;
  /** Largest curvature at the flattest of the known minimisers; absent where no minimiser is known. */
  readonly curvature?: number;
}

/**
 * Looks at an objective for a map.
 *
 * @example
 * mapSubject(quadraticObjective()).curvature; // 2
 */
export function mapSubject(objective: Objective): MapSubject {
  const { dimension, monomial, constants } = objective;
  // c·x^k with c > 0 and even k has its minimum 0 at 0
  const isBowl = monomial !== undefined && monomial.coefficient > 0 && monomial.exponent % 2 === 0;
  const minimisers = constants?.minimisers ?? (isBowl ? [[0]] : []);
  const curvatures = minimisers.map((each) => extremeCurvatures(objective, Float64Array.from(each)).largest);
  const curvature = Math.min(...curvatures.filter(Number.isFinite));
  const minimum = constants?.minimum ?? (isBowl ? 0 : undefined);
  return {
    dimension,
    ...(monomial && { monomial }),
    ...(minimum !== undefined && { minimum }),
    ...(Number.isFinite(curvature) && { curvature }),
  };
}
