import type { DenseOutput } from "../trajectory/index.js";
import type { Collocation } from "./collocation.js";
import type { MemoryLayout } from "./layout.js";
import type { Window } from "./window.js";

/** Collects accepted elements into a dense output. */
export interface DenseBuilder {
  /** Appends the first `count` elements of a window. */
  append(window: Window, count: number): void;
  build(): DenseOutput;
}

/** A Float64Array that doubles when it is full. */
function createColumn() {
  let data = new Float64Array(1024);
  let length = 0;
  return {
    push(source: Float64Array, start: number, end: number) {
      const count = end - start;
      if (length + count > data.length) {
        const larger = new Float64Array(Math.max(2 * data.length, length + count));
        larger.set(data.subarray(0, length));
        data = larger;
      }
      for (let i = start; i < end; i++) data[length++] = source[i]!;
    },
    finish: () => data.slice(0, length),
  };
}

/** Creates an empty collector for solutions that start at time 0. */
export function createDenseBuilder(method: Collocation, layout: MemoryLayout, stateSize: number): DenseBuilder {
  const breaks = createColumn();
  const values = createColumn();
  const parts = layout.terms.map(() => ({ states: createColumn(), signal: createColumn() }));
  const s = method.stages;
  breaks.push(Float64Array.of(0), 0, 1);
  return {
    append(window, count) {
      for (let e = 0; e < count; e++) {
        const start = e * s * stateSize;
        if (e === 0) values.push(window.start, 0, stateSize);
        else values.push(window.y, start - stateSize, start);
        values.push(window.y, start, start + s * stateSize);
        for (const [index, term] of layout.terms.entries()) {
          const at = e * layout.stateSize + term.state;
          parts[index]!.states.push(window.states, at, at + term.rank * term.size);
          for (let k = 0; k < s; k++) {
            const from = (e * s + k) * layout.signalSize + term.signal;
            parts[index]!.signal.push(window.signal, from, from + term.size);
          }
        }
        breaks.push(Float64Array.of(window.breaks[e + 1]!), 0, 1);
      }
    },
    build: () => ({
      breaks: breaks.finish(),
      nodes: Float64Array.of(0, ...method.nodes),
      stateSize,
      values: values.finish(),
      memory: layout.terms.map(({ name, size, blocks }, index) => ({
        name,
        size,
        blocks: blocks.map(({ order, A, b, c }) => ({ order, A: A.slice(), b: b.slice(), c: c.slice() })),
        states: parts[index]!.states.finish(),
        signal: parts[index]!.signal.finish(),
      })),
    }),
  };
}
