import { conclude } from "../certificates/conclude.js";
import {
  type Certificate,
  certify,
  createMethod,
  createProfile,
  type Evidence,
  findStatement,
  type GivenConstants,
  hasProfile,
  type Method,
  missingConstants,
  type ProblemConstants,
  type Profile,
  resolveConstants,
  type Statement,
  type Subject,
} from "../certificates/index.js";
import type { Objective } from "../objectives/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { type EvidenceInput, gatherEvidence } from "./flow-evidence.js";
import { isAboutOwnRun, type LeftOut, planCertification } from "./plan-certification.js";
import type { RoadSettings } from "./road.js";
import { findCertifiableRoad } from "./roads.js";
import { runOwn } from "./run-own.js";

/** What is to be certified, of which method, and how it runs. */
export interface CertifyOptions extends RoadSettings {
  /** Learning rate α, also the unit of time; finite and > 0. */
  readonly lr: number;
  /** Names of statements; default all, without an objective those that need nothing of one. */
  readonly theorems?: readonly string[];
  /** The road, `nonlocal` (default) or `discrete`. */
  readonly model?: string;
  /** Start and end of the run, which statements about trajectories need beside an objective. */
  readonly theta0?: ArrayLike<number>;
  readonly until?: number;
  /** Constants of the objective that the caller vouches for. */
  readonly given?: GivenConstants;
  /** Whether constants that are missing may be estimated along the run. Default false. */
  readonly estimate?: boolean;
  /** Whether statements for which something is missing are left out, and not refused. Default: where there is no objective. */
  readonly leaveOut?: boolean;
  /** Receives the share that is done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  readonly isCancelled?: () => boolean;
}

/** What came of it. */
export interface CertifyResult {
  /** One for each statement, in their order; after an interruption some are missing. */
  readonly certificates: readonly Certificate[];
  /** Statements for which something is missing, where these are left out. */
  readonly left: readonly LeftOut[];
  readonly constants: ProblemConstants;
  /** The method's own run, null where none was made. */
  readonly trajectory: Trajectory | null;
  readonly interrupted: boolean;
}

/**
 * Applies theorems to a problem: makes the run that they are held against, finds the constants, and certifies.
 *
 * A run that ends early is certified as far as it came: statements about solutions are then not certified.
 *
 * @throws {RangeError} if a setting is out of its range, no statement speaks of the model, constants contradict each
 *   other, or something that a statement needs is missing; the sentence names all of it.
 * @example
 * certifyProblem(null, { theorems: ["h1-lemma-4"], optimizer: "adam", lr: 0.001 }).certificates[0]?.verdict; // "certified"
 */
export function certifyProblem(objective: Objective | null, options: CertifyOptions): CertifyResult {
  const { model = "nonlocal", given = {}, estimate = false, isCancelled = () => false } = options;
  const road = findCertifiableRoad(model);
  const method = createMethod({ ...options, discrete: road.discrete });
  const wanted = options.theorems ? [...new Set(options.theorems)].map(findStatement) : null;
  const { theta0, until, leaveOut } = options;
  const plan = planCertification({ method, objective, wanted, given, estimate, theta0, until, leaveOut });
  const elsewhere = plan.applicable.filter((statement) => !isAboutOwnRun(statement));
  const flows = new Set(elsewhere.map(({ evidence }) => evidence));
  const share = createShare(options, [plan.runs ? 4 : 0, plan.estimates ? 1 : 0, ...[...flows].map(() => 2)]);
  const runOptions = { theta0: theta0!, until: until!, onProgress: share.inside, isCancelled };
  const trajectory = plan.runs ? runOwn(objective!, { road, method, settings: options, ...runOptions }) : null;
  share.next();
  const profile = trajectory && !isCancelled() ? profileOf(objective!, trajectory, method) : null;
  const thetas = profile?.theta ?? (theta0 && Float64Array.from(theta0));
  const constants = resolveConstants(objective, {
    given,
    estimate: plan.estimates && profile !== null && !isCancelled(),
    ...(thetas && { thetas }),
  });
  share.next();
  const isComplete = ({ needs }: Statement) => missingConstants(constants, needs).length === 0;
  // beside a run that has failed flows take long, and are not looked at
  const gathered = gatherFlows(hasFailed(trajectory) ? [] : elsewhere.filter(isComplete), {
    ...runOptions,
    objective: objective!,
    settings: options,
    constants,
    onGathered: share.next,
  });
  const interrupted = isCancelled();
  const isSeen = (each: Statement) =>
    isComplete(each) && (each.evidence === "none" || gathered.has(each.evidence) || (isAboutOwnRun(each) && profile));
  const certificates = plan.statements
    .filter((statement) => !(interrupted && plan.applicable.includes(statement) && !isSeen(statement)))
    .map((statement) => {
      const subject = { method, objective, constants, profile, ...gathered.get(statement.evidence) };
      return certifyOne(statement, { subject, trajectory });
    });
  return { certificates, left: plan.left, constants, trajectory, interrupted };
}

/** The runs that statements about flows are held against, each kind once. */
function gatherFlows(
  about: readonly Statement[],
  input: EvidenceInput & { readonly isCancelled: () => boolean; readonly onGathered: () => void },
): Map<Evidence, Pick<Subject, "flow" | "gaps">> {
  const gathered = new Map<Evidence, Pick<Subject, "flow" | "gaps">>();
  for (const evidence of new Set(about.map((statement) => statement.evidence))) {
    if (input.isCancelled()) break;
    const found = gatherEvidence(evidence, input);
    // what was interrupted shows nothing
    if (!input.isCancelled()) gathered.set(evidence, found);
    input.onGathered();
  }
  return gathered;
}

function hasFailed(trajectory: Trajectory | null): boolean {
  return trajectory !== null && trajectory.status !== "completed";
}

/** The certificate of a statement; one that says so where nothing can be looked at. */
function certifyOne(
  statement: Statement,
  { subject, trajectory }: { readonly subject: Subject; readonly trajectory: Trajectory | null },
): Certificate {
  const { method, objective, constants, profile } = subject;
  const isExcluded = statement.excludes(method, objective?.dimension ?? 1) !== null;
  if (isExcluded) return certify(statement, subject);
  const isAboutFlow = !isAboutOwnRun(statement);
  if ((statement.evidence === "trajectory" && profile === null) || (isAboutFlow && hasFailed(trajectory))) {
    const { status = "interrupted", times = [] } = trajectory ?? {};
    const at = times[times.length - 1] ?? 0;
    const note = isAboutFlow
      ? `The method's own run ended early, ${status}.`
      : `The run ended before there was anything to look at, ${status}.`;
    return conclude(statement, {
      hypotheses: [{ name: "whole-trajectory", status: "fails", value: null, bound: null, at, note }],
    });
  }
  const missing = missingConstants(constants, statement.needs);
  if (missing.length === 0) return certify(statement, subject);
  return conclude(statement, {
    hypotheses: missing.map((name) => {
      const note = "It was neither given nor found by estimating.";
      return { name: kebab(name), status: "unknown" as const, value: null, bound: null, at: null, note };
    }),
  });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Null where a run ended so early that there is nothing to look at. */
function profileOf(objective: Objective, trajectory: Trajectory, method: Method): Profile | null {
  if (trajectory.status !== "completed" && !hasProfile(trajectory, method)) return null;
  return createProfile(objective, trajectory, method);
}

/** Progress through parts of the given weights. */
function createShare({ onProgress }: CertifyOptions, weights: readonly number[]) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [part, done] = [0, 0];
  const report = (fraction: number) => total > 0 && onProgress?.(Math.min(1, (done + fraction) / total));
  return {
    inside: (fraction: number): void => {
      report(fraction * weights[part]!);
    },
    next: (): void => {
      done += weights[part++]!;
      report(0);
    },
  };
}
