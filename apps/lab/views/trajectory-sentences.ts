import { supNorm } from "../../../src/numeric/vector.js";
import type { MadeRun, RoadRun, TrajectoryOutput } from "../jobs/trajectory-job.js";
import type { ChartKey, RoadKey } from "../state/lab-state.js";
import { chartNames, type DrawnComponents, type TrajectoryPanel } from "./trajectory-panels.js";
import { hasLeft, madeRuns } from "./trajectory-range.js";
import { roadNames } from "./trajectory-roads.js";

/** The moment at which a run ended before its time, in steps. */
export interface RunEnd {
  readonly road: RoadKey;
  readonly step: number;
  readonly time: number;
  /** A few words for a figure. */
  readonly words: string;
  /** The sentence. */
  readonly sentence: string;
}

/** Where runs ended early, and why. */
export function runEnds(output: TrajectoryOutput): readonly RunEnd[] {
  return madeRuns(output).flatMap((run) => endOf(run, output));
}

function endOf({ road, trajectory }: MadeRun, { run }: TrajectoryOutput): RunEnd[] {
  const { status, event, times } = trajectory;
  if (status === "completed") return [];
  const time = event?.time ?? times.at(-1) ?? 0;
  const step = time / run.lr;
  const name = roadNames[road].short;
  const at = road === "discrete" ? `step ${Math.round(step)}` : `step ${Number(step.toPrecision(4))}`;
  const size = event === undefined ? "" : Number(event.size.toPrecision(3));
  const why = event === undefined ? "" : `: ${event.kind}`;
  if (status === "diverged") {
    // a loss that is no number at a moderate θ is the end of its domain
    const isOutside = event !== undefined && event.size < 1e6 && event.kind.startsWith("non-finite");
    if (isOutside) {
      const sentence = `The ${longName(road)} ends at ${at}${why}, where |θ| is ${size}: f or its gradient is no number there.`;
      return [{ road, step, time, words: `${name} ends`, sentence }];
    }
    const sentence = `The ${longName(road)} diverged at ${at}${why}${event === undefined ? "" : `, where |θ| has reached ${size}`}.`;
    return [{ road, step, time, words: `${name} diverged`, sentence }];
  }
  const sentence = `The ${longName(road)} could not be solved to its tolerance beyond ${at}${why}${event === undefined ? "" : ` (${size})`}; what is drawn is as far as it goes.`;
  return [{ road, step, time, words: `${name} ${status.replace("-", " ")}`, sentence }];
}

/** Runs that grow without bound, but have not come to the end of numbers. */
export function growing(output: TrajectoryOutput): readonly string[] {
  return madeRuns(output)
    .filter((run) => run.trajectory.status === "completed" && hasLeft(run))
    .map(({ road, trajectory: { theta, dimension } }) => {
      const size = supNorm(theta.subarray(theta.length - dimension));
      return `The ${longName(road)} grows without bound: |θ| is ${Number(size.toPrecision(3))} at its last step.`;
    });
}

/** Runs that never move, and those that came to rest: what is drawn of them from there on is a straight line. */
export function resting(output: TrajectoryOutput): readonly string[] {
  return madeRuns(output).flatMap(({ road, trajectory: { status, event, theta, dimension } }) => {
    if (theta.length > dimension && theta.every((value, k) => value === theta[k % dimension])) {
      return [`The ${longName(road)} does not move: f has no slope at θ₀.`];
    }
    if (status !== "completed" || event === undefined) return [];
    const step = Number((event.time / output.run.lr).toPrecision(4));
    return [
      `The ${longName(road)} is at rest from step ${step} on: what still moves is below the rounding of its numbers.`,
    ];
  });
}

/** Why roads are not drawn. */
export function refusals({ runs }: { readonly runs: readonly RoadRun[] }): readonly string[] {
  return runs.flatMap((run) =>
    "refusal" in run ? [`No ${longName(run.road)}: ${run.refusal}.`.replace(/\.\.$/, ".")] : [],
  );
}

interface LeftOutInput {
  readonly charts: readonly ChartKey[];
  readonly panels: readonly TrajectoryPanel[];
  readonly drawn: DrawnComponents;
}

/** What charts were asked for that no run has numbers for, and what of many parameters is not drawn. */
export function leftOut(output: TrajectoryOutput, { charts, panels, drawn }: LeftOutInput): readonly string[] {
  const { dimension, run } = output;
  const missing = charts.filter(
    (key) => key !== "picture" && key !== "phase" && !panels.some((panel) => panel.key === key),
  );
  const titles = missing.map((key) => chartNames[key].title);
  const sentences: string[] = [];
  const isAlone = madeRuns(output).length < 2 || !output.runs.some(({ road }) => road === "discrete");
  const unknown =
    missing.includes("error") && isAlone ? titles.filter((title) => title !== chartNames.error.title) : titles;
  // where there is no run at all, that is said already
  if (unknown.length > 0 && madeRuns(output).length > 0)
    sentences.push(`${run.optimizer} has no ${unknown.join(", no ")}.`);
  if (charts.includes("picture") && dimension > 2) {
    sentences.push(`f has ${dimension} parameters: its landscape can be drawn of one or two.`);
  }
  const { names } = drawn;
  if (names.length < dimension) sentences.push(`Drawn of ${dimension} parameters: ${names.join(", ")}.`);
  return sentences;
}

function longName(road: RoadKey): string {
  switch (road) {
    case "discrete":
      return "algorithm";
    case "nonlocal":
      return "equation with memory read at t + α";
    case "unshifted":
      return "equation with memory read at t";
    case "inertial":
      return "equation with inertia";
    case "flow":
      return "flow without memory";
  }
}
