import { excludesAdamFlow } from "./adam-flow.js";
import type { Constant, Promised } from "./certificate.js";
import { conclude } from "./conclude.js";
import { derived, estimated, exact } from "./constants.js";
import { flowProfile, largestNorm, unsolved } from "./flow-profile.js";
import { constantHypothesis, solvedHypothesis } from "./memory-flow.js";
import type { Method } from "./method.js";
import type { Profile } from "./profile.js";
import { promiseRows } from "./promised.js";
import { seenSmoothness } from "./seen-constants.js";
import type { Statement, Subject } from "./statement.js";

/** |∂ᵢf(x₀)| must exceed c strictly. */
const BELOW = 1 - 1e-9;

/**
 * Proposition 3: Adam's flow with ε = 0 from (x₀, 0, 0) starts like signGD, whatever its rates: with |∂ᵢf(x₀)| > c,
 * ‖∇f‖ ≤ M and L, `‖x'(τ) + sign ∇f(x(τ))‖ < 54M³L√d τ/c⁴` for `τ < c³/(32M²L√d)`.
 *
 * M is the largest ‖∇f‖ along the flow up to that time, which is all that the proof uses.
 *
 * @see arXiv 2009.06125, Proposition 3; docs/theory/m-proposition-3.md.
 */
export const mProposition3: Statement = {
  name: "m-proposition-3",
  paper: "2009.06125",
  title: "Adam's flow starts like signGD",
  evidence: "adam-flow",
  needs: ["smoothness"],
  excludes(method, dimension) {
    const reason = excludesAdamFlow(method);
    if (reason !== null) return reason;
    return method.norm && dimension > 1 ? "It speaks of a memory of each parameter, not of one of ‖g‖²." : null;
  },
  certify(subject) {
    const { objective, flow } = subject;
    const start = new Float64Array(objective!.dimension);
    objective!.gradient(flow!.trajectory.theta.subarray(0, start.length), start);
    const least = start.reduce((a, b) => Math.min(a, Math.abs(b)), Infinity);
    const isAway = least > 0 && least < Infinity;
    const away = {
      name: "gradient-away-from-zero",
      status: isAway ? ("holds" as const) : ("fails" as const),
      value: least,
      bound: 0,
      at: 0,
      note: "The smallest |∂ᵢf(x₀)| must be above 0.",
    };
    const smooth = constantHypothesis(
      "smooth",
      subject.constants.smoothness,
      "L, the Lipschitz constant of the gradient.",
    );
    const c = exact(BELOW * least, "just below the smallest |∂ᵢf(x₀)|");
    // without a horizon nothing is promised
    if (!isAway) return conclude(this, { hypotheses: [away, smooth], constants: { c } });
    const profile = flowProfile(subject);
    if (profile === null) return unsolved(this, subject);
    const { constants, promises } = promiseStart(subject, profile, c);
    return conclude(this, { hypotheses: [away, smooth, solvedHypothesis(profile)], constants, promises });
  },
};

/** How long Proposition 3 speaks of: `c³/(32M²L√d)`, unit time. */
export function startHorizon({ c, M, L, dimension }: Readonly<Record<"c" | "M" | "L" | "dimension", number>>): number {
  return c ** 3 / (32 * M * M * (L * Math.sqrt(dimension)));
}

function promiseStart({ method, constants }: Subject, profile: Profile, c: Constant) {
  const { times, dimension } = profile;
  const steepness = estimated(largestNorm(profile), "largest ‖∇f‖ along the flow");
  const L = seenSmoothness(constants.smoothness!, profile);
  const [M, size] = [steepness.value, L.value * Math.sqrt(dimension)];
  const last = startHorizon({ c: c.value, M, L: L.value, dimension });
  const horizon = derived(last, [steepness, L], "c³/(32M²L√d)");
  const slope = derived((54 * M ** 3 * size) / c.value ** 4, [steepness, L], "54M³L√d/c⁴");
  const defects = signDefects(method, profile);
  const promise: Promised = promiseRows(
    { name: "sign-start", statement: "‖x'(τ) + sign ∇f(x(τ))‖ < 54M³L√d τ/c⁴" },
    times,
    (k) =>
      times[k]! > 0 && times[k]! < horizon.value
        ? {
            value: defects[k]!,
            bound: slope.value * times[k]!,
            // |∂ᵢf| > c/2 up to the horizon: an error r of g moves m̂/√v̂ by 4r/c at most
            resolution: (4 * Math.sqrt(dimension) * profile.resolution.gradient[k]!) / c.value + 1e-14,
          }
        : null,
  );
  return { promises: [promise], constants: { c, M: steepness, L, tau_max: horizon, slope } };
}

/** ‖x' + sign ∇f‖ along Adam's flow, x' = −m̂/√v̂ of the memories. */
function signDefects({ lr, beta1, beta2 }: Method, { times, dimension: d, gradient, m, v }: Profile): Float64Array {
  const [a, b] = [(1 - beta2) / lr, (1 - beta1) / lr];
  return Float64Array.from(times, (t, k) => {
    if (t === 0) return 0;
    const gain = Math.sqrt(-Math.expm1(-a * t)) / -Math.expm1(-b * t);
    let sum = 0;
    for (let i = k * d; i < (k + 1) * d; i++) {
      sum += (Math.sign(gradient[i]!) - (gain * m![i]!) / Math.sqrt(v![i]!)) ** 2;
    }
    return Math.sqrt(sum);
  });
}
