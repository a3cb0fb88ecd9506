import type { Kernel } from "../kernels/index.js";
import { gaussLegendre, zeros } from "../numeric/index.js";
import { addIntegral, type PathGrid } from "./path-grid.js";

/** A causal memory on a grid, and its adjoint in the friction weight: matrices of product integration, row-major nodes × nodes. */
export interface GridMemory {
  /** Weights of `∫₀^min(t⁺, T) K(t⁺ − s) signal(s) ds`, t⁺ = t + advance. */
  readonly past: Float64Array;
  /** Weight of the signal's value at T, which is held beyond it. */
  readonly held: Float64Array;
  /**
   * Weights of `∫_max(0, t − advance)^T e^(2(t′ − t)/α) K(t′ + advance − t) signal(t′) dt′`: what the memories to come make of the
   * moment t, seen through the weight e^(2t/α) relative to t.
   */
  readonly future: Float64Array;
}

/** How a memory is read. */
export interface GridMemoryOptions {
  readonly kernel: Kernel;
  /** How far ahead, unit time: 0 or α. */
  readonly advance: number;
}

/** Tabulates a memory and its adjoint, spectrally accurate for signals that are smooth between the breaks of the grid. */
export function createGridMemory(grid: PathGrid, { kernel, advance }: GridMemoryOptions): GridMemory {
  const { times, until, lr } = grid;
  const count = times.length;
  const [past, future, held] = [zeros(count * count), zeros(count * count), zeros(count)];
  for (let n = 0; n < count; n++) {
    const t = times[n]!;
    const read = t + advance;
    const range = { from: 0, to: Math.min(read, until), weight: (s: number) => kernel.weight(read - s) };
    addIntegral(grid, range, past.subarray(n * count, (n + 1) * count));
    held[n] = heldWeight(kernel, read - until);
    addIntegral(
      grid,
      {
        from: Math.max(0, t - advance),
        to: until,
        // the exponent is a lag, never a moment
        weight: (s) => Math.exp((2 * (s - t)) / lr) * kernel.weight(Math.max(0, s + advance - t)),
      },
      future.subarray(n * count, (n + 1) * count),
    );
  }
  return { past, future, held };
}

/** The signal itself, as a memory of age 0. */
export function createLocalMemory({ times }: PathGrid): GridMemory {
  const count = times.length;
  const unit = zeros(count * count);
  for (let n = 0; n < count; n++) unit[n * (count + 1)] = 1;
  return { past: unit, future: unit, held: zeros(count) };
}

/** `∫₀^age K`: the weight of a value that has been held for so long, at most one α. */
function heldWeight(kernel: Kernel, age: number): number {
  if (!(age > 0)) return 0;
  const rule = gaussLegendre(16);
  let sum = 0;
  for (let g = 0; g < 16; g++) sum += rule.weights[g]! * age * kernel.weight(rule.nodes[g]! * age);
  return sum;
}

/** `out = matrix · signal`, a square matrix on rows of d components. */
export function applyToRows(matrix: Float64Array, signal: Float64Array, out: Float64Array): void {
  const count = Math.round(Math.sqrt(matrix.length));
  const d = signal.length / count;
  out.fill(0);
  for (let n = 0; n < count; n++) {
    for (let k = 0; k < count; k++) {
      const weight = matrix[n * count + k]!;
      if (weight === 0) continue;
      for (let i = 0; i < d; i++) out[n * d + i]! += weight * signal[k * d + i]!;
    }
  }
}

/** Adds `diag(rows) · matrix · diag(inner) · other` to `out`, all of nodes × nodes. */
export function addProduct(
  { rows, matrix, inner, other }: Readonly<Record<"rows" | "matrix" | "inner" | "other", Float64Array>>,
  out: Float64Array,
): void {
  const count = rows.length;
  // a causal memory has nothing behind the element of its moment
  const reach = rows.map(
    (_, l) => other.subarray(l * count, (l + 1) * count).findLastIndex((entry) => entry !== 0) + 1,
  );
  for (let n = 0; n < count; n++) {
    for (let l = 0; l < count; l++) {
      const factor = rows[n]! * matrix[n * count + l]! * inner[l]!;
      if (factor === 0) continue;
      for (let k = 0; k < reach[l]!; k++) out[n * count + k]! += factor * other[l * count + k]!;
    }
  }
}
