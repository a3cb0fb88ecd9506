import { gaussJacobi } from "./gauss-jacobi.js";
import type { LagrangeBasis } from "./lagrange.js";
import { zeros } from "./vector.js";

/** A small linear system `state' = A·state + b·signal`, output `cᵀ state`; order 1 or 2, A row-major. */
export interface LinearSystem {
  readonly order: number;
  readonly A: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
}

/**
 * Writes `exp(A·t)`, row-major `order × order`, into `out`.
 *
 * Order 2 in closed form about the mean of the eigenvalues; the difference of two decaying exponentials goes through
 * expm1, so that nothing overflows and nearly equal eigenvalues lose no digits.
 *
 * @example
 * exponential({ order: 1, A: Float64Array.of(-1), b: Float64Array.of(1), c: Float64Array.of(1) }, 0, new Float64Array(1)); // [1]
 */
export function exponential({ order, A }: LinearSystem, t: number, out: Float64Array): Float64Array {
  if (order === 1) {
    out[0] = Math.exp(A[0]! * t);
    return out;
  }
  const { mean, half, discriminant, q, upper } = modes(A);
  let even: number;
  let odd: number;
  if (discriminant > 0) {
    const slow = Math.exp(upper * t);
    even = 0.5 * slow * (1 + Math.exp(-2 * q * t));
    odd = (slow * -Math.expm1(-2 * q * t)) / (2 * q);
  } else {
    const decay = Math.exp(mean * t);
    even = decay * Math.cos(q * t);
    odd = q * t === 0 ? decay * t : (decay * Math.sin(q * t)) / q;
  }
  out[0] = even + odd * half;
  out[1] = odd * A[1]!;
  out[2] = odd * A[2]!;
  out[3] = even - odd * half;
  return out;
}

/**
 * The eigenvalues of a 2 × 2 matrix are `mean ± q`, or `mean ± iq` where the discriminant is negative.
 *
 * `upper` is the real one on the right, `mean + q`: where that cancels, it is the determinant over the other.
 */
function modes(A: Float64Array): { mean: number; half: number; discriminant: number; q: number; upper: number } {
  const half = 0.5 * (A[0]! - A[3]!);
  const mean = 0.5 * (A[0]! + A[3]!);
  const discriminant = half * half + A[1]! * A[2]!;
  const q = Math.sqrt(Math.abs(discriminant));
  const upper = mean < 0 ? (A[0]! * A[3]! - A[1]! * A[2]!) / (mean - q) : mean + q;
  return { mean, half, discriminant, q, upper };
}

/** Decay rate and rate of change of the fastest mode, and the decay rate of the slow one where there is one; unit 1/time. */
function spectrum({ order, A }: LinearSystem): { decay: number; speed: number; slow: number } {
  if (order === 1) return { decay: -A[0]!, speed: Math.abs(A[0]!), slow: -A[0]! };
  const { mean, discriminant, q, upper } = modes(A);
  return discriminant > 0
    ? { decay: q - mean, speed: Math.abs(mean) + q, slow: -upper }
    : { decay: -mean, speed: Math.hypot(mean, q), slow: -mean };
}

/** Where a signal lives and when its memory is read. */
export interface ResponseWindow {
  /** The signal's polynomials, on [0, 1] for one element; evaluated outside where `upper` exceeds `length`. */
  readonly basis: LagrangeBasis;
  /** Length of the element, unit time. */
  readonly length: number;
  /** The signal counts on [lower, upper], unit time from the element's start; `lower` is 0 by default. */
  readonly lower?: number;
  readonly upper: number;
  /** The moment at which the memory is read, ≥ upper, unit time from the element's start. */
  readonly at: number;
}

/**
 * Reads the output of a row of systems at `window.at`: writes the row `cᵀ exp(A·at)` that multiplies their states at the
 * element's start into `row` (Σ order entries, systems one after the other), and adds the weights
 * `cᵀ ∫ exp(A·(at − s)) b ℓ_k(s/length) ds` of the signal's nodes to `weights`.
 */
