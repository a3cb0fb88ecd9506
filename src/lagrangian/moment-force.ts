import { zeros } from "../numeric/index.js";
import type { Objective } from "../objectives/objective.js";
import type { ForceOnGrid } from "./force.js";
import { createGains, type GainLaw, type Gains, type Moments } from "./gains.js";
import { applyToRows, type GridMemory } from "./grid-memory.js";
import { addMomentDerivative } from "./moment-derivative.js";
import type { MomentState } from "./moment-state.js";
import { applyHessians, createNodeFields } from "./node-fields.js";
import type { PathGrid } from "./path-grid.js";

/** What a force made of moments is made of. */
export interface MomentForceOptions {
  readonly objective: Objective;
  /** Memory of the gradient. */
  readonly first: GridMemory;
  /** Memory of its squares; null where the gain does not depend on them. */
  readonly second: GridMemory | null;
  readonly law: GainLaw;
  /** How far ahead memories are read, unit time. */
  readonly advance: number;
}

/**
 * The force `F_i = −A_i(v) m_i` on a grid, m and v the memories of g and g².
 *
 * `F′* y = Hᵀ c`, `c = −M1*(A y) + 2 g M2*(B y)`, where M* is the adjoint of a memory in the friction weight.
 */
export function createMomentForce(grid: PathGrid, options: MomentForceOptions): ForceOnGrid {
  const { objective, first, second, law, advance } = options;
  const d = objective.dimension;
  const count = grid.times.length;
  const fields = createNodeFields(objective, count);
  const gains = createGains(count * d);
  const [m, v, squares, pull, ahead2, c, kept] = Array.from({ length: 7 }, () => zeros(count * d)) as Seven;
  const state: MomentState = { fields, gains, y: kept, ahead2, c };
  return {
    evaluate({ theta, end }, y, { value, adjoint }) {
      fields.read(theta, end);
      kept.set(y);
      readMemory(first, fields.g, fields.end, m);
      if (second) {
        for (let k = 0; k < squares.length; k++) squares[k] = fields.g[k]! ** 2;
        readMemory(
          second,
          squares,
          fields.end.map((g) => g * g),
          v,
        );
      }
      for (let n = 0; n < count; n++) law(rowsOf({ m, v }, n, d), grid.times[n]! + advance, rowsOf(gains, n, d));
      for (let k = 0; k < value.length; k++) {
        value[k] = -gains.A[k]! * m[k]!;
        pull[k] = -gains.A[k]! * y[k]!;
      }
      applyToRows(first.future, pull, c);
      if (second) {
        for (let k = 0; k < pull.length; k++) pull[k] = gains.B[k]! * y[k]!;
        applyToRows(second.future, pull, ahead2);
        for (let k = 0; k < c.length; k++) c[k]! += 2 * fields.g[k]! * ahead2[k]!;
      }
      applyHessians(fields.H, c, adjoint);
    },
    addDerivative: (point, out) => addMomentDerivative(state, { ...point, first, second, d }, out),
  };
}

type Seven = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

function readMemory({ past, held }: GridMemory, signal: Float64Array, end: Float64Array, out: Float64Array): void {
  applyToRows(past, signal, out);
  const d = end.length;
  for (let n = 0; n < held.length; n++) for (let i = 0; i < d; i++) out[n * d + i]! += held[n]! * end[i]!;
}

/** Each array's row n of d entries, as views. */
function rowsOf<T extends Moments | Gains>(arrays: T, n: number, d: number): T {
  const rows = Object.entries(arrays).map(([name, data]) => [name, data.subarray(n * d, (n + 1) * d)] as const);
  return Object.fromEntries(rows) as unknown as T;
}
