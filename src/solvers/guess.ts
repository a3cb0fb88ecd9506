import { createDenseSampler, type DenseOutput } from "../trajectory/index.js";
import type { Collocation } from "./collocation.js";
import type { Window } from "./window.js";

/** The last solved window, from which the next one's unknowns are guessed. */
export interface Guess {
  /** Keeps the solution of a window. */
  remember(window: Window): void;
  /**
   * Writes a window's unknowns: by the polynomials of the last window; beyond its end in parallel to an earlier march;
   * without one by the last polynomial half an element beyond its end, then held.
   */
  write(window: Window): void;
}

/** Creates a guess that, without an earlier march, is constant until a window has been solved. */
export function createGuess(method: Collocation, stateSize: number, earlier: DenseOutput | null): Guess {
  const n = stateSize;
  const s = method.stages;
  const sampler = earlier && createDenseSampler(earlier);
  const y = new Float64Array(n);
  const base = new Float64Array(n);
  const weights = new Float64Array(s + 1);
  let breaks: number[] = [];
  let values = new Float64Array(0);
  /** What is known farthest ahead: the end of the last window, or the start of the first. */
  const lastState = (window: Window, a: number) =>
    breaks.length < 2 ? window.start[a]! : values[((breaks.length - 1) * (s + 1) - 1) * n + a]!;
  return {
    remember(window) {
      breaks = window.breaks.slice();
      const elements = breaks.length - 1;
      if (values.length < elements * (s + 1) * n) values = new Float64Array(elements * (s + 1) * n);
      for (let e = 0; e < elements; e++) {
        for (let k = 0; k <= s; k++) {
          for (let a = 0; a < n; a++) {
            const first = k === 0 && e === 0;
            values[(e * (s + 1) + k) * n + a] = first ? window.start[a]! : window.y[(e * s + k - 1) * n + a]!;
          }
        }
      }
    },
    write(window) {
      const elements = breaks.length - 1;
      let element = 0;
      const known = elements < 1 ? window.breaks[0]! : breaks[elements]!;
      if (sampler && known <= sampler.end) sampler.state(known, base);
      for (let e = 0; e + 1 < window.breaks.length; e++) {
        const h = window.breaks[e + 1]! - window.breaks[e]!;
        for (let i = 0; i < s; i++) {
          const at = (e * s + i) * n;
          const time = window.breaks[e]! + method.nodes[i]! * h;
          if (sampler && time > known && time <= sampler.end) {
            // along the earlier march, in parallel where what is known has parted from it
            sampler.state(time, y);
            for (let a = 0; a < n; a++) window.y[at + a] = lastState(window, a) + y[a]! - base[a]!;
            continue;
          }
          if (elements < 1) {
            for (let a = 0; a < n; a++) window.y[at + a] = window.start[a]!;
            continue;
          }
          while (element < elements - 1 && time > breaks[element + 1]!) element++;
          const place = (time - breaks[element]!) / (breaks[element + 1]! - breaks[element]!);
          method.solutionBasis.evaluate(Math.min(place, 1.5), weights);
          for (let a = 0; a < n; a++) {
            // about the first value, so that what is constant stays exactly so
            const first = values[element * (s + 1) * n + a]!;
            let sum = 0;
            for (let k = 1; k <= s; k++) sum += weights[k]! * (values[(element * (s + 1) + k) * n + a]! - first);
            window.y[at + a] = first + sum;
          }
        }
      }
    },
  };
}
