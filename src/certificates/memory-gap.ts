import { excludesAdamFlow } from "./adam-flow.js";
import { conclude } from "./conclude.js";
import { exact } from "./constants.js";
import type { Statement } from "./statement.js";

/**
 * The memory gap `τ2 − τ1 = β2/(1 − β2) − β1/(1 − β1)`: by how many updates the mean of squares is older than the mean of
 * gradients. If gradients grow by e^δ an update, `m/√v = 1 + δ(τ2 − τ1) + O(δ²)`.
 *
 * @see arXiv 2502.02132; docs/theory/memory-gap.md.
 */
export const memoryGap: Statement = {
  name: "memory-gap",
  paper: "2502.02132",
  title: "age of the second moment beyond that of the first, Adam",
  evidence: "none",
  needs: [],
  excludes: excludesAdamFlow,
  certify({ method: { beta1, beta2 } }) {
    const [tau1, tau2] = [beta1 / (1 - beta1), beta2 / (1 - beta2)];
    return conclude(this, {
      hypotheses: [],
      constants: {
        tau1: exact(tau1, "β1/(1 − β1), mean age of a gradient in m, in updates"),
        tau2: exact(tau2, "β2/(1 − β2), mean age of a square in v, in updates"),
        gap: exact(tau2 - tau1, "τ2 − τ1"),
      },
    });
  },
};
