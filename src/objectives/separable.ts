import type { Objective, ObjectiveConstants } from "./objective.js";

/** The i-th term of a separable objective and its derivatives. */
export interface SeparableTerm {
  value(x: number, i: number): number;
  derivative(x: number, i: number): number;
  secondDerivative(x: number, i: number): number;
}

/** The objective `f(x) = Σᵢ term(xᵢ, i)` on `n` parameters. */
export function separableObjective(n: number, term: SeparableTerm, constants: ObjectiveConstants): Objective {
  return {
    dimension: n,
    value(theta) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += term.value(theta[i]!, i);
      return sum;
    },
    gradient(theta, out) {
      for (let i = 0; i < n; i++) out[i] = term.derivative(theta[i]!, i);
    },
    hessian(theta, out) {
      out.fill(0);
      for (let i = 0; i < n; i++) out[i * n + i] = term.secondDerivative(theta[i]!, i);
    },
    hessianVector(theta, direction, out) {
      for (let i = 0; i < n; i++) out[i] = term.secondDerivative(theta[i]!, i) * direction[i]!;
    },
    constants,
  };
}
