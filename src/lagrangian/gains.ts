import { zeros } from "../numeric/index.js";
import type { AdamMemories } from "./adam-memories.js";

/** Both memories at one moment, one entry for each parameter. */
export interface Moments {
  readonly m: Float64Array;
  readonly v: Float64Array;
}

/** How a force `F = −A m` answers to its memories, one entry for each parameter; A depends on v alone. */
export interface Gains {
  /** `A`. */
  readonly A: Float64Array;
  /** `B = ∂F/∂v = −m ∂A/∂v`. */
  readonly B: Float64Array;
  /** `∂A/∂v`, which is `−∂B/∂m`. */
  readonly slope: Float64Array;
  /** `∂B/∂v`. */
  readonly curve: Float64Array;
}

/** Writes the gains of a force whose memories are read at `time` > 0. */
export type GainLaw = (moments: Moments, time: number, out: Gains) => void;

/** Buffers for the gains of d parameters. */
export function createGains(dimension: number): Gains {
  return { A: zeros(dimension), B: zeros(dimension), slope: zeros(dimension), curve: zeros(dimension) };
}

/** The same gain always. */
export function fixedGain(gain: number): GainLaw {
  return (_moments, _time, out) => {
    out.A.fill(gain);
  };
}

/**
 * Adam's gains: `A = η/(√v + ε)`, `B = η m/(2√v(√v + ε)²)` and their derivatives.
 *
 * A negative v stands under the root as 0, as in the models, and nothing depends on it there; 0/0 is 0.
 */
export function adamGain({ correction, epsilon }: AdamMemories): GainLaw {
  return ({ m, v }, time, out) => {
    const gain = correction.gain(time);
    const floor = epsilon * correction.rootOfSecond(time);
    for (let i = 0; i < m.length; i++) {
      const root = v[i]! > 0 ? Math.sqrt(v[i]!) : 0;
      const below = root + floor;
      out.A[i] = below > 0 ? gain / below : 0;
      const slope = root > 0 ? -gain / (2 * root * below * below) : 0;
      out.slope[i] = slope;
      out.B[i] = -slope * m[i]!;
      out.curve[i] = root > 0 ? slope * m[i]! * (0.5 / root + 1 / below) * (1 / root) : 0;
    }
  };
}
