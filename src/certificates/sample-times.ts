import type { Trajectory } from "../trajectory/index.js";

/** More moments than this say nothing new. */
const MOST = 10_000;
/** Fewer than this make a coarse picture. */
const FEWEST = 1200;
/** Parts of an element at most: it is one polynomial. */
const MOST_PARTS = 24;
/** Numbers in an array of vectors. */
const MOST_NUMBERS = 4_000_000;

/**
 * Moments at which a trajectory is looked at, increasing, up to `last`: equal parts of the elements of its dense output,
 * else its rows. `width` is the number of parameters; `startsRough` says that the solution is not smooth at its start.
 */
export function sampleTimes(
  { times, dense }: Trajectory,
  { last, width, startsRough }: { readonly last: number; readonly width: number; readonly startsRough: boolean },
): Float64Array {
  const most = Math.max(16, Math.min(MOST, Math.floor(MOST_NUMBERS / width)));
  // what was asked for ends at the last row; the elements of a run that goes on beyond it are not part of it
  const end = Math.min(
    last * (1 + 1e-12),
    times.reduce((most, time) => Math.max(most, time), 0),
  );
  const isKept = (time: number) => time <= end;
  if (!dense || dense.breaks.length < 2) return thinned(Float64Array.from(new Set(times)).sort().filter(isKept), most);
  const elements = dense.breaks.length - 1;
  const parts = Math.max(1, Math.min(MOST_PARTS, Math.ceil(FEWEST / elements)));
  const inner = new Float64Array(elements * parts + 1);
  for (let e = 0; e < elements; e++) {
    const [a, b] = [dense.breaks[e]!, dense.breaks[e + 1]!];
    // in the first element a memory read at t starts like √t: only its ends are known as well as the rest
    const isRough = e === 0 && startsRough && dense.memory.length > 0;
    for (let j = 0; j < parts; j++) inner[e * parts + j] = isRough ? a : a + ((b - a) * j) / parts;
  }
  inner[elements * parts] = dense.breaks[elements]!;
  const kept = thinned(Float64Array.from(new Set(inner)).filter(isKept), most - 1);
  return kept[kept.length - 1]! < end ? Float64Array.of(...kept, end) : kept;
}

/** Every so many-th moment, the first and the last among them. */
function thinned(times: Float64Array, most: number): Float64Array {
  if (times.length <= most) return times;
  const stride = (times.length - 1) / (most - 1);
  return Float64Array.from({ length: most }, (_, k) => times[Math.round(k * stride)]!);
}
