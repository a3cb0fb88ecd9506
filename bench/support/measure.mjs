// Repeated timing of one piece of work, with a sink that keeps its results alive.

let sunk = 0;

/** Takes a number that the work produced, so that no compiler may leave the work out. */
export function sink(value) {
  sunk += value;
}

/** What the sink holds; a benchmark that computed nonsense leaves NaN here. */
export function sinkLevel() {
  return sunk;
}

/** Seconds of one call. */
export function time(work) {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** Calls `work` unmeasured `warmUp` times, then `repetitions` times; returns the spread of its seconds. */
export function repeat(work, { warmUp, repetitions }) {
  for (let k = 0; k < warmUp; k++) work();
  return spread(Array.from({ length: repetitions }, () => time(work)));
}

/** Minimum, median and maximum of some figures, and how many there are. */
export function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const count = sorted.length;
  const middle = count >> 1;
  const median = count % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { minimum: sorted[0], median, maximum: sorted[count - 1], count };
}
