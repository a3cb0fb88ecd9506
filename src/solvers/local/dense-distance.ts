import { createDenseSampler, type DenseOutput } from "../../trajectory/index.js";

/** How far two solutions are apart, and where. */
export interface DenseDistance {
  readonly error: number;
  readonly at: number;
}

/**
 * sup |Δy|/(1 + |y|) of two dense solutions over components [from, to), at the nodes of the second's elements and between
 * them, as far as both reach.
 */
export function denseDistance(
  first: DenseOutput,
  second: DenseOutput,
  [from, to]: readonly [number, number],
): DenseDistance {
  if (first.breaks.length < 2 || second.breaks.length < 2) return { error: Number.NaN, at: 0 };
  const [one, other] = [createDenseSampler(first), createDenseSampler(second)];
  const end = Math.min(one.end, other.end);
  const [a, b] = [new Float64Array(first.stateSize), new Float64Array(second.stateSize)];
  const { breaks, nodes } = second;
  let [error, at] = [0, 0];
  const compare = (time: number): void => {
    one.state(time, a);
    other.state(time, b);
    for (let i = from; i < to; i++) {
      const difference = Math.abs(a[i]! - b[i]!) / (1 + Math.abs(b[i]!));
      if (!(difference <= error)) [error, at] = [difference, time];
    }
  };
  for (let e = 0; e + 1 < breaks.length; e++) {
    const length = breaks[e + 1]! - breaks[e]!;
    for (let k = 1; k < nodes.length; k++) {
      for (const x of [(nodes[k - 1]! + nodes[k]!) / 2, nodes[k]!]) {
        const time = x === 1 ? breaks[e + 1]! : breaks[e]! + x * length;
        if (time > end) return { error, at };
        compare(time);
      }
    }
  }
  return { error, at };
}
