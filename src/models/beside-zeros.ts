/** What a derivative is taken of: how many rows it has, and by how many leading components of the state. */
export interface BesideZerosOptions {
  readonly rows: number;
  readonly columns: number;
}

/** A derivative by the leading components of a state, set beside columns of zeros for all others, which it does not depend on. */
export function besideZeros(
  derivative: (x: Float64Array, out: Float64Array) => void,
  { rows, columns }: BesideZerosOptions,
): (y: Float64Array, out: Float64Array) => void {
  const [x, narrow] = [new Float64Array(columns), new Float64Array(rows * columns)];
  return (y, out) => {
    // a copy: functions of users see as many parameters as they have, and a view would have to be made anew at each call
    for (let j = 0; j < columns; j++) x[j] = y[j]!;
    derivative(x, narrow);
    const width = out.length / rows;
    out.fill(0);
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[i * width + j] = narrow[i * columns + j]!;
  };
}
