// Problems with exact solutions: the error of a solution, in the measure that the tolerance bounds.

/** sup |Δy| relative to max(1, sup |y|), at 1001 points of [start, reached] or at points of one's own. */
export function errorOf({ exact, problem }, solution, points = equalPoints(problem.start, solution.reached)) {
  let error = 0;
  let size = 1;
  for (const x of points) {
    const found = partsOf(solution.at(x));
    partsOf(exact(x)).forEach((part, i) => {
      const difference = Math.abs(part - found[i]);
      // a solution that is not a number has no error that passes
      error = difference <= error ? error : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
      size = Math.max(size, Math.abs(part));
    });
  }
  return error / size;
}

function equalPoints(start, end) {
  return Float64Array.from({ length: 1001 }, (_, k) => (k === 1000 ? end : start + (k * (end - start)) / 1000));
}

/** One number that depends on a solution, for the sink. */
export function trace({ y }) {
  return partsOf(y[y.length - 1])[0];
}

/** The real numbers that a value is made of. */
function partsOf(value) {
  if (typeof value === "number") return [value];
  return "re" in value ? [value.re, value.im] : Array.from(value).flatMap(partsOf);
}

/** The entry of a name. */
export function find(entries, name) {
  const entry = entries.find((one) => one.name === name);
  if (!entry) throw new Error(`Cannot measure a problem as its name must be in the registry: current value is ${name}`);
  return entry;
}
