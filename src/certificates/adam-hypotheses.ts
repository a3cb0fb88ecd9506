import type { Constant, Hypothesis } from "./certificate.js";
import { exact } from "./constants.js";
import type { Method } from "./method.js";
import { type ScalarCondition, scalarCondition } from "./scalar-condition.js";

/** The scalar Lyapunov condition of a method: memories that are read ahead never see t < lr. */
export function conditionOf({ beta1, beta2, advance }: Method): ScalarCondition {
  return scalarCondition({ beta1, beta2, from: advance > 0 ? 1 : 0 });
}

/** Definition 3 as a hypothesis: `D̄ < 2λ₁`. */
export function scalarHypothesis(condition: ScalarCondition, { lr }: Method): Hypothesis {
  const { supremum, bound, holds, at } = condition;
  return {
    name: "scalar-lyapunov-condition",
    status: holds ? "holds" : "fails",
    value: supremum / lr,
    bound: bound / lr,
    at: Number.isFinite(at) ? at * lr : null,
    note: `D̄ = sup D must be below 2λ₁${Number.isFinite(at) ? "" : "; the supremum is only approached, as t → ∞"}.`,
  };
}

/** δ, D̄ and the rates, as constants of a certificate. */
export function conditionConstants(condition: ScalarCondition, { lr, beta1, beta2 }: Method): Record<string, Constant> {
  return {
    delta: exact(condition.delta, "1 − D̄/(2λ₁)"),
    D_sup: exact(condition.supremum / lr, "sup of D(t)"),
    lambda1: exact((1 - beta1) / lr, "(1 − β1)/lr"),
    lambda2: exact((1 - beta2) / lr, "(1 − β2)/lr"),
  };
}
