import type { Objective } from "../objectives/index.js";
import type { ConstantName, GivenConstants, ProblemConstants } from "./problem-constants.js";

const ranges: Readonly<Record<ConstantName, { readonly words: string; holds(value: number): boolean }>> = {
  smoothness: { words: "finite and > 0", holds: (value) => value > 0 && value < Infinity },
  strongConvexity: { words: "finite and > 0", holds: (value) => value > 0 && value < Infinity },
  pl: { words: "finite and > 0", holds: (value) => value > 0 && value < Infinity },
  minimum: { words: "finite", holds: Number.isFinite },
};

/**
 * What an objective declares is held to the same ranges, its minimisers to its dimension, and f there to its minimum.
 *
 * @throws {RangeError} if a declared constant cannot be one, or two of them contradict each other.
 */
export function checkDeclared({ dimension, constants = {}, ...objective }: Objective): void {
  const refuse = (name: string, condition: string, value: unknown) => {
    throw new RangeError(`Cannot certify as the objective's ${name} must be ${condition}: current value is ${value}`);
  };
  for (const [name, { words, holds }] of Object.entries(ranges)) {
    const value = constants[name as ConstantName];
    if (value !== undefined && !(typeof value === "number" && holds(value))) refuse(name, words, value);
  }
  const { minimisers = [], minimum } = constants;
  for (const place of minimisers) {
    const isPlace = place.length === dimension && place.every(Number.isFinite);
    if (!isPlace) refuse("minimisers", `${dimension} finite numbers each`, place.join(", "));
    const value = objective.value(Float64Array.from(place));
    const scale = Math.abs(value) + Math.abs(minimum ?? 0);
    if (minimum !== undefined && !(Math.abs(value - minimum) <= 1e-6 * scale + 1e-12)) {
      refuse("minimum", `its value at its minimiser, ${value}`, minimum);
    }
  }
}

/**
 * A minimum that is given is the one that is declared, roundings apart.
 *
 * @throws {RangeError} if it is another.
 */
export function checkSameMinimum({ minimum: given }: GivenConstants, declared: number | undefined): void {
  if (given === undefined || declared === undefined) return;
  if (!(Math.abs(given - declared) <= 1e-9 * (Math.abs(given) + Math.abs(declared)))) {
    throw new RangeError(
      `Cannot certify as minimum must be ${declared}, which the objective declares: current value is ${given}`,
    );
  }
}

/** @throws {RangeError} if a given constant is not a number that such a constant can be. */
export function checkGiven(told: GivenConstants): void {
  for (const [name, value] of Object.entries(told) as [ConstantName, number][]) {
    if (!ranges[name].holds(value)) {
      throw new RangeError(`Cannot certify as ${name} must be ${ranges[name].words}: current value is ${value}`);
    }
  }
}

/**
 * ‖∇f‖² lies between 2μΦ and 2LΦ: no μ exceeds L. Roundings apart, as declared constants are computed.
 *
 * @throws {RangeError} if one does.
 */
export function checkConsistent({ smoothness, strongConvexity, pl }: ProblemConstants): void {
  if (!smoothness) return;
  for (const [name, constant] of Object.entries({ strongConvexity, pl })) {
    if (constant && !(constant.value <= smoothness.value * (1 + 1e-9))) {
      throw new RangeError(
        `Cannot certify as ${name} must be at most the smoothness ${smoothness.value}: current value is ${constant.value}`,
      );
    }
  }
}

/**
 * No value of f lies below its minimum; a rounding of it may.
 *
 * @throws {RangeError} if one along a trajectory does.
 */
export function checkMinimum({ minimum }: ProblemConstants, objective: Objective | null, thetas?: Float64Array): void {
  if (!objective || !thetas || minimum === null || minimum.source === "estimated") return;
  const d = objective.dimension;
  const first = objective.value(thetas.subarray(0, d));
  if (!Number.isFinite(first)) return;
  const scale = Math.abs(first) + Math.abs(minimum.value);
  for (let k = 0; k < thetas.length; k += d) {
    const value = objective.value(thetas.subarray(k, k + d));
    if (!(value >= minimum.value - 1e-9 * scale) && !Number.isNaN(value)) {
      throw new RangeError(
        `Cannot certify as minimum must be at most every value of the objective, such as ${value}: current value is ${minimum.value}`,
      );
    }
  }
}
