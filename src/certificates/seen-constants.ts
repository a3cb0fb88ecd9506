import type { Constant } from "./certificate.js";
import { estimated } from "./constants.js";
import type { Profile } from "./profile.js";
import { largestSecant, rowSquare } from "./rows.js";

/**
 * L where it is known; an estimate is raised to the largest `‖Δg‖/‖Δθ‖` of neighbouring moments of a trajectory: it was
 * made along another one.
 */
export function seenSmoothness(smoothness: Constant, profile: Profile): Constant {
  if (smoothness.source !== "estimated") return smoothness;
  const seen = largestSecant(profile, (k) => 1e4 * profile.resolution.theta[k]!);
  const most = Math.max(smoothness.value, seen);
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
