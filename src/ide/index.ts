export {
  type IntegroDifferentialMethod,
  type IntegroDifferentialOptions,
  type IterationReport,
  methods,
} from "./options.js";
export type {
  Complex,
  GivenKernel,
  GivenScale,
  GivenValue,
  IntegroDifferentialProblem,
  Value,
  ValueOf,
} from "./problem.js";
export type { IntegroDifferentialSolution, IntegroDifferentialStatus } from "./solution.js";
export { solveIntegroDifferential } from "./solve.js";
