import { conclude } from "./conclude.js";
import { excludesFlowLimit, flowLimit } from "./flow-limit.js";
import { flowProfile, unsolved } from "./flow-profile.js";
import type { Statement } from "./statement.js";

/**
 * Proposition 1: with β1, β2 and ε > 0 fixed, RMSProp and Adam tend to `x' = −∇f/(|∇f| + ε)` as η → 0, uniformly on
 * [0, T].
 *
 * Measured: `sup ‖X − x‖` at halved learning rates must fall, and extrapolate to 0. Both sides have the method's ε, or 1e-8
 * where that is 0.
 *
 * @see arXiv 2009.06125, Proposition 1; docs/theory/m-proposition-1.md.
 */
export const mProposition1: Statement = {
  name: "m-proposition-1",
  paper: "2009.06125",
  title: "limit of small learning rates at fixed β: smooth signGD flow, RMSProp and Adam",
  evidence: "sign-limit",
  needs: ["smoothness"],
  excludes: excludesFlowLimit,
  certify(subject) {
    const { epsilon } = subject.flow!;
    const profile = flowProfile(subject);
    if (profile === null) return unsolved(this, subject);
    const { beta1, beta2, isAdam, epsilon: own } = subject.method;
    const fading = 1 - Math.max(beta2, isAdam ? beta1 : 0);
    const found = flowLimit(subject, profile, (time) => fading * time);
    return conclude(this, {
      ...found,
      notes: [
        ...found.notes,
        ...(epsilon === own ? [] : [`Algorithm and flow were compared at ε = ${epsilon}, not at ${own}.`]),
      ],
    });
  },
};
