import { supNorm } from "../numeric/index.js";
import type { Certificate } from "./certificate.js";
import { conclude, type Named } from "./conclude.js";
import { createProfile, type Profile } from "./profile.js";
import { rowSquares } from "./rows.js";
import type { Subject } from "./statement.js";

/** A local flow read as it is, without looking ahead; null where it ended before it had got anywhere. */
export function flowProfile({ method, objective, flow }: Subject): Profile | null {
  const { trajectory } = flow!;
  if (new Set(trajectory.times).size < 2) return null;
  // a flow has moments and memories of its own
  return createProfile(objective!, trajectory, { ...method, discrete: false, advance: 0, memory: null });
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
export function largestNorm({ dimension, gradient }: Profile): number {
  return Math.sqrt(supNorm(rowSquares(gradient, dimension)));
}
