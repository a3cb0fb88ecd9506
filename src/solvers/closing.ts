import { createDenseSampler, type DenseOutput } from "../trajectory/index.js";
import type { Collocation } from "./collocation.js";
import type { Equations } from "./equations.js";
import type { Window } from "./window.js";

/** What is known about the time beyond a window. */
export interface ClosingOptions {
  readonly method: Collocation;
  /** How far beyond its end a window reads, unit time. */
  readonly reach: number;
  /** An earlier solution of the same equation. */
  readonly dense: DenseOutput;
  /** How it goes on beyond its end, as far as that is known. */
  readonly tail: DenseOutput | null;
}

/**
 * Creates what closes a window by an earlier solution: beyond the window's end its signals change as they did there.
 *
 * Then the error of closing is as small as that of the earlier solution, not as large as a signal's change in `reach`.
 */
export function createClosing(equations: Equations, options: ClosingOptions): (window: Window) => void {
  const { method, reach, dense } = options;
  const sampler = createDenseSampler(dense);
  const tail = options.tail ? createDenseSampler(options.tail) : sampler;
  const s = method.stages;
  const y = new Float64Array(dense.stateSize);
  let held = new Float64Array(0);
  return (window) => {
    const { change } = window;
    const Q = change.length / s;
    if (held.length < Q) held = new Float64Array(Q);
    const end = window.breaks[window.breaks.length - 1]!;
    const read = (time: number, out: Float64Array, offset: number) => {
      if (time <= sampler.end) sampler.state(time, y);
      else tail.state(Math.min(time, tail.end), y);
      equations.writeSignal(y, out, offset);
    };
    read(end, held, 0);
    for (let k = 0; k < s; k++) {
      read(end + method.nodes[k]! * reach, change, k * Q);
      for (let c = 0; c < Q; c++) change[k * Q + c]! -= held[c]!;
    }
  };
}
