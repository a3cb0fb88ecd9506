import type { Constant } from "./certificate.js";
import { estimated } from "./constants.js";
import type { Profile } from "./profile.js";
import { rowSquare } from "./rows.js";

/**
 * L where it is known; an estimate is raised to the largest `‖Δg‖/‖Δθ‖` of neighbouring moments of a trajectory: it was
 * made along another one.
 */
export function seenSmoothness(smoothness: Constant, profile: Profile): Constant {
  if (smoothness.source !== "estimated") return smoothness;
  const { times, dimension: d, theta, gradient, resolution } = profile;
  let most = smoothness.value;
  for (let k = 0; k + 1 < times.length; k++) {
    let [across, up] = [0, 0];
    for (let i = k * d; i < (k + 1) * d; i++) {
      across += (theta[i + d]! - theta[i]!) ** 2;
      up += (gradient[i + d]! - gradient[i]!) ** 2;
    }
    // between points that hardly differ there is only rounding
    if (Math.sqrt(across) > 1e4 * resolution.theta[k]!) most = Math.max(most, Math.sqrt(up / across));
  }
  return most === smoothness.value ? smoothness : estimated(most, `${smoothness.how}, raised along the flow`);
}

/** f* where it is known; an estimate is lowered to the smallest value along a trajectory. */
export function seenMinimum(minimum: Constant, { loss }: Profile): Constant {
  const least = loss.reduce((a, b) => Math.min(a, b), minimum.value);
  if (minimum.source !== "estimated" || least === minimum.value) return minimum;
  return estimated(least, `${minimum.how}, lowered along the flow`);
}

/** The Polyak–Łojasiewicz constant where it is known; an estimate is lowered to the smallest `‖g‖²/(2Φ)` along a trajectory. */
export function seenPl(pl: Constant, profile: Profile, minimum: number): Constant {
  if (pl.source !== "estimated") return pl;
  const { times, dimension: d, loss, gradient, resolution } = profile;
  let least = pl.value;
  for (let k = 0; k < times.length; k++) {
    const gap = loss[k]! - minimum;
    if (!(gap > 100 * resolution.loss[k]!)) continue;
    least = Math.min(least, rowSquare(gradient, k, d) / (2 * gap));
  }
  return least === pl.value ? pl : estimated(least, `${pl.how}, lowered along the flow`);
}
