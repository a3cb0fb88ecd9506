import type { Constant, Hypothesis } from "./certificate.js";
import { constantHypothesis, startGap } from "./memory-flow.js";
import type { Minimiser } from "./problem-constants.js";
import type { Profile } from "./profile.js";
import { rowDistance } from "./rows.js";
import type { Subject } from "./statement.js";

/** The constants of a strongly convex, smooth objective along a trajectory, and the hypotheses that they are there. */
export interface StronglyConvex {
  readonly hypotheses: readonly Hypothesis[];
  readonly smoothness: Constant;
  readonly strongConvexity: Constant;
  readonly minimum: Constant;
  /** Φ(0) = f(θ₀) − f*. */
  readonly gap: Constant;
  readonly minimiser: Minimiser | null;
}

/** L, μ, f* and Φ(0) of a subject whose `needs` named them. */
export function stronglyConvex({ constants, profile }: Subject): StronglyConvex {
  const { smoothness, strongConvexity, minimum } = constants;
  return {
    hypotheses: [
      constantHypothesis("smooth", smoothness, "L, the Lipschitz constant of the gradient."),
      constantHypothesis("strongly-convex", strongConvexity, "μ of strong convexity."),
    ],
    smoothness: smoothness!,
    strongConvexity: strongConvexity!,
    minimum: minimum!,
    gap: startGap(profile!, minimum!),
    minimiser: constants.minimiser,
  };
}

/** That θ* is known, for bounds of the distance to it. */
export function minimiserHypothesis(minimiser: Minimiser | null): Hypothesis {
  return {
    name: "minimiser",
    status: minimiser === null ? "unknown" : "holds",
    value: minimiser && minimiser.error > 0 ? minimiser.error : null,
    bound: null,
    at: null,
    note:
      minimiser === null
        ? "θ* is not known."
        : `θ*, ${minimiser.source}: ${minimiser.how}; the value is how far it may be off.`,
  };
}

/** ‖θ(t) − θ*‖ at every moment. */
export function distances({ times, theta }: Profile, { theta: place }: Minimiser): Float64Array {
  return Float64Array.from(times, (_, k) => rowDistance(theta, k, place));
}
