import type { Objective } from "../../objectives/index.js";
import { estimated, given } from "../constants.js";
import { curvatureRange } from "./curvature-range.js";
import type { CoercivityEstimate, EstimateOptions, Estimates, KlEstimate } from "./estimates.js";
import { DENSE } from "./extreme-curvatures.js";
import { type GradientInequalities, gradientInequalities } from "./gradient-inequalities.js";
import { lookAbout, type Neighbourhood } from "./neighbourhood.js";

/**
 * Constants of an objective along a trajectory and in its neighbourhood, from samples:
 * `L = sup |λ|`, `μ = inf λ` over eigenvalues λ of Hessians, `inf ‖∇f‖²/(2(f − f*))`, and ϑ and c of
 * `‖∇f‖ ≥ c (f − limit)^ϑ`.
 *
 * Samples are rows of the trajectory, spread over its length; points between these and the minimiser to which descending
 * leads (from the last row that is not above the first, and from no other); points on rays in the sublevel set {f ≤ f(θ₀)} from rows and from the
 * minimiser; and points that approach the minimiser until f − f* is lost in rounding. From extreme samples a climb leads
 * to the extremes nearby. Where the objective is not finite it has no samples. The same seed gives the same numbers.
 *
 * Infima and suprema over samples are no bounds: L may be larger and μ smaller than estimated.
 *
 * @throws {RangeError} if `thetas` are not rows of d numbers with f finite at the first, if `rows`, `seed`, `minimum` or
 *   `minimiser` is out of its range, or if f falls below the given `minimum`.
 * @see arXiv 2411.09734, Lemma 3 and Theorems 1–6, which use these constants.
 * @example
 * estimateConstants(quadraticObjective(), { thetas: Float64Array.of(1, 2, 3) }).smoothness.value; // 2
 */
export function estimateConstants(objective: Objective, options: EstimateOptions): Estimates {
  const { rows = 48, seed = 1 } = options;
  checkOptions(objective, { ...options, rows });
  const place = lookAbout(objective, { ...options, rows, seed });
  const minimum = options.minimum ?? place.bottom.value;
  if (options.minimum !== undefined) checkMinimum(place, minimum);
  const { probe, bottom, region, samples, scale } = place;
  const range = curvatureRange(probe, { samples, region, scale, seed });
  const inequalities = gradientInequalities(place, { minimum, isGiven: options.minimum !== undefined, seed });
  const [smallest, largest] = range ? [range.smallest, range.largest] : [Number.NaN, Number.NaN];
  const where = describeCurvatures(objective, range?.points ?? 0);
  return {
    smoothness: estimated(Math.max(largest, -smallest), `largest |eigenvalue| ${where}`),
    strongConvexity: estimated(
      Math.min(smallest, place.softest?.curvature ?? Infinity),
      `smallest eigenvalue ${where}`,
    ),
    minimiser: bottom.theta,
    minimum:
      options.minimum === undefined
        ? estimated(minimum, describeBottom(place, options))
        : given(minimum, "the minimum that was given"),
    pl: estimated(inequalities.pl, describePl(inequalities)),
    isMinimumKnown: inequalities.isMinimumKnown,
    kl: describeKl(inequalities),
    coercive: describeCoercivity(place),
  };
}

function checkOptions(objective: Objective, { thetas, rows, minimum, minimiser }: EstimateOptions): void {
  const d = objective.dimension;
  const refuse = (name: string, condition: string, value: unknown) =>
    new RangeError(`Cannot estimate constants as ${name} must be ${condition}: current value is ${value}`);
  if (!(thetas.length >= d && thetas.length % d === 0)) {
    throw refuse("thetas", `one or more rows of ${d} numbers`, `${thetas.length} numbers`);
  }
  if (!(Number.isInteger(rows) && rows! >= 2)) throw refuse("rows", "a whole number >= 2", rows);
  if (minimum !== undefined && !Number.isFinite(minimum)) throw refuse("minimum", "finite", minimum);
  if (minimiser && !(minimiser.length === d && Number.isFinite(objective.value(minimiser)))) {
    throw refuse("minimiser", `${d} numbers at which the objective is finite`, minimiser.join(", "));
  }
  const first = objective.value(thetas.subarray(0, d));
  if (!Number.isFinite(first)) throw refuse("the objective at the first row of thetas", "finite", first);
}

