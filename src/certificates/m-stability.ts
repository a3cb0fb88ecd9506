import type { Constant } from "./certificate.js";
import { conclude } from "./conclude.js";
import { derived } from "./constants.js";
import { constantHypothesis } from "./memory-flow.js";
import type { Method } from "./method.js";
import type { Statement } from "./statement.js";

/**
 * Stability of stationary points under the algorithm: with curvatures up to L they are stable if `η < 2ε/L` (RMSProp) or
 * `η < (2 + 2β1)/(1 − β1)·ε/L` (Adam). Above it RMSProp has, along a direction of curvature L, the 2-cycle `±(η/2 − ε/L)`.
 *
 * @see arXiv 2009.06125, section 3, which has ±η/2 for the cycle; derived in docs/theory/m-stability.md.
 */
export const mStability: Statement = {
  name: "m-stability",
  paper: "2009.06125",
  title: "stability of stationary points, RMSProp and Adam",
  evidence: "none",
  needs: ["smoothness"],
  excludes: excludesStability,
  certify({ method, constants }) {
    const smoothness = constants.smoothness!;
    const { lr, epsilon, beta1, isAdam } = method;
    const factor = isAdam ? (2 + 2 * beta1) / (1 - beta1) : 2;
    const how = isAdam ? "(2 + 2β1)/(1 − β1)·ε/L" : "2ε/L";
    const threshold = derived((factor * epsilon) / smoothness.value, [smoothness], how);
    const isBelow = lr < threshold.value;
    return conclude(this, {
      hypotheses: [
        constantHypothesis("smooth", smoothness, "L, the largest curvature at stationary points."),
        {
          name: "step-below-threshold",
          status: isBelow ? "holds" : "fails",
          value: lr,
          bound: threshold.value,
          at: null,
          note: `η must be below ${how}.`,
        },
      ],
      constants: {
        L: smoothness,
        threshold,
        ...(!isBelow && !isAdam && { cycle: cycleOf(method, smoothness) }),
      },
      notes: isBelow
        ? ["Every stationary point with curvatures in (0, L] is stable."]
        : ["A stationary point with curvature L is unstable; one that is flatter by far enough need not be."],
    });
  },
};

/** `η/2 − ε/L`: where the step of RMSProp is exactly from x to −x. */
function cycleOf({ lr, epsilon }: Method, smoothness: Constant): Constant {
  return derived(lr / 2 - epsilon / smoothness.value, [smoothness], "η/2 − ε/L, amplitude of the 2-cycle");
}

function excludesStability({ optimizer, isAdam, addition }: Method): string | null {
  if (!isAdam && optimizer !== "rmsprop") return "It speaks of RMSProp and Adam.";
  return addition === null ? null : `It does not speak of ${addition}.`;
}
