// What several benchmarks share: the output grid of a figure, and distances between trajectories.

/** t_k = k·lr up to `until`, the steps of the discrete algorithm. */
export function stepTimes(lr, until) {
  const steps = Math.round(until / lr);
  const times = Float64Array.from({ length: steps + 1 }, (_, k) => k * lr);
  times[steps] = until;
  return times;
}

/** sup |a − b| over all entries. */
export function supDifference(a, b) {
  return a.reduce((sup, value, k) => Math.max(sup, Math.abs(value - b[k])), 0);
}

/** sup |a − b|/(1 + |b|) over all entries. */
export function supScaled(a, b) {
  return a.reduce((sup, value, k) => Math.max(sup, Math.abs(value - b[k]) / (1 + Math.abs(b[k]))), 0);
}

/** sup |a − b|/|b| over all entries; where b = 0, a must be 0 too. */
export function supRelative(a, b) {
  return a.reduce((sup, value, k) => {
    const difference = Math.abs(value - b[k]);
    return Math.max(sup, difference === 0 ? 0 : difference / Math.abs(b[k]));
  }, 0);
}
