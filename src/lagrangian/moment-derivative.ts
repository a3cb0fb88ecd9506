import { zeros } from "../numeric/index.js";
import type { HomotopyPoint } from "./force.js";
import { addProduct, type GridMemory } from "./grid-memory.js";
import type { MomentState } from "./moment-state.js";

interface DerivativeOptions extends HomotopyPoint {
  readonly first: GridMemory;
  readonly second: GridMemory | null;
  readonly d: number;
}

/**
 * Adds `weight·σ (∂F + ∂_y F′*y + σ ∂_θ F′*y)` to `out`, the derivative of the homotopy's integrand.
 *
 * For each parameter i, with P and Q the matrices of a memory and of its adjoint, everything that acts through a memory is
 * a combination of `u1·δg_i` and `u2·δ(g_i²)`, δg_i = Σ_k H_ik δθ_k: F by P1, P2; c by Q diag(…) P. What is left is local.
 */
export function addMomentDerivative(state: MomentState, options: DerivativeOptions, out: Float64Array): void {
  const { sigma, weight, first, second, d } = options;
  const count = first.held.length;
  const scale = weight * sigma;
  for (let i = 0; i < d; i++) {
    const { A, B, y, g, slope, curve } = columnsOf(state, i, d);
    const [ownFirst, ownSecond] = [zeros(count * count), zeros(count * count)];
    const unit = zeros(count).fill(1);
    const times = (a: Float64Array, b: Float64Array, factor = 1) => a.map((value, n) => factor * value * b[n]!);
    if (second) {
      const outer = { rows: times(unit, unit, -1), matrix: first.future, other: second.past };
      addProduct({ ...outer, inner: times(y, slope) }, ownSecond);
      const crossed = { rows: times(g, unit, 2), matrix: second.future };
      addProduct({ ...crossed, inner: times(y, curve), other: second.past }, ownSecond);
      addProduct({ ...crossed, inner: times(y, slope, -1), other: first.past }, ownFirst);
    }
    const place = { i, d, count, scale, sigma };
    addOwn(state, { ...place, first: ownFirst, second: ownSecond, A, B, memories: { first, second } }, out);
  }
  addLocal(state, { scale: scale * sigma, d, count }, out);
}

/** Entries of parameter i at all nodes. */
function columnsOf({ gains, y, fields }: MomentState, i: number, d: number) {
  const pick = (data: Float64Array) => zeros(data.length / d).map((_, n) => data[n * d + i]!);
  return {
    A: pick(gains.A),
    B: pick(gains.B),
    slope: pick(gains.slope),
    curve: pick(gains.curve),
    y: pick(y),
    g: pick(fields.g),
  };
}

interface OwnTerms {
  readonly i: number;
  readonly d: number;
  readonly count: number;
  readonly scale: number;
  readonly sigma: number;
  /** How c_i answers to g_i and to g_i² through the memories. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly A: Float64Array;
  readonly B: Float64Array;
  readonly memories: { readonly first: GridMemory; readonly second: GridMemory | null };
}

function addOwn({ fields: { g, H } }: MomentState, own: OwnTerms, out: Float64Array): void {
  const { i, d, count, scale, sigma, A, B, memories } = own;
  const size = count * d;
  for (let n = 0; n < count; n++) {
    for (let m = 0; m < count; m++) {
      const at = n * count + m;
      const twice = 2 * g[m * d + i]!;
      const past2 = memories.second?.past[at] ?? 0;
      const future2 = memories.second?.future[at] ?? 0;
      // F_i(n) by g_i(m); c_i(n) by g_i(m); c_i(n) by y_i(m)
      const force = -A[n]! * memories.first.past[at]! + B[n]! * past2 * twice;
      const bend = sigma * (own.first[at]! + own.second[at]! * twice);
      const pair = -memories.first.future[at]! * A[m]! + 2 * g[n * d + i]! * future2 * B[m]!;
      for (let j = 0; j < d; j++) {
        const row = (n * d + j) * size + m * d;
        const pull = scale * H[(n * d + i) * d + j]!;
        out[row + i]! += pull * pair;
        for (let k = 0; k < d; k++) {
          const turn = H[(m * d + i) * d + k]!;
          out[row + k]! += pull * bend * turn + (j === i ? scale * force * turn : 0);
        }
      }
    }
  }
}

/** What H(t) and g(t) outside the integrals answer to θ(t). */
function addLocal(
  { fields, c, ahead2 }: MomentState,
  { scale, d, count }: { scale: number; d: number; count: number },
  out: Float64Array,
): void {
  const size = count * d;
  const bend = zeros(d * d);
  const H = (n: number, i: number, j: number) => fields.H[(n * d + i) * d + j]!;
  for (let n = 0; n < count; n++) {
    fields.third(n, c.subarray(n * d, (n + 1) * d), bend);
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        let sum = bend[j * d + k]!;
        for (let i = 0; i < d; i++) sum += 2 * H(n, i, j) * ahead2[n * d + i]! * H(n, i, k);
        out[(n * d + j) * size + n * d + k]! += scale * sum;
      }
    }
  }
}
