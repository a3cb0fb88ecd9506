import type { TrajectoryEvent, TrajectoryStatus } from "../../src/trajectory/trajectory.js";
import { formatNumber } from "./table.js";

/** What happened to a run, in words; the size of an event is that of θ only where it diverged. */
export function describeEvent({ kind, time, size }: TrajectoryEvent, status: TrajectoryStatus): string {
  const grown = status === "diverged" ? `, |θ| up to ${formatNumber(size)}` : "";
  return `${kind} at t = ${formatNumber(time)}${grown}`;
}