export function addReadOut(
  systems: readonly LinearSystem[],
  window: ResponseWindow,
  out: { readonly row: Float64Array; readonly weights: Float64Array },
): void {
  const count = window.basis.nodes.length;
  const { matrix, response } = workSpace(count);
  let r = 0;
  for (const system of systems) {
    const { order, c } = system;
    exponential(system, window.at, matrix);
    response.fill(0, 0, order * count);
    addResponse(system, window, response);
    for (let o = 0; o < order; o++, r++) {
      let sum = 0;
      for (let q = 0; q < order; q++) sum += c[q]! * matrix[q * order + o]!;
      out.row[r] = sum;
      for (let k = 0; k < count; k++) out.weights[k]! += c[o]! * response[o * count + k]!;
    }
  }
}

/** Buffers of the functions here, which call nothing that calls them: a memory is read thousands of times a run. */
let space = { impulse: zeros(4), matrix: zeros(4), values: zeros(0), response: zeros(0) };

function workSpace(count: number): typeof space {
  if (space.values.length < count) space = { ...space, values: zeros(count), response: zeros(2 * count) };
  return space;
}

const PANEL = 10;
const NEGLIGIBLE = 42;

/**
 * Adds `∫_lower^upper exp(A·(at − s)) b ℓ_k(s/length) ds` to `out[o·K + k]`, o = 0 … order − 1, for the K basis polynomials.
 *
 * Gauss–Legendre on panels over which no mode turns by more than e^10. A mode whose weight has fallen by e^−42 is left
 * out: panels grow once the fast one has faded, and the cost does not grow with the stiffness of the memory.
 */
export function addResponse(system: LinearSystem, window: ResponseWindow, out: Float64Array): void {
  const { lower = 0, upper } = window;
  const whole = upper - lower;
  if (!(whole > 0)) return;
  const { decay, speed, slow } = spectrum(system);
  const far = decay > 0 ? Math.min(whole, NEGLIGIBLE / decay) : whole;
  addPanels(system, { window, near: 0, far, speed }, out);
  if (!(whole > far && slow < decay)) return;
  const end = slow > 0 ? Math.min(whole, NEGLIGIBLE / slow) : whole;
  addPanels(system, { window, near: far, far: end, speed: Math.abs(slow) }, out);
}

/** A part of the signal, integrated in equal panels: from `upper − far` to `upper − near`. */
interface Stretch {
  readonly window: ResponseWindow;
  readonly near: number;
  readonly far: number;
  /** Rate of change of the fastest mode that counts there. */
  readonly speed: number;
}

function addPanels(system: LinearSystem, stretch: Stretch, out: Float64Array): void {
  const { near, far, speed } = stretch;
  const { basis, length, upper, at } = stretch.window;
  const count = basis.nodes.length;
  const panels = Math.max(1, Math.ceil((speed * (far - near)) / PANEL));
  const width = (far - near) / panels;
  // exp(−z x) on [0, 1] is a polynomial of degree 8 + 2z to rounding, z ≤ PANEL
  const turn = speed * width;
  const rule = gaussJacobi(Math.ceil((count + (turn === 0 ? 1 : 9 + 2 * turn)) / 2), 0);
  const { order, b } = system;
  const { impulse: matrix, values } = workSpace(count);
  for (let p = 0; p < panels; p++) {
    for (let g = 0; g < rule.nodes.length; g++) {
      const s = upper - near - (p + rule.nodes[g]!) * width;
      exponential(system, at - s, matrix);
      basis.evaluate(s / length, values);
      for (let o = 0; o < order; o++) {
        let impulse = 0;
        for (let r = 0; r < order; r++) impulse += matrix[o * order + r]! * b[r]!;
        impulse *= width * rule.weights[g]!;
        for (let k = 0; k < count; k++) out[o * count + k]! += impulse * values[k]!;
      }
    }
  }
}
