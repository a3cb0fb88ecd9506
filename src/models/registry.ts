/** One kind of continuous model as users name it. */
export interface ModelEntry {
  readonly name: string;
  readonly equation: string;
  readonly description: string;
  readonly optimizers: readonly string[];
}

/** All continuous models. */
export const models: readonly ModelEntry[] = [
  {
    name: "nonlocal",
    equation: "θ'(t) = −η(t+α)·m(t+α)/(√v(t+α) + ε(t+α))",
    description: "first-order integro-differential equation; past gradients enter through memory kernels",
    optimizers: ["adagrad", "rmsprop", "adam", "general"],
  },
  {
    name: "inertial",
    equation: "(α/2)θ″(t) + θ′(t) = −η(t+α)·m(t+α)/(√v(t+α) + ε(t+α))",
    description: "second-order integro-differential equation; memories and parameters have inertia",
    optimizers: ["adam"],
  },
  {
    name: "flow",
    equation: "v'(t) = a(g² − v), m'(t) = b(g − m), θ'(t) = −m̂/(√v̂ + ε)",
    description:
      "the limit lr → 0: an equation without memory; of fixed factors β signgd's, of fixed rates a, b the others'",
    optimizers: ["signgd", "rmsprop", "adam"],
  },
];
