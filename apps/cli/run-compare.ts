import { type Comparison, compareRoads, findRoad } from "../../src/experiments/index.js";
import { negativeMoment } from "../../src/trajectory/negative-moment.js";
import type { CompareJob, CompareResult, JobHooks, JobOutcome } from "./job.js";
import { loadProblem } from "./load-problem.js";
import { describeNegative } from "./solve-text.js";

/** Compares two roads. */
export async function runCompare(job: CompareJob, hooks: JobHooks): Promise<JobOutcome<CompareResult>> {
  const { problem, models, lrs, until } = job;
  const { objective, theta0, settings, resolved } = await loadProblem(problem, {
    roads: models.map(findRoad),
    // only kernels need it, which are none of its settings
    lr: lrs[0]!,
    hooks,
  });
  const { onProgress, isCancelled } = hooks;
  const comparison = compareRoads(objective, {
    ...settings,
    models,
    lrs,
    until,
    theta0,
    onProgress,
    isCancelled,
  });
  noteNegative(comparison, hooks);
  const rows = comparison.rows.map(({ lr, theta, m, v, loss, status }) => ({ lr, theta, m, v, loss, status }));
  return { result: { ...comparison, rows, settings: resolved }, transfer: [] };
}

function noteNegative({ models, rows }: Comparison, { note }: JobHooks): void {
  for (const { lr, trajectories } of rows) {
    for (const [index, trajectory] of trajectories.entries()) {
      const negative = negativeMoment(trajectory);
      if (negative) note(`${models[index]} at lr ${lr}: ${describeNegative(negative)}`);
    }
  }
}
