import type { numpy as np } from "@jax-js/jax";
import type { BoundaryProblem, DenseNetwork, ResidualSamples } from "../../src/networks/index.js";
import { galerkinProgram } from "./galerkin-program.js";
import type { Field } from "./laplacian.js";
import type { Program } from "./program.js";

/** A linear operator −diffusion·Δ + advection·∇ + reaction. */
export type LinearOperator = Pick<BoundaryProblem, "diffusion" | "advection" | "reaction">;

/** A linear problem and the points where it is to hold. */
export interface ResidualProgramOptions {
  readonly problem: LinearOperator;
  readonly samples: ResidualSamples;
}

/**
 * The Deep Galerkin loss of `−diffusion·Δu + advection·∇u + reaction·u = source` with given values on the boundary.
 *
 * Derivatives that the operator does not have are not computed.
 *
 * @throws {RangeError} if points and network do not fit together.
 * @see arXiv 2009.06125, eq. 13: there diffusion = 1, advection = reaction = 0.
 */
export function residualProgram(network: DenseNetwork, { problem, samples }: ResidualProgramOptions): Program {
  const { interior, boundary, test } = samples;
  const { advection, diffusion } = problem;
  return galerkinProgram(network, {
    points: interior.points,
    data: [{ shape: [interior.count, 1], values: interior.values }],
    boundary,
    test,
    needs: { gradient: advection.some((speed) => speed !== 0), laplacian: diffusion !== 0 },
    residual: (field, [source]) => applied(problem, field).sub(source!),
  });
}

/** The operator applied to u, [n, 1]. What has a factor 0 is left out: 0·u would still be computed, and differentiated. */
function applied({ diffusion, advection, reaction }: LinearOperator, { u, gradient, laplacian }: Field): np.Array {
  const terms: np.Array[] = [];
  if (laplacian !== null) terms.push(laplacian.mul(-diffusion));
  advection.forEach((speed, k) => {
    if (speed !== 0) terms.push(gradient!.ref.slice([], [k, k + 1]).mul(speed));
  });
  if (reaction !== 0 || terms.length === 0) terms.push(u.mul(reaction));
  return terms.reduce((sum, term) => sum.add(term));
}