/** No value lies below what is claimed to be the minimum, roundings apart. */
function checkMinimum({ samples, trail, first }: Neighbourhood, minimum: number): void {
  let lowest = first;
  for (const { value } of [...samples, ...trail]) lowest = Math.min(lowest, value);
  if (!(lowest >= minimum - 1e-9 * (Math.abs(first) + Math.abs(minimum)))) {
    throw new RangeError(
      `Cannot estimate constants as minimum must be at most every value of the objective, such as ${lowest}: current value is ${minimum}`,
    );
  }
}

function describeCurvatures({ dimension, hessian, hessianVector }: Objective, points: number): string {
  const method = dimension > DENSE ? ", by Lanczos' method" : "";
  const source = hessian || hessianVector ? "" : " from differences of gradients";
  return `of the Hessian${source} at ${points} points along the trajectory, between it and the minimiser and beside it in {f ≤ f(θ₀)}${method}`;
}

function describeBottom({ bottom, samples, trail, first }: Neighbourhood, { minimiser }: EstimateOptions): string {
  if (minimiser) return "f at the minimiser that was given";
  const rest = bottom.isAtRest ? "" : ", which had not come to rest";
  const lower = [...samples, ...trail].some(
    ({ value }) => value < bottom.value - 1e-9 * (Math.abs(first) + Math.abs(bottom.value)),
  );
  return `f where descending from the end of the trajectory led${rest}${lower ? "; lower values lie beside the trajectory" : ""}`;
}

function describePl({ pl, exponent, limit, ...rest }: GradientInequalities): string {
  if (!rest.isMinimumKnown)
    return "0, as f* is not known: the descent from the end of the trajectory had not come to rest";
  if (rest.criticalValue !== null) return `0, as a critical point at f = ${rest.criticalValue} lies above the minimum`;
  if (exponent > 0.5) return `0, as ‖∇f‖ falls like (f − ${limit})^${exponent} towards the minimiser`;
  if (rest.points === 0) return `${pl}, from the Hessian at the minimiser, where the trajectory rests`;
  return `smallest ‖∇f‖²/(2(f − f*)) at ${rest.points} points of the trajectory, beside it and towards the minimiser`;
}

function describeKl({ exponent, constant, limit, evidence, fit, ...rest }: GradientInequalities): KlEstimate {
  const reasons = {
    definite: "½, as the Hessian at the minimiser is positive definite",
    fitted: `largest slope of ln‖∇f‖ against ln(f − limit) on ${fit?.curves} curves towards the minimiser`,
    unresolved: "½ for want of points above rounding",
  };
  const where =
    rest.criticalValue === null
      ? `at ${rest.points} points of the trajectory, beside it and towards the minimiser`
      : "on the trajectory and towards the minimiser; it is 0 at a critical point beside it";
  return {
    exponent: estimated(exponent, reasons[evidence]),
    constant: estimated(constant, `smallest ‖∇f‖/(f − limit)^ϑ ${where}`),
    limit: estimated(limit, "f at the minimiser that the trajectory approaches"),
  };
}

function describeCoercivity({ exploration: { rays, radius } }: Neighbourhood): CoercivityEstimate {
  const staying = rays.filter(({ exit }) => exit === Infinity).length;
  const how =
    staying === 0
      ? `all of ${rays.length} rays from the trajectory and the minimiser leave {f ≤ f(θ₀)}`
      : `${staying} of ${rays.length} rays from the trajectory and the minimiser stay in {f ≤ f(θ₀)}`;
  return { holds: staying === 0, radius, how };
}
