import { conclude } from "./conclude.js";
import { exact } from "./constants.js";
import { excludesFlowLimit, flowLimit, SHORT } from "./flow-limit.js";
import { flowProfile, unsolved } from "./flow-profile.js";
import type { Statement } from "./statement.js";

/**
 * Proposition 2: with `a = (1 − β2)/η` and `b = (1 − β1)/η` fixed, RMSProp and Adam tend to their flows as η → 0, uniformly
 * on [0, T]: `v' = a(g² − v)`, `m' = b(g − m)`, `x' = −g/(√v + ε)` or, corrected, `x' = −m̂/(√v̂ + ε)`.
 *
 * Measured: `sup ‖X − x‖` at halved learning rates must fall, and extrapolate to 0; both sides start from v = m = 0.
 *
 * @see arXiv 2009.06125, Proposition 2; docs/theory/m-proposition-2.md.
 */
export const mProposition2: Statement = {
  name: "m-proposition-2",
  paper: "2009.06125",
  title: "limit of small learning rates at fixed memory: RMSProp and Adam flows",
  evidence: "flow-limit",
  needs: ["smoothness"],
  excludes: excludesFlowLimit,
  certify(subject) {
    const { lr, beta1, beta2, isAdam } = subject.method;
    const profile = flowProfile(subject);
    if (profile === null) return unsolved(this, subject);
    // 1/a and 1/b are as long as the memories last
    const memory = lr / (1 - (isAdam ? Math.min(beta1, beta2) : beta2));
    const found = flowLimit(subject, profile, (time) => Math.min(time, SHORT * memory));
    return conclude(this, {
      ...found,
      constants: {
        a: exact((1 - beta2) / lr, "(1 − β2)/η"),
        ...(isAdam && { b: exact((1 - beta1) / lr, "(1 − β1)/η") }),
        ...found.constants,
      },
    });
  },
};
