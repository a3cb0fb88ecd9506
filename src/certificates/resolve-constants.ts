import { allFinite, supNorm } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import type { Constant } from "./certificate.js";
import { checkConsistent, checkDeclared, checkGiven, checkMinimum, checkSameMinimum } from "./check-constants.js";
import { derived, estimated, exact, given } from "./constants.js";
import { descend } from "./estimate/descend.js";
import { type Estimates, estimateConstants, extremeCurvatures } from "./estimate/index.js";
import { createProbe } from "./estimate/probe.js";
import type { Coercivity, ConstantName, GivenConstants, Minimiser, ProblemConstants } from "./problem-constants.js";
import { rowSquare } from "./rows.js";

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
  if (objective) {
    checkDeclared(objective);
    checkSameMinimum(told, objective.constants?.minimum);
  }
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
  const away = slopeAt(objective, theta) / strongConvexity.value;
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
  const minimum = known.minimum ?? (found.isMinimumKnown ? found.minimum : null);
  const seen = seenRatios(objective, thetas, minimum);
  const strongConvexity = known.strongConvexity ?? convexityOf(objective, { found, known });
  return {
    smoothness: known.smoothness ?? covering(found.smoothness, Math.max(found.smoothness.value, seen.largest)),
    strongConvexity:
      strongConvexity.source === "estimated"
        ? covering(strongConvexity, Math.min(strongConvexity.value, seen.smallest))
        : strongConvexity,
    pl: known.pl ?? covering(found.pl, Math.min(found.pl.value, seen.smallest)),
    minimum,
    // of several minimisers that are declared, the one the trajectory approaches counts
    minimiser: known.strongConvexity && known.minimiser ? known.minimiser : estimatedMinimiser(objective, found),
    coercive: known.coercive ?? coercivityOf(objective, found),
    kl: minimum ? found.kl : null,
  };
}

/** An estimate that what was seen along the whole trajectory does not contradict. */
function covering(found: Constant, value: number): Constant {
  return value === found.value
    ? found
    : estimated(value, `${found.how}; moved to what ‖∇f‖²/(2(f − f*)) is on the run`);
}

/** The range of ‖∇f‖²/(2(f − f*)) at all moments of a trajectory that resolve it: what lies between μ and L. */
function seenRatios(
  objective: Objective,
  thetas: Float64Array,
  minimum: Constant | null,
): { readonly smallest: number; readonly largest: number } {
  const d = objective.dimension;
  const gradient = new Float64Array(d);
  let [smallest, largest] = [Infinity, -Infinity];
  const first = objective.value(thetas.subarray(0, d));
  for (let k = 0; minimum !== null && k < thetas.length; k += d) {
    const theta = thetas.subarray(k, k + d);
    const gap = objective.value(theta) - minimum.value;
    if (!(gap > 1e-8 * (Math.abs(first) + Math.abs(minimum.value)) && gap < Infinity)) continue;
    objective.gradient(theta, gradient);
    const ratio = rowSquare(gradient, 0, d) / (2 * gap);
    if (Number.isFinite(ratio)) [smallest, largest] = [Math.min(smallest, ratio), Math.max(largest, ratio)];
  }
  return { smallest, largest };
}

/** Curvatures below this share of the largest are roundings. */
const FLAT = 1e-9;

/**
 * An estimated μ, unless something else that was seen says that there is none: a local minimum above f*, no
 * Polyak–Łojasiewicz inequality, an unbounded sublevel set, or a curvature that is only rounding.
 */
function convexityOf(
  objective: Objective,
  { found, known: { minimum } }: { readonly found: Estimates; readonly known: ProblemConstants },
): Constant {
  const { strongConvexity: seen, smoothness, pl, coercive } = found;
  const value = objective.value(found.minimiser);
  const isLocal = minimum !== null && value > minimum.value + 1e-9 * (Math.abs(value) + Math.abs(minimum.value));
  const reasons = [
    ...(isLocal ? [`a local minimum of ${value} lies above f*`] : []),
    ...(pl.value > 0 ? [] : ["‖∇f‖² ≥ 2μ(f − f*) fails for every μ"]),
    ...(coercive.holds ? [] : ["a sublevel set is unbounded"]),
    ...(seen.value > FLAT * smoothness.value ? [] : ["it is not above rounding"]),
  ];
  if (reasons.length === 0) return seen;
  return estimated(Math.min(0, seen.value), `${seen.how}; 0 at most, as ${reasons.join(" and ")}`);
}

/**
 * Compactness as rays have found it. Where the Hessian at the minimiser is singular and yet f grows like the square of the
 * distance to its minimisers, these form a curve or more, which rays may cross and not follow: nothing is known.
 */
function coercivityOf(objective: Objective, { coercive, minimiser, smoothness, pl }: Estimates): Coercivity | null {
  const isFlat = !(extremeCurvatures(objective, minimiser).smallest > FLAT * smoothness.value);
  if (coercive.holds && isFlat && pl.value > 0) return null;
  return { holds: coercive.holds, source: "estimated", how: coercive.how };
}

/** The minimiser beside the trajectory, as good as one Newton step there shows. */
function estimatedMinimiser(objective: Objective, { minimiser: theta, strongConvexity }: Estimates): Minimiser {
  const error = strongConvexity.value > 0 ? slopeAt(objective, theta) / strongConvexity.value : 0;
  return { theta, error, source: "estimated", how: "where descending from the end of the trajectory leads" };
}

/** ‖∇f(θ)‖. */
function slopeAt(objective: Objective, theta: Float64Array): number {
  const gradient = new Float64Array(objective.dimension);
  objective.gradient(theta, gradient);
  return gradient.reduce((sum, g) => Math.hypot(sum, g), 0);
}
