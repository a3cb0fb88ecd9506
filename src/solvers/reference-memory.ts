import type { Model } from "../models/model.js";
import { gaussLegendre } from "../numeric/gauss-legendre.js";
import type { Spline } from "../numeric/spline.js";

/** Numbers of the weight table, 200 MB; rows that do not fit are computed again in every sweep. */
const MAXIMUM_TABLE_ENTRIES = 2.5e7;

/** Where the memories of a model are read, and how finely. */
export interface MemoryQuadratureOptions {
  /** Where all the integrals begin. */
  readonly start: number;
  /** The times at which `read` will be asked, by row. */
  readonly times: Float64Array;
  /** Number of Gauss–Legendre nodes on [start, time]. */
  readonly nodes: number;
  /** Whether `read` will be called more than once for a row, so that weights are worth keeping. */
  readonly isRepeated: boolean;
}

export interface MemoryQuadrature {
  /** Writes `∫ weight(time − s)·integrand(drive(y(s))) ds` over [start, time of `row`] for each memory into `out`. */
  read(row: number, trajectory: Spline, out: readonly Float64Array[]): void;
}

/** The memories of a trajectory by one Gauss–Legendre rule on the whole past; uses nothing of a kernel but `weight`. */
export function createMemoryQuadrature(model: Model, options: MemoryQuadratureOptions): MemoryQuadrature {
  const { start, times, nodes } = options;
  const n = model.stateSize;
  const rule = gaussLegendre(nodes);
  const terms = model.memory;
  const weightsOf = createWeights(model, options);
  const points = new Float64Array(nodes);
  const states = new Float64Array(nodes * n);
  const y = new Float64Array(n);
  const drive = new Float64Array(model.driveSize);
  const signals = terms.map(({ size }) => new Float64Array(size));
  return {
    // this loop is the cost of the solver: it allocates nothing, and works on few small buffers
    read(row, trajectory, out) {
      for (const memory of out) memory.fill(0);
      const length = times[row]! - start;
      if (length === 0) return;
      const weights = weightsOf(row);
      for (let j = 0; j < nodes; j++) points[j] = start + rule.nodes[j]! * length;
      trajectory.evaluateAll(points, states);
      for (let j = 0; j < nodes; j++) {
        for (let c = 0; c < n; c++) y[c] = states[j * n + c]!;
        model.drive(y, drive);
        for (let k = 0; k < terms.length; k++) {
          const signal = signals[k]!;
          const memory = out[k]!;
          const weight = weights[k * nodes + j]!;
          terms[k]!.integrand(drive, signal);
          for (let c = 0; c < signal.length; c++) memory[c]! += weight * signal[c]!;
        }
      }
    },
  };
}

/** For each row `terms × nodes` products of rule and kernel, which are the same in every sweep. */
function createWeights(model: Model, { start, times, nodes, isRepeated }: MemoryQuadratureOptions) {
  const rule = gaussLegendre(nodes);
  const terms = model.memory;
  const size = terms.length * nodes;

  function write(row: number, out: Float64Array): Float64Array {
    const length = times[row]! - start;
    for (let k = 0; k < terms.length; k++) {
      // the rule is symmetric: the ages in order are its nodes read backwards, without cancellation near the present
      for (let j = 0; j < nodes; j++) {
        out[k * nodes + j] = length * rule.weights[j]! * terms[k]!.kernel.weight(length * rule.nodes[nodes - 1 - j]!);
      }
    }
    return out;
  }

  const kept = isRepeated && size > 0 ? Math.min(times.length, Math.floor(MAXIMUM_TABLE_ENTRIES / size)) : 0;
  const table = new Float64Array(size * kept);
  const rowOf = (row: number) => table.subarray(row * size, (row + 1) * size);
  for (let row = 0; row < kept; row++) write(row, rowOf(row));
  const scratch = new Float64Array(size);
  return (row: number): Float64Array => (row < kept ? rowOf(row) : write(row, scratch));
}
