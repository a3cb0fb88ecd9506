/** One curve of a picture, as data: layers above draw it. */
export interface LagrangianCurve {
  readonly label: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
}
