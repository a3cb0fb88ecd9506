import { gaussLegendre, type LagrangeBasis, lagrangeBasis, zeros } from "../numeric/index.js";

/** A piecewise grid on [0, T]: the same Gauss nodes in each element, none of them at an end. */
export interface PathGrid {
  /** Learning rate α of the friction weight e^(2t/α), unit time. */
  readonly lr: number;
  /** T, unit time. */
  readonly until: number;
  /** Ends of the elements, ascending from 0 to T. */
  readonly breaks: Float64Array;
  /** Gauss–Legendre nodes on [0, 1]. */
  readonly nodes: Float64Array;
  /** All nodes, ascending, unit time: elements × nodes. */
  readonly times: Float64Array;
  /** Quadrature weights of all nodes, unit time; they sum to T. */
  readonly weights: Float64Array;
}

/** Options of {@link createPathGrid}. */
export interface PathGridOptions {
  /** Learning rate α; finite and > 0. */
  readonly lr: number;
  /** T, unit time; finite and > 0. */
  readonly until: number;
  /** Nodes in each element, an integer from 2 to 16. Default 8. */
  readonly nodes?: number;
  /** Elements for each α, an integer ≥ 1. Default 1. */
  readonly perRate?: number;
  /** How often the first element is halved towards t = 0, an integer from 0 to 16. Default 0. */
  readonly levels?: number;
}

/** Most halvings of a graded first element: what is left of it is 1.5e-5 of α. */
export const MOST_LEVELS = 16;

/**
 * A grid with breaks at all multiples of α/perRate from both ends.
 *
 * A memory that is read one α ahead, and a path that ends, leave kinks at just these moments.
 *
 * @throws {RangeError} if an option is out of its range.
 */
export function createPathGrid(options: PathGridOptions): PathGrid {
  const { lr, until, nodes: count = 8, perRate = 1, levels = 0 } = options;
  checkGrid({ lr, until, nodes: count, perRate, levels });
  const breaks = createBreaks(until, lr / perRate, levels);
  const rule = gaussLegendre(count);
  const total = (breaks.length - 1) * count;
  const [times, weights] = [zeros(total), zeros(total)];
  for (let k = 0; k < total; k++) {
    const e = Math.floor(k / count);
    const length = breaks[e + 1]! - breaks[e]!;
    times[k] = breaks[e]! + rule.nodes[k % count]! * length;
    weights[k] = rule.weights[k % count]! * length;
  }
  return { lr, until, breaks, nodes: rule.nodes, times, weights };
}

function createBreaks(until: number, step: number, levels: number): Float64Array {
  const all = [0, until];
  // the grids from both ends are one where T is a multiple of the step
  for (let k = 1; k * step < until; k++) all.push(k * step, until - k * step);
  const first = Math.min(step, until);
  for (let level = 1; level <= levels; level++) all.push(first * 0.5 ** level);
  all.sort((a, b) => a - b);
  const closest = 1e-8 * step;
  const breaks = [0];
  for (const time of all) if (time - breaks.at(-1)! > closest) breaks.push(time);
  breaks[breaks.length - 1] = until;
  return Float64Array.from(breaks);
}

function checkGrid({ lr, until, nodes, perRate, levels }: Required<PathGridOptions>): void {
  const refuse = (name: string, condition: string, value: number) => {
    throw new RangeError(`Cannot make a path as ${name} must be ${condition}: current value is ${value}`);
  };
  if (!(lr > 0 && lr < Infinity)) refuse("lr", "finite and > 0", lr);
  if (!(until > 0 && until <= 1000 * lr)) refuse("until", "> 0 and at most 1000 lr", until);
  if (!(Number.isInteger(nodes) && nodes >= 2 && nodes <= 16)) refuse("nodes", "an integer from 2 to 16", nodes);
  if (!(Number.isInteger(perRate) && perRate >= 1)) refuse("perRate", "an integer >= 1", perRate);
  if (!(Number.isInteger(levels) && levels >= 0 && levels <= MOST_LEVELS)) {
    refuse("levels", `an integer from 0 to ${MOST_LEVELS}`, levels);
  }
}

/** An integral over the grid's piecewise polynomials: `∫_from^to weight(s) ℓ_m(s) ds`. */
export interface GridIntegral {
  readonly from: number;
  readonly to: number;
  weight(s: number): number;
}

/**
 * Adds the weights of the nodes in an integral to `row`, one entry for each node of the grid.
 *
 * Exact for piecewise polynomials to rounding while the weight turns by no more than e^±4 over an element.
 */
export function addIntegral(grid: PathGrid, { from, to, weight }: GridIntegral, row: Float64Array): void {
  const { breaks, nodes } = grid;
  const basis = basisOf(grid);
  const rule = gaussLegendre(nodes.length + 8);
  const values = zeros(nodes.length);
  for (let e = 0; e + 1 < breaks.length; e++) {
    const [left, right] = [Math.max(from, breaks[e]!), Math.min(to, breaks[e + 1]!)];
    if (!(right > left)) continue;
    for (let g = 0; g < rule.nodes.length; g++) {
      const s = left + rule.nodes[g]! * (right - left);
      basis.evaluate((s - breaks[e]!) / (breaks[e + 1]! - breaks[e]!), values);
      const factor = rule.weights[g]! * (right - left) * weight(s);
      for (let k = 0; k < nodes.length; k++) row[e * nodes.length + k]! += factor * values[k]!;
    }
  }
}

const bases = new WeakMap<Float64Array, LagrangeBasis>();

function basisOf({ nodes }: PathGrid): LagrangeBasis {
  const known = bases.get(nodes) ?? lagrangeBasis(nodes);
  bases.set(nodes, known);
  return known;
}
