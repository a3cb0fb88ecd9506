import type { Method } from "../certificates/index.js";
import type { Objective } from "../objectives/index.js";
import { selectRows } from "../trajectory/select-rows.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { RoadEntry, RoadRun, RoadSettings } from "./road.js";

/** The run of a method that certificates are about. */
export interface OwnRunOptions extends Omit<RoadRun, "times"> {
  readonly road: RoadEntry;
  readonly method: Method;
  readonly settings: RoadSettings & { readonly lr: number };
}

/** More rows than this are not looked at. */
const MOST_ROWS = 20_000;

/**
 * Runs a method for its certificates: rows up to the end, and beyond it as much as memories are read ahead of them.
 *
 * @throws {RangeError} if an algorithm makes no step.
 */
export function runOwn(objective: Objective, { road, method, settings, ...run }: OwnRunOptions): Trajectory {
  const { lr, step = lr } = settings;
  const { advance } = method;
  const until = road.discrete ? lr * Math.floor(run.until / lr + 1e-9) : run.until;
  if (!(until > 0)) throw new RangeError(`Cannot certify as until must be at least lr: current value is ${run.until}`);
  const spacing = road.discrete ? lr : step * Math.max(1, Math.ceil(until / step / MOST_ROWS));
  // memories are read up to advance beyond the end, between rows where there is no dense output
  const count = Math.floor((until + advance) / spacing + 1e-9);
  const regular = Array.from({ length: count + 1 }, (_, k) => Math.min(k * spacing, until + advance));
  const trajectory = road.run(objective, settings, {
    ...run,
    // a memory at t + lr is also looked at over [t, t + lr]
    until: until + (road.discrete ? 1 : 2) * advance,
    times: Float64Array.from(new Set([...regular, until, until + advance])),
  });
  // a dense solution is read beyond its rows, others need theirs
  if (!trajectory.dense) return trajectory;
  const rows = Array.from(trajectory.times.keys()).filter((row) => trajectory.times[row]! <= until);
  return selectRows(trajectory, rows);
}
