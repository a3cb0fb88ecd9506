import type { TermLayout } from "./layout.js";
import type { MemoryTable } from "./memory-table.js";

/**
 * How the memory seen at each node of a window changes with the signal at each node, `nodes × nodes` row-major, for
 * memory `index`; the same for all its components.
 */
export function memoryInfluence(
  term: TermLayout,
  index: number,
  tables: readonly (readonly MemoryTable[])[],
): Float64Array {
  const elements = tables.length;
  const s = tables[0]![index]!.reach.length;
  const nodes = elements * s;
  const out = new Float64Array(nodes * nodes);
  for (let source = 0; source < elements; source++) {
    // states left by the signal on `source`, carried to the start of each later element
    const carried: Float64Array[] = [];
    let states = tables[source]![index]!.input;
    for (let e = source + 1; e < elements; e++) {
      carried[e] = states;
      states = carryStates(term, tables[e]![index]!.transition, states, s);
    }
    for (let e = 0; e < elements; e++) {
      const { reach, there } = tables[e]![index]!;
      for (let i = 0; i < s; i++) {
        const target = e + reach[i]!;
        if (target < source) continue;
        const at = (e * s + i) * nodes + source * s;
        for (let k = 0; k < s; k++) {
          if (target === source) {
            out[at + k] = there.weights[i * s + k]!;
            continue;
          }
          let sum = 0;
          for (let r = 0; r < term.rank; r++) sum += there.rows[i * term.rank + r]! * carried[target]![r * s + k]!;
          out[at + k] = sum;
        }
      }
    }
  }
  return out;
}

/** One element further: block-diagonal transition times states, `rank × s`. */
function carryStates(
  { blocks, rank }: TermLayout,
  transition: readonly Float64Array[],
  states: Float64Array,
  s: number,
): Float64Array {
  const next = new Float64Array(rank * s);
  let row = 0;
  for (const [b, { order }] of blocks.entries()) {
    for (let o = 0; o < order; o++) {
      for (let k = 0; k < s; k++) {
        let sum = 0;
        for (let p = 0; p < order; p++) sum += transition[b]![o * order + p]! * states[(row + p) * s + k]!;
        next[(row + o) * s + k] = sum;
      }
    }
    row += order;
  }
  return next;
}
