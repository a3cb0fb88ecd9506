import { type IntegroDifferentialMethod, type IntegroDifferentialOptions, methods } from "./options.js";
import { refuse } from "./refuse.js";

/** Options with their defaults. */
export type CheckedOptions = IntegroDifferentialOptions &
  Required<Pick<IntegroDifferentialOptions, "method" | "tolerance" | "stages" | "onIteration" | "isCancelled">>;

/** Which method an option belongs to, where it is not for all. */
const owners = {
  step: "marching",
  stages: "marching",
  smoothing: "relaxation",
  errorNorm: "relaxation",
} as const;

/**
 * Checks options for the method that will be used.
 *
 * @throws {RangeError} naming the first that is out of its range or means nothing for the method.
 */
export function checkOptions(options: IntegroDifferentialOptions): CheckedOptions {
  const { method = "auto", tolerance = 1e-10, step, stages = 8, smoothing, maximumIterations } = options;
  const { onIteration = () => {}, isCancelled = () => false } = options;
  if (method !== "auto" && !methods.includes(method)) refuse("method", `auto, ${methods.join(" or ")}`, method);
  if (!(tolerance >= 1e-13 && tolerance <= 0.1)) refuse("tolerance", "from 1e-13 to 0.1", tolerance);
  if (!(step === undefined || (step > 0 && step < Infinity))) refuse("step", "finite and > 0", step);
  if (!(stages >= 2 && stages <= 12 && stages % 1 === 0)) refuse("stages", "an integer from 2 to 12", stages);
  if (!(smoothing === undefined || (smoothing >= 0 && smoothing < 1))) refuse("smoothing", "in [0, 1)", smoothing);
  if (!(maximumIterations === undefined || (maximumIterations >= 1 && maximumIterations % 1 === 0))) {
    refuse("maximumIterations", "an integer >= 1", maximumIterations);
  }
  return { ...options, method, tolerance, stages, onIteration, isCancelled };
}

/** Refuses options that mean nothing for the method. */
export function checkOwners(options: IntegroDifferentialOptions, method: IntegroDifferentialMethod): void {
  for (const [name, owner] of Object.entries(owners) as [keyof typeof owners, IntegroDifferentialMethod][]) {
    if (options[name] !== undefined && owner !== method) {
      refuse(name, `left out where the method is ${method}`, options[name]);
    }
  }
}
