import type { Alarm } from "./anatomy.js";

/**
 * How often a curvature was above the threshold, and what came of it, in words.
 *
 * @example
 * describeAlarms([{ from: 10, to: 20, excess: 1.5, outcome: "spike" }]); // "once: 1 with a spike, 0 without"
 */
export function describeAlarms(alarms: readonly Alarm[]): string {
  const count = (outcome: Alarm["outcome"]): number => alarms.filter((alarm) => alarm.outcome === outcome).length;
  const [hits, misses, open] = [count("spike"), count("none"), count("open")];
  const words = `${alarms.length === 1 ? "once" : `${alarms.length} times`}: ${hits} with a spike, ${misses} without`;
  return alarms.length === 0 ? "never" : `${words}${open > 0 ? `, ${open} when the run ends` : ""}`;
}
