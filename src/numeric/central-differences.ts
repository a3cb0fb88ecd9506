/** Width of differences relative to 1 + |x|: the cube root of rounding. */
const WIDTH = 6e-6;

/** Sizes of a function that is differentiated. */
export interface DifferencesOptions {
  /** How many numbers it has as results. */
  readonly rows: number;
  /** How many numbers it depends on. */
  readonly columns: number;
}

/**
 * Creates the derivative of a function by central differences, `(F(x + hⱼeⱼ) − F(x − hⱼeⱼ))/2hⱼ` with hⱼ = 6e-6 (1 + |xⱼ|),
 * relative error about 1e-10 where F changes over lengths of 1.
 *
 * @param evaluate writes F(x), length `rows`, into `out`; x is a buffer of length `columns` that is used again.
 * @returns writes the derivative at x, row-major `rows × columns`, into `out`; x is not changed.
 * @example
 * const derivative = centralDifferences(([x, y], out) => out.set([x * y]), { rows: 1, columns: 2 });
 * const out = new Float64Array(2);
 * derivative(Float64Array.of(3, 2), out); // out = [2, 3], within 1e-9
 */
export function centralDifferences(
  evaluate: (x: Float64Array, out: Float64Array) => void,
  { rows, columns }: DifferencesOptions,
): (x: Float64Array, out: Float64Array) => void {
  const moved = new Float64Array(columns);
  const [above, below] = [new Float64Array(rows), new Float64Array(rows)];
  return (x, out) => {
    for (let j = 0; j < columns; j++) moved[j] = x[j]!;
    for (let j = 0; j < columns; j++) {
      const step = WIDTH * (1 + Math.abs(x[j]!));
      const [right, left] = [x[j]! + step, x[j]! - step];
      moved[j] = right;
      evaluate(moved, above);
      moved[j] = left;
      evaluate(moved, below);
      moved[j] = x[j]!;
      // the two as they were rounded
      for (let i = 0; i < rows; i++) out[i * columns + j] = (above[i]! - below[i]!) / (right - left);
    }
  };
}
