import { rowOf, zeros } from "../numeric/index.js";
import type { Collocation, Coupling } from "./collocation.js";
import { createGrid, type GlobalGrid } from "./grid.js";
import { createReader, type Pieces, supOf } from "./pieces.js";
import { createRows, type RowMaker } from "./rows.js";
import { chebyshevRule, largestTail } from "./rule.js";
import type { RunContext } from "./run.js";

/** Elements, and the number of nodes in each. */
export interface Mesh {
  readonly degree: number;
  readonly breaks: readonly number[];
}

/** One grid with what is known before it is solved. */
export interface Level {
  readonly context: RunContext;
  readonly grid: GlobalGrid;
  readonly rows: RowMaker;
  readonly coupling: Coupling;
  /** The solution on the grid before, if there is one. */
  readonly before: Pieces | null;
  /** Writes that solution, or the initial value. */
  guess(s: number, out: Float64Array): void;
}

/** What a method made of a level. */
export interface Solved {
  readonly iterations: number;
  /** Null where it failed. */
  readonly pieces: Pieces | null;
  /** sup |∂rate/∂z|, for what unresolved signals do. */
  readonly gain: number;
  /** Estimates sup |Δy| relative to max(1, sup |y|); only called where the solution looks resolved. Null if it cannot say. */
  estimate(): number | null;
  /** Why there is nothing more to be done. */
  readonly ended?: "interrupted" | "not-converged";
}

/** Solves one level. */
export type LevelSolver = (level: Level) => Solved;

/** A grid with the integrals on it; panels of a nonlinear kernel are chosen by the solution on the grid before. */
export function createLevel(
  context: RunContext,
  { degree, breaks, before, resolution }: Mesh & { readonly before: Pieces | null; readonly resolution: number },
): Level {
  const { system } = context;
  const rule = chebyshevRule(degree);
  const grid = createGrid(rule, breaks);
  const rows = createRows(system, rule, resolution);
  rows.setSize(before === null ? 1 : Math.max(1, supOf(before)));
  const guess =
    before === null ? (_s: number, out: Float64Array) => out.set(system.initial) : createReader(before).value;
  return { context, grid, rows, coupling: rows.couple({ ...grid, guess }), before, guess };
}

/** The equations of a level, for all its nodes at once. */
export function equationsOf({ context, grid, coupling }: Level): Collocation {
  const { system } = context;
  const { xs, A } = grid;
  return { system, xs, y0: system.initial, A, past: zeros(xs.length * system.q), coupling };
}

/** Derivatives and values of a guess at the nodes of a level. */
export function sampleGuess({ context, grid }: Level, before: Pieces) {
  const { n, initial } = context.system;
  const reader = createReader(before);
  const [U, Y] = [zeros(grid.xs.length * n), zeros(grid.xs.length * n)];
  grid.xs.forEach((x, i) => {
    reader.rate(x, rowOf(U, i, n));
    reader.value(x, rowOf(Y, i, n));
  });
  return { U, Y, initial };
}

/** Which elements have a tail that the tolerance does not allow; `gain` is what unresolved signals are multiplied by. */
export function roughElements({ context, coupling }: Level, pieces: Pieces, gain: number): boolean[] {
  const { breaks, rates, rule, n } = pieces;
  const allowed = 0.1 * context.options.tolerance * Math.max(1, supOf(pieces));
  return rates.map((data, e) => {
    const h = breaks[e + 1]! - breaks[e]!;
    const tail = Math.max(...largestTail(rule, data, n)) + 2 * gain * coupling.roughness(rule, e);
    return !((h * tail) / (4 * rule.p) <= allowed);
  });
}
