import { createMethod, findStatement } from "../../src/certificates/index.js";
import { certifyProblem, findCertifiableRoad, type RoadEntry } from "../../src/experiments/index.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import type { CertifyJob, CertifyResult, JobHooks, JobOutcome, RunSummary } from "./job.js";
import { loadChoice, loadMethod } from "./load-problem.js";
import { checkSize } from "./time-grid.js";
import { usageError } from "./values.js";

/** Adam's usual learning rate, where theorems about the method alone need one. */
const USUAL_LR = 1e-3;
/** What a theorem may be about where no optimizer is given, the likeliest first. */
const implied = ["adam", "rmsprop"];

/** Applies theorems to a method, and to a run of it where there is an objective to run on. */
export async function runCertify(job: CertifyJob, hooks: JobHooks): Promise<JobOutcome<CertifyResult>> {
  const { problem, theorems, given, estimate } = job;
  for (const name of theorems ?? []) findStatement(name);
  const road = findCertifiableRoad(job.model);
  const objective = problem ? await loadChoice(problem, hooks) : null;
  const optimizer = job.method.optimizer ?? impliedOptimizer(job, { road, dimension: objective?.dimension ?? 1 });
  const lr = job.lr ?? usualLr(job);
  const { settings, resolved } = loadMethod({ ...job.method, optimizer }, { roads: [road], lr });
  const until = endOf(job, { lr, road });
  const begin = performance.now();
  const found = certifyProblem(objective, {
    ...settings,
    ...(theorems && { theorems }),
    ...(problem?.theta0 && { theta0: problem.theta0 }),
    ...(until !== undefined && { until }),
    model: job.model,
    lr,
    given,
    estimate,
    onProgress: hooks.onProgress,
    isCancelled: hooks.isCancelled,
  });
  const seconds = (performance.now() - begin) / 1000;
  noteTaken(job, { optimizer, lr, hooks });
  const trajectory = found.trajectory && summarize(found.trajectory, until!);
  return { result: { ...found, trajectory, optimizer, lr, settings: resolved, seconds }, transfer: [] };
}

/** The optimizer that all theorems, which need no run, speak of. */
function impliedOptimizer(
  { theorems = [] }: CertifyJob,
  { road, dimension }: { readonly road: RoadEntry; readonly dimension: number },
): string {
  const asked = theorems.map(findStatement);
  const isAlone = asked.length > 0 && asked.every(({ evidence }) => evidence === "none");
  const found = implied.find((optimizer) => {
    const { settings } = loadMethod(
      { action: "certify", optimizer, settings: {}, typed: {} },
      { roads: [road], lr: USUAL_LR },
    );
    const method = createMethod({ ...settings, optimizer, lr: USUAL_LR, discrete: road.discrete });
    return isAlone && asked.every((statement) => statement.excludes(method, dimension) === null);
  });
  if (found !== undefined) return found;
  throw usageError({ action: "certify", name: "--optimizer", text: "missing" }, "given");
}

/** A run takes a learning rate of its own. */
function usualLr({ problem }: CertifyJob): number {
  if (problem?.theta0 === undefined) return USUAL_LR;
  throw usageError({ action: "certify", name: "--lr", text: "missing" }, "given");
}

function endOf(
  { until, steps }: CertifyJob,
  { lr, road }: { readonly lr: number; readonly road: RoadEntry },
): number | undefined {
  const end = until ?? (steps === undefined ? undefined : steps * lr);
  if (end !== undefined && road.discrete) {
    checkSize(steps ?? Math.floor(end / lr), { action: "certify", lr, ...(until !== undefined && { until }) });
  }
  return end;
}

function noteTaken(
  job: CertifyJob,
  { optimizer, lr, hooks }: { readonly optimizer: string; readonly lr: number; readonly hooks: JobHooks },
): void {
  const taken = [
    ...(job.method.optimizer === undefined ? [`--optimizer ${optimizer}`] : []),
    ...(job.lr === undefined ? [`--lr ${lr}`] : []),
  ];
  if (taken.length > 0) hooks.note(`Not given, so taken: ${taken.join(", ")}.`);
}

/** An algorithm makes a step more than it was asked for, whose moments are read. */
function summarize({ status, event, solver, times }: Trajectory, end: number): RunSummary {
  return { status, ...(event && { event }), solver, until: Math.min(times[times.length - 1] ?? 0, end) };
}
