import type { LabState } from "./lab-state.js";

/** What is compared, in one line: objective, start, algorithm, budget. Runs have no chance in them but what an objective's seed decides. */
export function protocolOf(state: LabState, { theta0 }: { readonly theta0: readonly number[] }): string {
  const { objective, optimizer, lr, steps, beta1, beta2, epsilon } = state;
  const start = theta0.length > 6 ? `${theta0.slice(0, 6).join(", ")}, …` : theta0.join(", ");
  const factors = [
    ...(["adam", "adamw"].includes(optimizer) ? [`β₁ = ${beta1}`] : []),
    ...(["adam", "adamw", "rmsprop"].includes(optimizer) ? [`β₂ = ${beta2}`] : []),
    ...(["signgd", "gd", "sgd"].includes(optimizer) ? [] : [`ε = ${epsilon}`]),
  ];
  const method = [optimizer, `α = ${lr}`, ...factors].join(", ");
  return `f = ${objective}, θ₀ = ${start}; ${method}; ${steps} steps, T = ${Number((steps * lr).toPrecision(6))}; deterministic, no seed`;
}
