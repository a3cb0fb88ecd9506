import type { numpy as np } from "@jax-js/jax";
import { type DenseNetwork, networkLayout, type PointValues } from "../../src/networks/index.js";
import { dense } from "./dense.js";
import { type Field, fieldOf, type Needs } from "./laplacian.js";
import { squareLoss } from "./loss.js";
import type { DataBlock, Program } from "./program.js";

/** Where an equation is to hold, and what it says. */
export interface GalerkinOptions {
  /** Points inside, `count × d`, row-major. */
  readonly points: Float32Array;
  /** Numbers that the residual needs at these points, such as a source; the first axis counts the points. */
  readonly data: readonly DataBlock[];
  /** Points of the boundary, with the values of u there. */
  readonly boundary: PointValues;
  /** Points for the test error, with the solution there; null: no test. */
  readonly test: PointValues | null;
  /** Derivatives that the residual reads: the others are null. */
  readonly needs: Needs;
  /** By how much u misses the equation, [n, 1]. It may depend on u and its derivatives in any way, and owns its arguments. */
  residual(field: Field, data: np.Array[]): np.Array;
}

/**
 * The Deep Galerkin method: a dense network u is to satisfy an equation inside and to take given values on the boundary.
 *
 * `loss = 1/n Σ residual(x_i)² + 1/m Σ (u(y_j) − value(y_j))²`
 *
 * x_i are the points inside, y_j those of the boundary. It cannot be split into batches. "test error" is the mean square of
 * u − solution at the points of the test.
 *
 * @throws {RangeError} if the points do not have as many coordinates as the network has inputs, or the network more than one output.
 * @see Sirignano and Spiliopoulos, arXiv 1708.07469, section 2; arXiv 2009.06125, eq. 13.
 */
export function galerkinProgram(network: DenseNetwork, options: GalerkinOptions): Program {
  const { points, data, boundary, test, needs, residual } = options;
  const { activation, widths } = network;
  const { blocks } = networkLayout(network);
  if (widths.at(-1) !== 1) throw wrong("widths of the network", "end with 1", widths.join("-"));
  const onBoundary = boundaryDefect(activation);
  return {
    parameters: blocks.map(({ shape }) => shape),
    data: [pointBlock(points, widths[0]!), ...data, ...valueBlocks(boundary, widths[0]!)],
    samples: null,
    loss(parameters, arrays) {
      const [inside, ...rest] = arrays;
      const [border, values] = rest.splice(data.length);
      const field = fieldOf(share(parameters), inside!, { activation, needs });
      const defect = residual(field, rest);
      return defect.ref
        .mul(defect)
        .mean()
        .add(onBoundary(parameters, [border!, values!]));
    },
    measures:
      test === null
        ? []
        : [{ name: "test error", data: valueBlocks(test, widths[0]!), value: boundaryDefect(activation) }],
  };
}

/** Mean square of u − value at given points. */
function boundaryDefect(activation: DenseNetwork["activation"]) {
  return (parameters: np.Array[], [points, values]: np.Array[]): np.Array =>
    squareLoss(dense(parameters, points!, activation), values!);
}

function share(blocks: readonly np.Array[]): np.Array[] {
  return blocks.map((block) => block.ref);
}

function valueBlocks({ points, values }: PointValues, dimension: number): DataBlock[] {
  const block = pointBlock(points, dimension);
  if (block.shape[0] !== values.length) throw wrong("numbers of points and values", "equal", values.length);
  return [block, { shape: [values.length, 1], values }];
}

function pointBlock(points: Float32Array, dimension: number): DataBlock {
  const count = points.length / dimension;
  const isWhole = Number.isInteger(count) && count >= 1;
  if (!isWhole) throw wrong("coordinates of the points", `one or more times ${dimension}, the inputs`, points.length);
  return { shape: [count, dimension], values: points };
}

function wrong(name: string, must: string, value: string | number): RangeError {
  return new RangeError(`Cannot set up a Galerkin loss as ${name} must be ${must}: current value is ${value}`);
}
