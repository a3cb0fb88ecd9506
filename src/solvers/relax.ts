import { createAnderson } from "./anderson.js";
import type { Equations } from "./equations.js";

/** How accurately a window's equations are solved, relative to 1 + |y|. */
export interface Accuracy {
  /** Where an iteration may stop. */
  readonly tolerance: number;
  /** What is good enough if rounding keeps it from getting there. */
  readonly acceptable: number;
}

/** How the equations of a window were solved. */
export interface Solution {
  readonly status: "converged" | "not-converged" | "non-finite";
  readonly sweeps: number;
  /** Multiplications spent, roughly. */
  readonly work: number;
  /** What the next correction would be, by the last one and how fast they shrink, relative to 1 + |y|. */
  readonly residual: number;
}

const MAXIMUM_SWEEPS = 30;
const PLAIN_SWEEPS = 5;
const ROUGH = 1e-3;
/** Multiplications per unknown and node of evaluating the equations, beside those of their linear algebra. */
export const COST_OF_NODE = 20;

/**
 * Solves the equations of a window by block Gauss–Seidel over its elements: the past and the element itself fresh, the
 * future as the sweep before left it. Where that contracts slowly, Anderson's acceleration takes over.
 */
export function relaxWindow(equations: Equations, { tolerance, acceptable }: Accuracy): Solution {
  const { window, size } = equations;
  const elements = window.tables.length;
  const before = new Float64Array(elements * size);
  const anderson = createAnderson(20);
  let work = 0;
  const finish = (status: Solution["status"], sweeps: number, left: number): Solution => {
    return { status, sweeps, residual: left, work };
  };
  let previous = Infinity;
  let residual = Infinity;
  equations.refresh();
  for (let sweep = 1; sweep <= MAXIMUM_SWEEPS; sweep++) {
    window.readMemories();
    before.set(window.y.subarray(0, before.length));
    const rough = sweep === 1 || residual > ROUGH;
    residual = 0;
    work += elements * (rough ? size ** 3 : COST_OF_NODE * size ** 2);
    for (let e = 0; e < elements; e++) {
      // far from the solution each element is solved on its own; near it, a step or two by the first factors will do
      if (rough && !equations.linearizeElement(e)) return finish("non-finite", sweep, Infinity);
      const change = equations.relaxElement(e, rough ? 6 : 2, tolerance);
      if (!(change < Infinity)) return finish("non-finite", sweep, Infinity);
      residual = Math.max(residual, change);
    }
    const ratio = previous < Infinity ? Math.min(residual / previous, 0.999) : 0.5;
    const left = (residual * ratio) / (1 - ratio);
    if (left <= tolerance) return finish("converged", sweep, left);
    if (sweep > PLAIN_SWEEPS && (anderson.active || ratio > 0.2)) {
      anderson.mix(before, window.y, before.length);
      equations.refresh();
    }
    previous = residual;
  }
  return finish(residual <= acceptable ? "converged" : "not-converged", MAXIMUM_SWEEPS, residual);
}
