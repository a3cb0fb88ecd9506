import { allFinite, symmetrise } from "../../numeric/index.js";
import type { Objective } from "../../objectives/index.js";
import { norm } from "./vectors.js";

/** Above this a Hessian is not formed where products with it can be had from gradients: 2000² numbers are 32 MB. */
const LARGEST_DENSE = 2000;

/** Writes the product of a matrix with `direction` into `out`. */
export type Product = (direction: Float64Array, out: Float64Array) => void;

/** An objective as estimates ask it: infinite outside of its domain, and with second derivatives in any case. */
export interface Probe {
  readonly dimension: number;
  /** `f(θ)`, Infinity where it is not finite. */
  value(theta: Float64Array): number;
  /** `f(θ)`, with `∇f(θ)` in `gradient`; Infinity where either is not finite. */
  evaluate(theta: Float64Array, gradient: Float64Array): number;
  /** Writes the symmetric part of the Hessian, row-major `d × d`; returns whether it is finite. */
  hessian(theta: Float64Array, out: Float64Array): boolean;
  /** Multiplies by the Hessian at `theta`, which must not change meanwhile. */
  productAt(theta: Float64Array): Product;
}

/**
 * The probe of an objective.
 *
 * Where there are no second derivatives, products are central differences of gradients. Their step
 * `(ε s² (s + ‖θ‖))^(1/3)` balances how gradients bend over the length s against rounding at θ.
 *
 * @param scale length s over which the objective changes, > 0; default 1.
 */
export function createProbe(objective: Objective, scale = 1): Probe {
  const d = objective.dimension;
  return {
    dimension: d,
    value(theta) {
      const value = objective.value(theta);
      return Number.isFinite(value) ? value : Infinity;
    },
    evaluate(theta, gradient) {
      if (!objective.valueAndGradient) objective.gradient(theta, gradient);
      const value = objective.valueAndGradient?.(theta, gradient) ?? objective.value(theta);
      return Number.isFinite(value) && allFinite(gradient, d) ? value : Infinity;
    },
    hessian(theta, out) {
      if (objective.hessian) objective.hessian(theta, out);
      else writeColumns(productAt(objective, theta, scale), d, out);
      symmetrise(out, d);
      return allFinite(out, d * d);
    },
    productAt: (theta) => productAt(objective, theta, scale),
  };
}

function productAt(objective: Objective, theta: Float64Array, scale: number): Product {
  const d = objective.dimension;
  if (objective.hessianVector) return (direction, out) => objective.hessianVector!(theta, direction, out);
  if (!objective.hessian || d > LARGEST_DENSE) return differences(objective, theta, scale);
  const matrix = new Float64Array(d * d);
  objective.hessian(theta, matrix);
  return (direction, out) => {
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += matrix[i * d + j]! * direction[j]!;
      out[i] = sum;
    }
  };
}

function differences(objective: Objective, theta: Float64Array, scale: number): Product {
  const d = objective.dimension;
  const moved = new Float64Array(d);
  const behind = new Float64Array(d);
  const length = Math.cbrt(Number.EPSILON * scale * scale * (scale + norm(theta)));
  return (direction, out) => {
    const step = length / norm(direction);
    for (let i = 0; i < d; i++) moved[i] = theta[i]! - step * direction[i]!;
    objective.gradient(moved, behind);
    for (let i = 0; i < d; i++) moved[i] = theta[i]! + step * direction[i]!;
    objective.gradient(moved, out);
    for (let i = 0; i < d; i++) out[i] = (out[i]! - behind[i]!) / (2 * step);
  };
}

function writeColumns(product: Product, d: number, out: Float64Array): void {
  const column = new Float64Array(d);
  const direction = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    direction[j] = 1;
    product(direction, column);
    direction[j] = 0;
    for (let i = 0; i < d; i++) out[i * d + j] = column[i]!;
  }
}
