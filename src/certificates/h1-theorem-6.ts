import { excludesAdamFlow } from "./adam-flow.js";
import { adamPromises } from "./adam-promises.js";
import type { Hypothesis } from "./certificate.js";
import { conclude } from "./conclude.js";
import { explore } from "./estimate/explore.js";
import { createProbe } from "./estimate/probe.js";
import { compactHypothesis, solutionHypothesis } from "./memory-flow.js";
import type { Statement, Subject } from "./statement.js";
import { distances } from "./strongly-convex.js";

/**
 * Theorem 6: without convexity, where {f − inf f ≤ 𝓛(0)} is compact, Adam's functional falls as in Theorem 3; m, v and g
 * tend to 0 and every accumulation point is critical.
 *
 * @see arXiv 2411.09734, Theorem 6; docs/theory/h1-theorem-6.md.
 */
export const h1Theorem6: Statement = {
  name: "h1-theorem-6",
  paper: "2411.09734",
  title: "Lyapunov functional of Adam, nonconvex",
  evidence: "trajectory",
  needs: ["minimum"],
  excludes: excludesAdamFlow,
  certify(subject) {
    const adam = adamPromises(subject, subject.constants.minimum!);
    return {
      ...conclude(this, {
        hypotheses: [
          augmentedHypothesis(subject, adam.constants.functional_0!.value),
          ...adam.hypotheses,
          solutionHypothesis(subject.method, subject.profile!),
        ],
        constants: adam.constants,
        promises: adam.promises,
        notes: adam.notes,
      }),
      functional: adam.functional,
    };
  },
};

/** What is known of all sublevel sets serves; an estimate was about {f ≤ f(θ₀)} and is made again for the larger set. */
function augmentedHypothesis(subject: Subject, start: number): Hypothesis {
  const { objective, constants, profile } = subject;
  const { minimum, minimiser, coercive } = constants;
  const known = { ...compactHypothesis(subject), name: "compact-augmented-set" };
  if (coercive?.source !== "estimated" || !coercive.holds || !minimiser) return known;
  const scale = distances(profile!, minimiser).reduce((most, value) => Math.max(most, value), 0) || 1;
  const { radius } = explore(createProbe(objective!, scale), {
    minimiser: minimiser.theta,
    origins: [],
    directions: [],
    level: minimum!.value + start,
    scale,
    seed: 1,
  });
  const isBounded = radius < Infinity;
  return {
    ...known,
    status: isBounded ? "holds" : "fails",
    value: isBounded ? radius : null,
    note: isBounded
      ? "Rays from the minimiser leave {f − inf f ≤ 𝓛(0)}, the farthest at this distance. Estimated."
      : "A ray from the minimiser does not leave {f − inf f ≤ 𝓛(0)}.",
  };
}
