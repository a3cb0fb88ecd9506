import { conclude } from "./conclude.js";
import { derived, exact } from "./constants.js";
import { flowProfile, unsolved } from "./flow-profile.js";
import { constantHypothesis, solvedHypothesis } from "./memory-flow.js";
import { promiseRows } from "./promised.js";
import { seenMinimum, seenPl } from "./seen-constants.js";
import type { Statement } from "./statement.js";

/**
 * Proposition 4: under the Polyak–Łojasiewicz condition ‖∇f‖² ≥ μΦ, Φ = f − f*, the signGD flow has
 * `Φ(t) ≤ max(0, √Φ(0) − ½√μ t)²` and stops by `T = 2√(Φ(0)/μ)`.
 *
 * The flow looked at is the exact one, ε = 0, or the smooth one, x' = −∇f/(|∇f| + ε), for which the bound is larger by dεt. This μ is twice that of
 * ‖∇f‖² ≥ 2μΦ, which `pl` means everywhere else.
 *
 * @see arXiv 2009.06125, Proposition 4; for ε docs/theory/m-proposition-4.md.
 */
export const mProposition4: Statement = {
  name: "m-proposition-4",
  paper: "2009.06125",
  title: "signGD flow reaches the minimum in finite time",
  evidence: "sign-flow",
  needs: ["pl", "minimum"],
  excludes({ optimizer, isAdam, addition, norm }, dimension) {
    if (!isAdam && !["rmsprop", "signgd"].includes(optimizer)) {
      return "It speaks of the signGD flow, which RMSProp, Adam and signGD tend to.";
    }
    if (addition !== null) return `It does not speak of ${addition}.`;
    return norm && dimension > 1 ? "It speaks of the sign of each component, not of g/‖g‖." : null;
  },
  certify(subject) {
    const { epsilon } = subject.flow!;
    const profile = flowProfile(subject);
    if (profile === null) return unsolved(this, subject);
    const { times, loss, resolution } = profile;
    const minimum = seenMinimum(subject.constants.minimum!, profile);
    const pl = seenPl(subject.constants.pl!, profile, minimum.value);
    const mu = derived(2 * pl.value, [pl], "2·pl: ‖∇f‖² ≥ μΦ");
    const gap = derived(Math.max(loss[0]! - minimum.value, 0), [minimum], "f(x₀) − f*");
    const leak = profile.dimension * epsilon;
    const bound = (t: number) => Math.max(0, Math.sqrt(gap.value) - 0.5 * Math.sqrt(mu.value) * t) ** 2 + leak * t;
    return conclude(this, {
      hypotheses: [
        constantHypothesis("polyak-lojasiewicz", pl, "The constant of ‖∇f‖² ≥ 2·pl·Φ."),
        solvedHypothesis(profile),
      ],
      constants: {
        mu,
        f_min: minimum,
        gap_0: gap,
        stopping_time: derived(2 * Math.sqrt(gap.value / mu.value), [gap, mu], "2√(Φ(0)/μ)"),
        epsilon: exact(epsilon, "ε of the flow that was looked at; 0: the exact one"),
      },
      promises: [
        promiseRows({ name: "gap", statement: "Φ(t) ≤ max(0, √Φ(0) − ½√μ t)² + dεt" }, times, (k) =>
          // at the start both sides are the same
          times[k]! > 0
            ? {
                value: loss[k]! - minimum.value,
                bound: bound(times[k]!),
                resolution: resolution.loss[0]! + resolution.loss[k]! + 8 * Number.EPSILON * Math.abs(minimum.value),
              }
            : null,
        ),
      ],
    });
  },
};
