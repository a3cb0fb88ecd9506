import type { IntegroDifferentialProblem } from "../../src/ide/index.js";

/** Everything that a problem may hold. */
export const ideFields = [
  "local",
  "scale",
  "kernel",
  "integrand",
  "nonlinearKernel",
  "field",
  "singularity",
  "lower",
  "upper",
  "start",
  "end",
  "initial",
] as const;

type UserFunction = (...args: readonly unknown[]) => unknown;

/**
 * The same problem, whose functions say which of them threw, in which file and at which x.
 *
 * @param name what the error calls the problem, such as its file name
 */
export function guardIdeProblem(problem: IntegroDifferentialProblem, name: string): IntegroDifferentialProblem {
  const guarded: Record<string, unknown> = {};
  for (const key of ideFields) {
    const given: unknown = problem[key];
    // kernels may also be objects; what is no function here is for the solver to judge
    if (given !== undefined) {
      guarded[key] = typeof given === "function" ? guard(given.bind(problem), { key, name }) : given;
    }
  }
  return guarded as unknown as IntegroDifferentialProblem;
}

function guard(run: UserFunction, { key, name }: { readonly key: string; readonly name: string }): UserFunction {
  return (...args) => {
    try {
      return run(...args);
    } catch (error) {
      const shown = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split("\n")[0];
      // the integrand is a function of y alone
      const place = key === "integrand" ? "" : ` at x = ${args[0]}`;
      throw new TypeError(
        `Cannot solve the problem as ${key} in ${name} must not throw${place}: current value is ${shown}`,
      );
    }
  };
}
