import { conclude } from "./conclude.js";
import { derived } from "./constants.js";
import { constantHypothesis } from "./memory-flow.js";
import { promiseFalling } from "./promised.js";
import type { Statement } from "./statement.js";

/**
 * RMSProp on a μ-strongly convex, L-smooth f is globally asymptotically stable for `η < 2ε/L`: no effective step
 * `η/(√v + ε)` reaches 2/L, so that f falls in every update.
 *
 * @see arXiv 2603.15823; derived in docs/theory/rmsprop-step.md.
 */
export const rmspropStep: Statement = {
  name: "rmsprop-step",
  paper: "2603.15823",
  title: "step size for global stability, RMSProp, strongly convex",
  evidence: "none",
  needs: ["smoothness"],
  excludes({ optimizer, addition }) {
    if (optimizer !== "rmsprop") return "It speaks of RMSProp.";
    return addition === null ? null : `It does not speak of ${addition}.`;
  },
  certify({ method, constants, profile }) {
    const smoothness = constants.smoothness!;
    const { strongConvexity } = constants;
    const { lr, epsilon, discrete } = method;
    const threshold = derived((2 * epsilon) / smoothness.value, [smoothness], "2ε/L");
    const isOwn = discrete && profile !== null;
    return conclude(this, {
      hypotheses: [
        constantHypothesis("smooth", smoothness, "L, the Lipschitz constant of the gradient."),
        constantHypothesis("strongly-convex", strongConvexity, "μ of strong convexity."),
        {
          name: "step-below-threshold",
          status: lr < threshold.value ? "holds" : "fails",
          value: lr,
          bound: threshold.value,
          at: null,
          note: "η must be below 2ε/L.",
        },
      ],
      constants: { L: smoothness, ...(strongConvexity && { mu: strongConvexity }), threshold },
      promises: isOwn
        ? [
            promiseFalling(
              { name: "descent", statement: "f does not rise in an update" },
              { times: profile.times, values: profile.loss, resolution: profile.resolution.loss },
            ),
          ]
        : [],
      notes: isOwn ? [] : ["No trajectory of the algorithm was looked at."],
    });
  },
};
