import type { Functional } from "./functional.js";
import type { MemoryFlow } from "./memory-flow.js";

/** What the memory functional is weighed with. */
export interface MemoryFunctionalOptions {
  /** f*, or the limit of f. */
  readonly minimum: number;
  /** s_min: a lower bound of 1/(√M + ε). */
  readonly slowest: number;
}

/** E with its weight of the memory. */
export interface MemoryFunctional extends Functional {
  /** c = s_min/(2κ). */
  readonly weight: number;
  /** Σ M over the components, ‖g‖² and the resolution of each value of E. */
  readonly memory: Float64Array;
  readonly squares: Float64Array;
  readonly resolution: Float64Array;
}

/**
 * The memory functional `E = f − f* + c ΣM`, c = s_min/(2κ), and its derivative
 * `E' = −Σ gᵢ²/(√Mᵢ + ε) + c(κ‖g(t + advance)‖² − λΣM)` along a trajectory of AdaGrad or RMSProp.
 *
 * @see arXiv 2411.09734, Theorems 2 and 5; for a memory of each parameter, docs/theory/h1-theorem-2.md.
 */
export function memoryFunctional(
  { equation: { gain, rate }, method: { epsilon }, profile }: MemoryFlow,
  { minimum, slowest }: MemoryFunctionalOptions,
): MemoryFunctional {
  const { times, dimension: d, width, gradient, ahead, loss } = profile;
  const v = profile.v!;
  const n = times.length;
  const weight = slowest / (2 * gain);
  const [values, derivative, memory, squares] = [0, 0, 0, 0].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const resolution = new Float64Array(n);
  let dim = 0;
  for (let k = 0; k < n; k++) {
    let [total, fall, now, then] = [0, 0, 0, 0];
    for (let c = 0; c < width; c++) total += v[k * width + c]!;
    for (let i = 0; i < d; i++) {
      const [g, later] = [gradient[k * d + i]!, ahead[k * d + i]!];
      // where nothing pulls there is no 0/0
      if (g !== 0) fall += (g * g) / (Math.sqrt(Math.max(v[k * width + (width === 1 ? 0 : i)]!, 0)) + epsilon);
      now += g * g;
      then += later * later;
    }
    memory[k] = total;
    squares[k] = now;
    values[k] = loss[k]! - minimum + weight * total;
    derivative[k] = -fall + weight * (gain * then - rate * total);
    // an error r of g moves M by at most κ/λ or κt times (2‖g‖ + r)r, and stays there
    const r = profile.resolution.gradient[k]! * Math.sqrt(d);
    dim = Math.max(dim, (2 * Math.sqrt(now) + r) * r);
    const reach = rate > 0 ? gain / rate : gain * (times[k]! + 1);
    resolution[k] = profile.resolution.loss[k]! + 8 * Number.EPSILON * Math.abs(minimum) + weight * reach * dim;
  }
  return { times, values, derivative, weight, memory, squares, resolution };
}
