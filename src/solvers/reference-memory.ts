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

/** A row-major buffer and views of its rows, made once, as the inner loops must not allocate. */
interface Rows {
  readonly values: Float64Array;
  readonly views: readonly Float64Array[];
}

function createRows(count: number, size: number): Rows {
  const values = new Float64Array(count * size);
  return { values, views: Array.from({ length: count }, (_, j) => values.subarray(j * size, (j + 1) * size)) };
}

/** The memories of a trajectory by one Gauss–Legendre rule on the whole past; uses nothing of a kernel but `weight`. */
export function createMemoryQuadrature(model: Model, options: MemoryQuadratureOptions): MemoryQuadrature {
  const { start, times, nodes } = options;
  const rule = gaussLegendre(nodes);
  const weightsOf = createWeights(model, options);
  const points = new Float64Array(nodes);
  const states = createRows(nodes, model.stateSize);
  const drives = createRows(nodes, model.driveSize);
  const terms = model.memory.map((term) => ({ term, signals: createRows(nodes, term.size) }));
  return {
    read(row, trajectory, out) {
      const length = times[row]! - start;
      if (length === 0) {
        for (const memory of out) memory.fill(0);
        return;
      }
      for (let j = 0; j < nodes; j++) points[j] = start + rule.nodes[j]! * length;
      trajectory.evaluateAll(points, states.values);
      for (let j = 0; j < nodes; j++) model.drive(states.views[j]!, drives.views[j]!);
      const weights = weightsOf(row);
      for (const [k, { term, signals }] of terms.entries()) {
        for (let j = 0; j < nodes; j++) term.integrand(drives.views[j]!, signals.views[j]!);
        writeSum(weights.subarray(k * nodes, (k + 1) * nodes), signals.values, out[k]!);
      }
    },
  };
}

/** `out = Σ weights[j]·(row j of signals)`. */
function writeSum(weights: Float64Array, signals: Float64Array, out: Float64Array): void {
  const size = out.length;
  for (let c = 0; c < size; c++) {
    let sum = 0;
    for (let j = 0; j < weights.length; j++) sum += weights[j]! * signals[j * size + c]!;
    out[c] = sum;
  }
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
