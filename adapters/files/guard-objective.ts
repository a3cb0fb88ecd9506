import type { Objective } from "../../src/objectives/index.js";

/** How many entries of θ an error shows. */
const MOST_ENTRIES = 4;

/**
 * The same objective, whose functions say which of them threw, in which file and at which θ.
 *
 * @param name what the error calls the objective, such as its file name
 */
export function guardObjective(objective: Objective, name: string): Objective {
  const failure = (what: string, theta: Float64Array, error: unknown): TypeError => {
    const shown = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split("\n")[0];
    return new TypeError(
      `Cannot run the objective as ${what} in ${name} must not throw at θ = ${pointText(theta)}: current value is ${shown}`,
    );
  };
  const guard = <Rest extends readonly unknown[], Value>(
    what: string,
    run: (theta: Float64Array, ...rest: Rest) => Value,
  ) => {
    return (theta: Float64Array, ...rest: Rest): Value => {
      try {
        return run(theta, ...rest);
      } catch (error) {
        throw failure(what, theta, error);
      }
    };
  };
  const { valueAndGradient, hessian, hessianVector } = objective;
  return {
    ...objective,
    value: guard("value", objective.value),
    gradient: guard("gradient", objective.gradient),
    ...(valueAndGradient && { valueAndGradient: guard("valueAndGradient", valueAndGradient) }),
    ...(hessian && { hessian: guard("hessian", hessian) }),
    ...(hessianVector && { hessianVector: guard("hessianVector", hessianVector) }),
  };
}

function pointText(theta: Float64Array): string {
  const more = theta.length > MOST_ENTRIES ? `, … (${theta.length} entries)` : "";
  return `(${Array.from(theta.subarray(0, MOST_ENTRIES)).join(", ")}${more})`;
}
