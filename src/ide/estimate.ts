import { rowOf, zeros } from "../numeric/index.js";
import type { CollocationSolver } from "./collocation.js";
import type { Level } from "./level.js";
import { createReader, type Pieces, samplePoints, supOf } from "./pieces.js";

/** A solution of a level: its polynomials, and its values at the nodes. */
export interface Candidate {
  readonly pieces: Pieces;
  readonly Y: Float64Array;
}

/**
 * Estimates sup |Δy| relative to max(1, sup |y|): what the solution fails the equation by between its nodes, carried to
 * y by the factors that the solver has of the linearised equation; null if there are none.
 */
export function estimateError(level: Level, solver: CollocationSolver, candidate: Candidate): number | null {
  const { rule, A } = level.grid;
  const defect = measureDefect(level, candidate);
  // both sides of the equation interpolate signals at the same nodes: what that loses is no part of the defect
  defect.forEach((_, e) => {
    defect[e]! += (solver.gain() * level.coupling.roughness(rule, e)) / rule.p;
  });
  const { n } = candidate.pieces;
  let largest = 0;
  // two ways in which defects may conspire: all of one sign, and of irregular signs
  for (const turn of [0, 0.6180339887498949]) {
    const changes = candidate.Y.map((_, k) => ((k * turn) % 1 < 0.5 ? 1 : -1) * defect[Math.floor(k / (rule.p * n))]!);
    largest = Math.max(largest, solver.respond(changes, A));
  }
  return Number.isFinite(largest) ? largest / Math.max(1, supOf(candidate.pieces)) : null;
}

/** For each element, by how much the solution fails the equation between its nodes. */
function measureDefect({ context, grid, rows }: Level, { pieces, Y }: Candidate): Float64Array {
  const { system } = context;
  const { rule, breaks } = grid;
  const perElement = 4 + (rule.p >> 3);
  const xs = samplePoints(breaks, perElement);
  const z = zeros(xs.length * system.q);
  const reader = createReader(pieces);
  rows.couple({ rule, breaks, xs, guess: reader.value }).add(Y, z);
  const [y, slope, rate] = [zeros(system.n), zeros(system.n), zeros(system.n)];
  const defect = zeros(breaks.length - 1);
  xs.forEach((x, k) => {
    reader.value(x, y);
    reader.rate(x, slope);
    system.rate(x, y, rowOf(z, k, system.q), rate);
    const e = Math.floor(k / perElement);
    for (let a = 0; a < system.n; a++) {
      const rounding = 2 * Number.EPSILON * Math.abs(rate[a]!);
      defect[e] = Math.max(defect[e]!, Math.abs(slope[a]! - rate[a]!), rounding);
    }
  });
  return defect;
}
