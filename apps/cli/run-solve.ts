import { findRoad, type RoadEntry } from "../../src/experiments/index.js";
import { negativeMoment } from "../../src/trajectory/negative-moment.js";
import { selectRows } from "../../src/trajectory/select-rows.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import type { JobHooks, JobOutcome, SolveJob, SolveResult } from "./job.js";
import { loadProblem } from "./load-problem.js";
import { createEvenGrid, createTimeGrid, type TimeGrid } from "./time-grid.js";
import { usageError } from "./values.js";

/** Solves one problem on one road. */
export async function runSolve(job: SolveJob, hooks: JobHooks): Promise<JobOutcome<SolveResult>> {
  const { problem } = job;
  const road = findRoad(job.model);
  const lr = learningRateOf(job, road);
  const { objective, theta0, settings, resolved } = await loadProblem(problem, { roads: [road], lr, hooks });
  const grid = lr === undefined ? createEvenGrid(job) : createTimeGrid({ ...job, lr, discrete: road.discrete });
  checkStart(job, settings.start);
  const times = job.at === undefined ? grid.times : Float64Array.from(new Set(job.at)).sort();
  const begin = performance.now();
  const found = road.run(
    objective,
    { ...settings, ...(lr !== undefined && { lr }) },
    {
      theta0,
      // a continuous run needs an interval even if only its start is asked for
      until: grid.until > 0 || road.discrete ? grid.until : (lr ?? 1),
      times,
      onProgress: hooks.onProgress,
      isCancelled: hooks.isCancelled,
    },
  );
  const seconds = (performance.now() - begin) / 1000;
  // a dense solution knows v up to the end, whatever rows were asked for
  const negativeV = negativeMoment(found.dense ? { ...found, times: Float64Array.of(grid.until) } : found);
  const { dense: _, ...rows } = job.at === undefined ? found : inOrderTyped(found, grid);
  return { result: { settings: resolved, trajectory: rows, negativeV, seconds }, transfer: buffersOf(rows) };
}

/** The learning rate of a model that has one; what was typed for one that has none is refused. */
function learningRateOf({ lr, typed, steps, model }: SolveJob, { hasLr }: RoadEntry): number | undefined {
  const value = (name: string, text: string) => ({ action: "solve", name, text });
  if (hasLr) {
    if (lr === undefined) throw usageError(value("--lr", "missing"), "given");
    return lr;
  }
  for (const [name, number] of [["lr", lr] as const, ["steps", steps] as const]) {
    if (!typed.includes(name)) continue;
    const instead = name === "lr" ? "--rate1 = (1 − beta1)/lr, --rate2 = (1 − beta2)/lr" : "--until";
    throw usageError(
      value(`--${name}`, String(number)),
      `left out for the ${model} model, which has no steps; see ${instead}`,
    );
  }
  return undefined;
}

/** The reference solver may start later than 0; what lies before cannot be asked for. */
function checkStart({ at = [] }: SolveJob, start = 0): void {
  const early = at.find((time) => !(time >= start));
  if (early === undefined) return;
  throw usageError({ action: "solve", name: "--at", text: String(early) }, `at or after --start ${start}`);
}

/** Rows in the order of `--at`; those that an early end left out are missing. */
function inOrderTyped(found: Trajectory, { times }: Pick<TimeGrid, "times">): Trajectory {
  const rowOf = new Map(Array.from(found.times, (time, row) => [time, row]));
  const rows = Array.from(times).flatMap((time) => rowOf.get(time) ?? []);
  return selectRows(found, rows);
}

function buffersOf({ times, theta, velocity, acceleration, m, v, loss }: Trajectory): ArrayBuffer[] {
  const all = [times, theta, velocity, acceleration, m, v, loss];
  const buffers = all.flatMap((data) => (data ? [data.buffer as ArrayBuffer] : []));
  return [...new Set(buffers)];
}
