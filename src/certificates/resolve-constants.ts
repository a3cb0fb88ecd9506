import { allFinite, supNorm } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import type { Constant } from "./certificate.js";
import { checkConsistent, checkGiven, checkMinimum } from "./check-constants.js";
import { derived, estimated, exact, given } from "./constants.js";
import { descend } from "./estimate/descend.js";
import { type Estimates, estimateConstants } from "./estimate/index.js";
import { createProbe } from "./estimate/probe.js";
import type { ConstantName, GivenConstants, Minimiser, ProblemConstants } from "./problem-constants.js";

/** Options of {@link resolveConstants}. */
export interface ResolveConstantsOptions {
  readonly given?: GivenConstants;
  /** A trajectory, or its start alone, rows n × d: no given minimum may lie above its losses. */
  readonly thetas?: Float64Array;
  /** Whether what is missing may be estimated along it. Default false. */
  readonly estimate?: boolean;
}

const nothing: ProblemConstants = {
  smoothness: null,
  strongConvexity: null,
  pl: null,
  minimum: null,
  minimiser: null,
  coercive: null,
  kl: null,
};

/**
 * The constants of a problem: what was given, else what the objective declares, else what follows from these, else, where
 * that is allowed, an estimate.
 *
 * @throws {RangeError} if a given constant is not a number that such a constant can be, or contradicts another.
 * @example
 * resolveConstants(quadraticObjective()).smoothness?.value; // 2
 */
export function resolveConstants(
  objective: Objective | null,
  { given: told = {}, thetas, estimate = false }: ResolveConstantsOptions = {},
): ProblemConstants {
  checkGiven(told);
  const stated = declared(objective, told);
  checkConsistent(stated);
  const known = objective ? withMinimiser(objective, stated, thetas) : stated;
  const complete = estimate && objective && thetas ? withEstimates(objective, known, thetas) : known;
  checkMinimum(complete, objective, thetas);
  return complete;
}

/**
 * Those of the needed constants that are not known.
 *
 * @example
 * missingConstants(resolveConstants(doubleWellObjective()), ["smoothness", "minimum"]); // ["smoothness"]
 */
export function missingConstants(constants: ProblemConstants, needs: readonly ConstantName[]): readonly ConstantName[] {
  return needs.filter((name) => constants[name] === null);
}

function declared(objective: Objective | null, told: GivenConstants): ProblemConstants {
  const own = objective?.constants;
  const pick = (name: ConstantName): Constant | null => {
    if (told[name] !== undefined) return given(told[name], "given");
    return own?.[name] === undefined ? null : exact(own[name], "declared by the objective");
  };
  const [smoothness, strongConvexity] = [pick("smoothness"), pick("strongConvexity")];
  const weaker = strongConvexity && derived(strongConvexity.value, [strongConvexity], "follows from strong convexity");
  const place = own?.minimisers?.[0];
  const isCoercive = own?.coercive ?? null;
  return {
    ...nothing,
    smoothness,
    strongConvexity,
    pl: pick("pl") ?? weaker,
    minimum: pick("minimum"),
    minimiser: place ? declaredMinimiser(place) : null,
    coercive: strongConvexity
      ? { holds: true, source: strongConvexity.source, how: "strongly convex" }
      : isCoercive === null
        ? null
        : { holds: isCoercive, source: "exact", how: "declared by the objective" },
  };
}

/**
 * Strong convexity makes the minimiser a matter of computing it: where ‖∇f‖ is g it is at most g/μ away, and f at most
 * g²/(2μ) above its minimum. As trustworthy as μ.
 */
function withMinimiser(objective: Objective, known: ProblemConstants, thetas?: Float64Array): ProblemConstants {
  const { strongConvexity, minimiser, minimum } = known;
  if (!strongConvexity || (minimiser && minimum)) return known;
  const d = objective.dimension;
  const start = minimiser?.theta ?? lastFinite(thetas, d) ?? new Float64Array(d);
  const { theta, value } = descend(createProbe(objective), {
    start,
    extent: 1 + supNorm(start),
    size: Math.abs(objective.value(start)),
  });
  const gradient = new Float64Array(d);
  objective.gradient(theta, gradient);
  const slope = gradient.reduce((sum, g) => Math.hypot(sum, g), 0);
  const away = slope / strongConvexity.value;
  if (!(away <= 1e-6 * (1 + supNorm(theta)))) return known;
  const how = `computed, to ${away.toExponential(1)} by strong convexity`;
  return {
    ...known,
    minimiser: minimiser ?? { theta, error: away, source: strongConvexity.source, how },
    minimum: minimum ?? derived(value, [strongConvexity], `f at the minimiser, which is ${how}`),
  };
}

/** The last row that is finite: where a run that diverged still was. */
function lastFinite(thetas: Float64Array | undefined, d: number): Float64Array | null {
  for (let end = thetas?.length ?? 0; end >= d; end -= d) {
    const row = thetas!.slice(end - d, end);
    if (allFinite(row)) return row;
  }
  return null;
}

function declaredMinimiser(place: readonly number[]): Minimiser {
  return { theta: Float64Array.from(place), error: 0, source: "exact", how: "declared by the objective" };
}

function withEstimates(objective: Objective, known: ProblemConstants, thetas: Float64Array): ProblemConstants {
  const found = estimateConstants(objective, {
    thetas,
    ...(known.minimum && { minimum: known.minimum.value }),
  });
  const { coercive } = found;
  const strongConvexity = known.strongConvexity ?? convexityOf(objective, { found, known });
  return {
    smoothness: known.smoothness ?? found.smoothness,
    strongConvexity,
    pl: known.pl ?? found.pl,
    minimum: known.minimum ?? found.minimum,
    // of several minimisers that are declared, the one the trajectory approaches counts
    minimiser: known.strongConvexity && known.minimiser ? known.minimiser : estimatedMinimiser(objective, found),
    coercive: known.coercive ?? { holds: coercive.holds, source: "estimated", how: coercive.how },
    kl: found.kl,
  };
}

/** A strongly convex function has no critical value above its minimum: a valley of its own is not convexity. */
function convexityOf(
  objective: Objective,
  { found, known: { minimum } }: { readonly found: Estimates; readonly known: ProblemConstants },
): Constant {
  const value = objective.value(found.minimiser);
  if (minimum === null || !(value > minimum.value + 1e-9 * (Math.abs(value) + Math.abs(minimum.value)))) {
    return found.strongConvexity;
  }
  const how = `${found.strongConvexity.how}; but 0 or less, as a local minimum of ${value} lies above f*`;
  return estimated(Math.min(0, found.strongConvexity.value), how);
}

/** The minimiser beside the trajectory, as good as one Newton step there shows. */
function estimatedMinimiser(objective: Objective, { minimiser: theta, strongConvexity }: Estimates): Minimiser {
  const gradient = new Float64Array(objective.dimension);
  objective.gradient(theta, gradient);
  const slope = gradient.reduce((sum, g) => Math.hypot(sum, g), 0);
  const error = strongConvexity.value > 0 ? slope / strongConvexity.value : 0;
  return { theta, error, source: "estimated", how: "where descending from the end of the trajectory leads" };
}
