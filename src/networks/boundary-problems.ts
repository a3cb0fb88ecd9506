import { findByName } from "../numeric/index.js";
import type { BoundaryProblem } from "./task.js";

/** A boundary problem with a name. */
export interface BoundaryProblemEntry {
  readonly name: string;
  readonly description: string;
  readonly problem: BoundaryProblem;
}

/**
 * Boundary problems of arXiv 2009.06125, section 4.2.
 *
 * The paper prints the solution on the disk as (x1² + x2² − 1)/4; with −Δu = 1 it is the negative of that.
 */
export const boundaryProblems: readonly BoundaryProblemEntry[] = [
  {
    name: "poisson-box",
    description: "−Δu = 0 in the unit cube of four dimensions, u = x1·x2 + x3·x4",
    problem: {
      domain: { kind: "box", lower: [0, 0, 0, 0], upper: [1, 1, 1, 1] },
      diffusion: 1,
      advection: [0, 0, 0, 0],
      reaction: 0,
      source: "0",
      boundaryValue: "x1*x2 + x3*x4",
      solution: "x1*x2 + x3*x4",
    },
  },
  {
    name: "poisson-disk",
    description: "−Δu = 1 in the unit disk, u = 0 on the circle",
    problem: {
      domain: { kind: "ball", center: [0, 0], radius: 1 },
      diffusion: 1,
      advection: [0, 0],
      reaction: 0,
      source: "1",
      boundaryValue: "0",
      solution: "(1 - x1^2 - x2^2)/4",
    },
  },
];

/**
 * The boundary problem of that name.
 *
 * @throws {RangeError} if there is none; the message names the nearest ones.
 * @example
 * boundaryProblem("poisson-disk").problem.source; // "1"
 */
export function boundaryProblem(name: string): BoundaryProblemEntry {
  return findByName(boundaryProblems, name, { action: "set up the task", what: "the boundary problem" });
}
