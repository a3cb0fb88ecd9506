import { createAnderson } from "./anderson.js";
import type { Sweeper } from "./window.js";

/** How the equations of a window were solved. */
export interface Relaxation {
  readonly status: "converged" | "not-converged" | "non-finite";
  readonly sweeps: number;
  /** Size of the last correction, relative to 1 + |y|. */
  readonly residual: number;
}

/** How accurately a window's equations are solved, relative to 1 + |y|. */
export interface Accuracy {
  /** Where an iteration may stop. */
  readonly tolerance: number;
  /** What is good enough if rounding keeps it from getting there. */
  readonly acceptable: number;
}

const MAXIMUM_SWEEPS = 30;

/**
 * Solves the collocation equations of a window: block Gauss–Seidel over its elements, past and present fresh, the
 * future read from the sweep before.
 */
export function relaxWindow(sweeper: Sweeper, elements: number, { tolerance, acceptable }: Accuracy): Relaxation {
  let previous = Infinity;
  const size = elements * sweeper.window.start.length * sweeper.window.elementNodes;
  const before = elements > 1 ? new Float64Array(size) : new Float64Array(0);
  const anderson = createAnderson(20);
  let accelerating = false;
  let residual = Infinity;
  for (let sweep = 1; sweep <= MAXIMUM_SWEEPS; sweep++) {
    sweeper.readMemories(elements);
    if (elements > 1) before.set(sweeper.window.y.subarray(0, size));
    let change = 0;
    for (let e = 0; e < elements; e++) {
      if (sweep === 1 || elements === 1) if (!sweeper.linearize(e, elements)) return { status: "non-finite", sweeps: sweep, residual };
      const { total } = sweeper.relaxElement(e, elements, elements === 1 ? 6 : 2, tolerance);
      if (!(total < Infinity)) return { status: "non-finite", sweeps: sweep, residual };
      change = Math.max(change, total);
    }
    residual = change;
    if (elements > 1 && sweep > 5 && change > 0.2 * previous) { if (!accelerating) {accelerating = true;} }
    const ratio = previous < Infinity ? Math.min(change / previous, 0.999) : 0.5;
    if ((change * ratio) / (1 - ratio) <= tolerance) return { status: "converged", sweeps: sweep, residual };
    previous = change;
    if (accelerating) {
      anderson.mix(before, sweeper.window.y, size);
      sweeper.refresh(elements);
    }
  }
  if (residual <= acceptable) return { status: "converged", sweeps: MAXIMUM_SWEEPS, residual };
  return { status: "not-converged", sweeps: MAXIMUM_SWEEPS, residual };
}
