import {
  type ConstantName,
  type GivenConstants,
  type Method,
  missingConstants,
  resolveConstants,
  type Statement,
  statements,
} from "../certificates/index.js";
import type { Objective } from "../objectives/index.js";

/** What decides which statements can be applied. */
export interface PlanInput {
  readonly method: Method;
  readonly objective: Objective | null;
  /** Statements that are asked for; null: all that what is there suffices for. */
  readonly wanted: readonly Statement[] | null;
  readonly given: GivenConstants;
  readonly estimate: boolean;
  /** Start and end, which a run takes beside an objective. */
  readonly theta0?: ArrayLike<number> | undefined;
  readonly until?: number | undefined;
  /** Whether what lacks something is left out and not refused. Default: where there is no objective and nothing is asked for. */
  readonly leaveOut?: boolean | undefined;
}

/** A statement that was left out, and what it lacks, in the names of the options. */
export interface LeftOut {
  readonly theorem: string;
  readonly lacks: readonly string[];
}

/** What is to be done. */
export interface Plan {
  readonly statements: readonly Statement[];
  /** Those of them that speak of the method. */
  readonly applicable: readonly Statement[];
  readonly left: readonly LeftOut[];
  /** Whether the method's own run is made. */
  readonly runs: boolean;
  /** Whether constants are estimated along it. */
  readonly estimates: boolean;
}

/**
 * Which statements are applied, and what it takes.
 *
 * @throws {RangeError} if one that was asked for lacks something; the sentence names everything that is missing.
 */
export function planCertification(input: PlanInput): Plan {
  const { method, objective, wanted, given, estimate, theta0, until } = input;
  const dimension = objective?.dimension ?? 1;
  const known = resolveConstants(objective, { given, ...(theta0 && { thetas: Float64Array.from(theta0) }) });
  const asked = wanted ?? statements;
  const speaking = asked.filter((statement) => statement.excludes(method, dimension) === null);
  const unknown = (statement: Statement) => missingConstants(known, statement.needs);
  const estimates =
    estimate &&
    objective !== null &&
    speaking.some((each) => each.evidence === "trajectory" || unknown(each).length > 0);
  const runLacks = [
    ...(objective === null ? ["objective"] : []),
    ...(theta0 ? [] : ["theta0"]),
    ...(until === undefined ? ["until"] : []),
  ];
  const lacks = speaking.map((statement) => {
    const constants = unknown(statement);
    const needsRun = statement.evidence !== "none" || (estimates && constants.length > 0);
    return { statement, constants: estimates ? [] : constants, run: needsRun ? runLacks : [] };
  });
  const lacking = lacks.filter(({ constants, run }) => constants.length + run.length > 0);
  const isLenient = input.leaveOut ?? (wanted === null && objective === null);
  if (!isLenient) refuseLacking(lacking, { mayEstimate: objective !== null });
  const out = new Set(isLenient ? lacking.map(({ statement }) => statement) : []);
  const applicable = speaking.filter((statement) => !out.has(statement));
  return {
    statements: asked.filter((statement) => !out.has(statement)),
    applicable,
    left: lacking.map(({ statement, constants, run }) => {
      return { theorem: statement.name, lacks: [...run, ...constants] };
    }),
    runs: runLacks.length === 0 && (estimates || applicable.some(isAboutOwnRun)),
    estimates,
  };
}

/** Whether a statement is held against the method's own run, if there is one. */
export function isAboutOwnRun({ evidence }: Statement): boolean {
  return evidence === "none" || evidence === "trajectory";
}

interface Lacking {
  readonly statement: Statement;
  readonly constants: readonly ConstantName[];
  readonly run: readonly string[];
}

function refuseLacking(lacking: readonly Lacking[], { mayEstimate }: { readonly mayEstimate: boolean }): void {
  const open = lacking.filter(({ run }) => run.length > 0);
  if (open.length > 0) {
    const names = listed(open.map(({ statement }) => statement.name));
    // an objective that is not there may declare its constants
    const isNamed = open.every(({ run }) => !run.includes("objective"));
    const lacks = lacking.flatMap(({ run, constants }) => [...run, ...(isNamed ? constants : [])]);
    const all = listed([...new Set(lacks)]);
    throw new RangeError(`Cannot certify ${names} as ${all} must be given: current value is missing`);
  }
  if (lacking.length === 0) return;
  const groups = new Map<string, string[]>();
  for (const { statement, constants } of lacking) {
    const key = listed(constants);
    groups.set(key, [...(groups.get(key) ?? []), statement.name]);
  }
  const all = listed([...new Set(lacking.flatMap(({ constants }) => constants))]);
  const theorems =
    groups.size === 1
      ? listed(lacking.map(({ statement }) => statement.name))
      : [...groups].map(([needs, names]) => `${listed(names)} (${needs})`).join(", ");
  const permission = mayEstimate ? ", unless estimate is" : "";
  throw new RangeError(`Cannot certify ${theorems} as ${all} must be given${permission}: current value is missing`);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
