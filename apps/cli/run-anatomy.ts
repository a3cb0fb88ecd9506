import { type LookedAtOptions, spikeAnatomy } from "../../src/anatomy/index.js";
import { findRoad } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import type { AnatomyJob, AnatomyResult } from "./anatomy-job.js";
import type { JobHooks, JobOutcome } from "./job.js";
import { loadProblem } from "./load-problem.js";
import { createTimeGrid } from "./time-grid.js";

/** Share of the work that is the run itself. */
const RUN_SHARE = 0.2;

/** Makes a run and takes the anatomy of its spikes. */
export async function runAnatomy(job: AnatomyJob, hooks: JobHooks): Promise<JobOutcome<AnatomyResult>> {
  const { problem, lr, from, to, every } = job;
  const road = findRoad("discrete");
  const { objective, theta0, settings, resolved } = await loadProblem(problem, { roads: [road], lr, hooks });
  const { until, times } = createTimeGrid({ ...job, discrete: true });
  const begin = performance.now();
  const trajectory = road.run(
    objective,
    { ...settings, lr },
    {
      theta0,
      until,
      times,
      onProgress: (fraction) => hooks.onProgress(RUN_SHARE * fraction),
      isCancelled: hooks.isCancelled,
    },
  );
  const { beta1, beta2, epsilon, weightDecay } = settings;
  const anatomy = spikeAnatomy(objective, trajectory, {
    optimizer: problem.optimizer as "adam" | "adamw" | "rmsprop",
    lr,
    ...(beta1 !== undefined && { beta1 }),
    ...(beta2 !== undefined && { beta2 }),
    ...(epsilon !== undefined && { epsilon }),
    ...(weightDecay !== undefined && { weightDecay }),
    ...withinRun({ from, to }, trajectory),
    every,
    onProgress: (fraction) => hooks.onProgress(RUN_SHARE + (1 - RUN_SHARE) * fraction),
    isCancelled: hooks.isCancelled,
  });
  const seconds = (performance.now() - begin) / 1000;
  const { status, event } = trajectory;
  const run = { status, ...(event && { event }), steps: trajectory.times.length - 1 };
  const transfer = Object.values(anatomy.series).map((data: Float64Array) => data.buffer as ArrayBuffer);
  return { result: { settings: resolved, lr, anatomy, run, seconds }, transfer };
}

/** What is looked at of a run that ended early: as far as it came. */
function withinRun({ from, to }: Pick<LookedAtOptions, "from" | "to">, { status, times }: Trajectory) {
  if (status === "completed") return { from, to };
  const clamped = (step: number | undefined) => step && Math.min(step, times.length - 1);
  return { from: clamped(from), to: clamped(to) };
}
