import { adamFlow, correctionRate, excludesAdamFlow } from "./adam-flow.js";
import { conditionConstants, conditionOf, scalarHypothesis } from "./adam-hypotheses.js";
import { conclude } from "./conclude.js";
import { promiseRows } from "./promised.js";
import { gainGrowth } from "./scalar-condition.js";
import type { Statement } from "./statement.js";

/**
 * Definition 3 and Lemma 4: Adam's gain `A = η/(√v + ε(t))` grows by `(log A)' ≤ D(t)` at most,
 * `D(t) = λ₂/2 + ½ℓ₂/(e^(ℓ₂t) − 1) − ℓ₁/(e^(ℓ₁t) − 1)`; the scalar Lyapunov condition is sup D < 2λ₁, δ = 1 − sup D/(2λ₁).
 *
 * Needs no trajectory; where there is one, (log A)' is held against D along it.
 *
 * @see arXiv 2411.09734, Definition 3 and Lemma 4; docs/theory/h1-lemma-4.md.
 */
export const h1Lemma4: Statement = {
  name: "h1-lemma-4",
  paper: "2411.09734",
  title: "growth of Adam's gain, scalar Lyapunov condition",
  evidence: "none",
  needs: [],
  excludes: excludesAdamFlow,
  certify({ method, profile }) {
    const condition = conditionOf(method);
    const { lr, beta1, beta2, advance } = method;
    const flow = profile && adamFlow(method, profile);
    return conclude(this, {
      hypotheses: [scalarHypothesis(condition, method)],
      constants: conditionConstants(condition, method),
      promises: flow
        ? [
            promiseRows({ name: "growth", statement: "(log A)' ≤ D(t)" }, flow.times, (k) => {
              const time = flow.times[k]! + advance;
              if (time === 0) return null;
              const [q1, q2] = [correctionRate(beta1, lr, time), correctionRate(beta2, lr, time)];
              const bound = gainGrowth(time / lr, { beta1, beta2 }) / lr;
              // sums of terms of this size
              const size = (1 - beta2) / lr + q2 + q1 + Math.abs(flow.growth[k]!);
              return flow.growth[k] === -Infinity ? null : { value: flow.growth[k]!, bound, resolution: 1e-12 * size };
            }),
          ]
        : [],
    });
  },
};
