import { scalarBoundary, scalarBoundaryOfRates, scalarRegion, scalarRegionOfRates } from "./scalar-region.js";

/** δ of the scalar Lyapunov condition on a grid over one plane, with the lines in it. */
export interface RegionGrid {
  /** Range of both axes. */
  readonly domain: readonly [low: number, high: number];
  /** Centres of the columns and of the rows, ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Row-major, a row for each y. */
  readonly delta: Float64Array;
  /** The y of each line above x; NaN where it has none. */
  readonly lines: {
    /** δ = 0, found by bisection. */
    readonly boundary: Float64Array;
    /** β1² = β2. */
    readonly square: Float64Array;
    /** β1 = β2, that is a = b. */
    readonly equal: Float64Array;
  };
  /** Adam's usual factors (0.9, 0.999). */
  readonly usual: { readonly x: number; readonly y: number };
}

/** The region of the scalar Lyapunov condition in both planes. */
export interface RegionGrids {
  /** Over (β1, β2), linear axes from 0 to 1. */
  readonly factors: RegionGrid;
  /** Over (b, a) = (1 − β1, 1 − β2)/lr, logarithmic axes from 1e-4/lr to 1/lr. */
  readonly rates: RegionGrid;
  readonly lr: number;
}

export interface RegionGridsOptions {
  /** Columns, and rows, of each grid; a positive integer; default 512. */
  readonly size?: number;
  /** Learning rate of the plane of rates, finite and > 0; default 1e-3. */
  readonly lr?: number;
}

const usual = { beta1: 0.9, beta2: 0.999 };
/** The logarithmic axes reach down to this 1 − β. */
const smallestRate = 1e-4;

/**
 * All numbers of the picture of the scalar Lyapunov condition: δ and its boundary over the momentum factors and over the
 * forgetting rates.
 *
 * @throws {RangeError} if the size is not a positive integer, or lr not a finite number > 0.
 * @see arXiv 2411.09734, Definition 3; arXiv 2009.06125, Figure 8, for the plane of rates.
 * @example
 * const { factors } = scalarRegionGrids({ size: 2 });
 * factors.delta; // [0.75, 0.25, 0.85402573, 0.75]
 */
export function scalarRegionGrids({ size = 512, lr = 1e-3 }: RegionGridsOptions = {}): RegionGrids {
  if (!(Number.isSafeInteger(size) && size > 0)) {
    throw new RangeError(
      `Cannot map the scalar Lyapunov condition as size must be a positive integer: current value is ${size}`,
    );
  }
  return { factors: gridOfFactors(size), rates: gridOfRates(size, lr), lr };
}

function gridOfFactors(size: number): RegionGrid {
  const x = centres(size, (share) => share);
  return {
    domain: [0, 1],
    x,
    y: x,
    delta: scalarRegion({ beta1: x, beta2: x }),
    lines: { boundary: scalarBoundary({ beta1: x }), square: x.map((beta1) => beta1 ** 2), equal: x },
    usual: { x: usual.beta1, y: usual.beta2 },
  };
}

function gridOfRates(size: number, lr: number): RegionGrid {
  const x = centres(size, (share) => smallestRate ** (1 - share) / lr);
  // β1² = β2 is a = b (1 + β1)
  const square = x.map((rate) => rate * (2 - rate * lr));
  return {
    domain: [smallestRate / lr, 1 / lr],
    x,
    y: x,
    delta: scalarRegionOfRates({ rate1: x, rate2: x, lr }),
    lines: { boundary: scalarBoundaryOfRates({ rate1: x, lr }), square, equal: x },
    usual: { x: (1 - usual.beta1) / lr, y: (1 - usual.beta2) / lr },
  };
}

function centres(size: number, at: (share: number) => number): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => at((k + 0.5) / size));
}
