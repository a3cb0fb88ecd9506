/** Throws unless `condition` holds, with the sentence that every objective uses for a bad parameter. */
export function checkParameter(
  condition: boolean,
  objective: string,
  name: string,
  must: string,
  value: unknown,
): void {
  if (!condition) {
    throw new RangeError(
      `Cannot create the objective ${objective} as ${name} must be ${must}: current value is ${String(value)}`,
    );
  }
}

/** Largest number of parameters that a named objective takes. */
const MAXIMUM_DIMENSION = 1_000_000;

/** Throws unless `n` is a usable number of parameters. */
export function checkDimension(objective: string, n: number, minimum = 1, maximum = MAXIMUM_DIMENSION): void {
  checkParameter(
    Number.isInteger(n) && n >= minimum && n <= maximum,
    objective,
    "n",
    `a whole number from ${minimum} to ${maximum}`,
    n,
  );
}
