import type { Model } from "../../models/index.js";
import { allFinite, centralDifferences, symmetrise } from "../../numeric/index.js";
import { factorSymmetric, type SymmetricFactors } from "./sliding-linear.js";

/** The gradient g of a model and its derivative H, counted. */
export interface SlidingGradient {
  readonly size: number;
  /** Relative error of H below which an entry says nothing. */
  readonly precision: number;
  /** Writes g(x) into `out`; false where it is not finite. */
  gradient(x: Float64Array, out: Float64Array): boolean;
  /** Writes H(x), row-major, into `out`, infinite entries as very large ones; false where it is not a number. */
  hessian(x: Float64Array, out: Float64Array): boolean;
  /** Factorises a part of H, row-major k × k. */
  factor(A: Float64Array, k: number): SymmetricFactors;
  readonly count: { evaluations: number; jacobians: number; factorisations: number };
}

/** Rounding left in a Hessian that is given, and in one by differences, which have two thirds of the digits. */
const GIVEN = 1e-12;
const BY_DIFFERENCES = 1e-7;
/** What infinite curvatures are replaced by: squares of it are finite. */
const STIFFEST = 1e150;

/** Creates the counted gradient of a model whose field is −sign(drive). */
export function createSlidingGradient(model: Model): SlidingGradient {
  const n = model.stateSize;
  const count = { evaluations: 0, jacobians: 0, factorisations: 0 };
  const gradient = (x: Float64Array, out: Float64Array): boolean => {
    count.evaluations++;
    model.drive(x, out);
    return allFinite(out);
  };
  const differentiate = centralDifferences(gradient, { rows: n, columns: n });
  const precision = model.driveJacobian ? GIVEN : BY_DIFFERENCES;
  return {
    size: n,
    precision,
    count,
    gradient,
    factor(A, k) {
      count.factorisations++;
      return factorSymmetric(A, k, precision);
    },
    hessian(x, out) {
      count.jacobians++;
      if (model.driveJacobian) model.driveJacobian(x, out);
      else {
        differentiate(x, out);
        symmetrise(out, n);
      }
      // gradients like √x are as stiff as can be where they vanish, and no less defined
      for (let m = 0; m < out.length; m++) out[m] = Math.max(-STIFFEST, Math.min(STIFFEST, out[m]!));
      return allFinite(out);
    },
  };
}
