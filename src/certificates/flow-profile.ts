import type { Certificate } from "./certificate.js";
import { conclude, type Named } from "./conclude.js";
import { createProfile, type Profile } from "./profile.js";
import type { Subject } from "./statement.js";

/** A local flow read as it is, without looking ahead; null where it ended before it had got anywhere. */
export function flowProfile({ method, objective, flow }: Subject): Profile | null {
  const { trajectory } = flow!;
  if (new Set(trajectory.times).size < 2) return null;
  return createProfile(objective!, trajectory, { ...method, advance: 0 });
}

/** The certificate of a flow that could not be solved. */
export function unsolved(named: Named, { flow }: Subject): Certificate {
  return conclude(named, {
    hypotheses: [
      {
        name: "whole-trajectory",
        status: "fails",
        value: null,
        bound: null,
        at: 0,
        note: `The flow ended before there was anything to look at, ${flow!.trajectory.status}.`,
      },
    ],
  });
}

/** The largest ‖∇f‖ along a trajectory. */
export function largestNorm({ times, dimension: d, gradient }: Profile): number {
  let most = 0;
  for (let k = 0; k < times.length; k++) {
    let square = 0;
    for (let i = k * d; i < (k + 1) * d; i++) square += gradient[i]! * gradient[i]!;
    most = Math.max(most, Math.sqrt(square));
  }
  return most;
}
