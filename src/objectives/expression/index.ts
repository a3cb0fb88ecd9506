export type { ExpressionError } from "./errors.js";
export { type ExpressionObjective, type ExpressionOptions, expressionObjective } from "./expression.js";
