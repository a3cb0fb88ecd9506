import { compareRoads, findRoad } from "../../src/experiments/index.js";
import type { CompareJob, CompareResult, JobHooks, JobOutcome } from "./job.js";
import { loadProblem } from "./load-problem.js";

/** Compares two roads. */
export async function runCompare(job: CompareJob, hooks: JobHooks): Promise<JobOutcome<CompareResult>> {
  const { problem, models, lrs, until } = job;
  const { objective, settings, resolved } = await loadProblem(problem, { roads: models.map(findRoad), hooks });
  const { onProgress, isCancelled } = hooks;
  const comparison = compareRoads(objective, {
    ...settings,
    models,
    lrs,
    until,
    theta0: problem.theta0,
    onProgress,
    isCancelled,
  });
  const rows = comparison.rows.map(({ lr, theta, m, v, loss, status }) => ({ lr, theta, m, v, loss, status }));
  return { result: { ...comparison, rows, settings: resolved }, transfer: [] };
}
