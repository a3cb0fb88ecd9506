export { solve } from "./fast.js";
export { type LocalMethod, type LocalOptions, localMethods, solveLocal } from "./local/solve-local.js";
export { modelProblem } from "./model-problem.js";
export { solveReference, solveReferenceBySweeps } from "./reference.js";
export type { FirstGuess, ReferenceOptions, ReferenceState } from "./reference-options.js";
export type { FirstStep, LookAhead } from "./reference-sweep.js";
export type { SolveOptions } from "./solve-options.js";
