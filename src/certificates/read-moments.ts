import { createDenseSampler, type Trajectory } from "../trajectory/index.js";

/** Reads θ and the memories of a trajectory at any of its times. */
export interface TrajectoryReader {
  /** The last moment that can be read, unit time. */
  readonly end: number;
  readonly hasM: boolean;
  /** Components of v; null without one. */
  readonly width: number | null;
  theta(time: number, out: Float64Array): void;
  m(time: number, out: Float64Array): void;
  v(time: number, out: Float64Array): void;
}

/** A reader by dense output where there is one, else linear between rows. */
export function createReader(trajectory: Trajectory): TrajectoryReader {
  const { dense } = trajectory;
  if (!dense || dense.breaks.length < 2) return createRowReader(trajectory);
  const sampler = createDenseSampler(dense);
  const [m, v] = ["m", "v"].map((name) => dense.memory.findIndex((memory) => memory.name === name)) as [number, number];
  const state = new Float64Array(dense.stateSize);
  return {
    end: sampler.end,
    hasM: m >= 0,
    width: v < 0 ? null : dense.memory[v]!.size,
    theta(time, out) {
      sampler.state(time, state);
      for (let i = 0; i < out.length; i++) out[i] = state[i]!;
    },
    m: (time, out) => sampler.memory(m, time, out),
    v: (time, out) => sampler.memory(v, time, out),
  };
}

function createRowReader({ times, theta, m, v }: Trajectory): TrajectoryReader {
  const rows = times.length;
  let left = 0;
  const interpolate = (data: Float64Array) => (time: number, out: Float64Array) => {
    // readings mostly go forward in time
    if (!(times[left]! <= time)) left = 0;
    while (left + 2 < rows && times[left + 1]! <= time) left++;
    const right = Math.min(left + 1, rows - 1);
    const length = times[right]! - times[left]!;
    // a moment that is a row up to rounding is that row
    const share = length > 0 ? (time - times[left]!) / length : 0;
    const fraction = Math.abs(share - Math.round(share)) < 1e-6 ? Math.round(share) : share;
    const width = out.length;
    for (let i = 0; i < width; i++) {
      const [a, b] = [data[left * width + i]!, data[right * width + i]!];
      out[i] = fraction === 0 ? a : fraction === 1 ? b : a + (b - a) * fraction;
    }
  };
  return {
    end: rows === 0 ? 0 : times[rows - 1]!,
    hasM: m !== undefined,
    width: v === undefined || rows === 0 ? null : v.length / rows,
    theta: interpolate(theta),
    m: interpolate(m ?? theta),
    v: interpolate(v ?? theta),
  };
}
