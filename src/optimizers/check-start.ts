/** Where a run starts and how long it is, to be checked. */
interface RunStart {
  readonly theta0: ArrayLike<number>;
  readonly steps: number;
}

/**
 * The start as a buffer of its own.
 *
 * @throws {RangeError} if `theta0` is no point of `dimension` finite numbers or `steps` is no integer ≥ 0.
 */
export function checkedStart(dimension: number, { theta0, steps }: RunStart): Float64Array {
  if (!(theta0.length === dimension)) {
    throw new RangeError(
      `Cannot run the optimizer as the length of theta0 must be the objective's dimension ${dimension}: current value is ${theta0.length}`,
    );
  }
  const theta = Float64Array.from(theta0);
  const index = theta.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) {
    throw new RangeError(
      `Cannot run the optimizer as theta0[${index}] must be a finite number: current value is ${theta0[index]}`,
    );
  }
  if (!(Number.isSafeInteger(steps) && steps >= 0)) {
    throw new RangeError(`Cannot run the optimizer as steps must be an integer ≥ 0: current value is ${steps}`);
  }
  return theta;
}
