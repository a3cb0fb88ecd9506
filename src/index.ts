export * from "./certificates/index.js";
export * from "./kernels/index.js";
export * from "./lagrangian/index.js";
export * from "./models/index.js";
export * from "./objectives/index.js";
export * from "./optimizers/index.js";
export * from "./solvers/index.js";
export * from "./trajectory/index.js";
