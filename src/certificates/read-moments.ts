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

interface MomentReader {
  readonly width: number;
  read(time: number, out: Float64Array): void;
}

/** A reader by dense output where there is one, else linear between rows. */
export function createReader(trajectory: Trajectory): TrajectoryReader {
  const { dense } = trajectory;
  if (!dense || dense.breaks.length < 2) return createRowReader(trajectory);
  const sampler = createDenseSampler(dense);
  const state = new Float64Array(dense.stateSize);
  /** A flow has its moments in its state, other models have them as memories; null for neither. */
  const createMomentReader = (name: string): MomentReader | null => {
    const range = dense.components?.[name];
    if (range) return { width: range[1] - range[0], read: (time, out) => readState(time, range[0], out) };
    const index = dense.memory.findIndex((memory) => memory.name === name);
    if (index < 0) return null;
    return { width: dense.memory[index]!.size, read: (time, out) => sampler.memory(index, time, out) };
  };
  const readState = (time: number, from: number, out: Float64Array): void => {
    sampler.state(time, state);
    for (let i = 0; i < out.length; i++) out[i] = state[from + i]!;
  };
  const [m, v] = [createMomentReader("m"), createMomentReader("v")];
  return {
    end: sampler.end,
    hasM: m !== null,
    width: v === null ? null : v.width,
    theta: (time, out) => readState(time, 0, out),
    m: (time, out) => m!.read(time, out),
    v: (time, out) => v!.read(time, out),
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
