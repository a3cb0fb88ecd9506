export { type ExpressionObjective, type ExpressionOptions, expressionObjective } from "./expression.js";
