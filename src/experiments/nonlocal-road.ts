import { models, type NonlocalModelOptions, nonlocalModel } from "../models/index.js";
import { findByName } from "../numeric/nearest.js";
import { solve, solveReference } from "../solvers/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import type { RoadEntry, RoadOptionName, RoadRun, RoadSettings } from "./road.js";

/** The continuous equation with memory. */
export const nonlocalRoad: RoadEntry = {
  name: "nonlocal",
  description: "the first-order equation with memory: past gradients enter through kernels",
  discrete: false,
  optimizers: models.find(({ name }) => name === "nonlocal")!.optimizers,
  options: ({ optimizer, solver = "fast", biasCorrection = false }) => [
    ...commonOptions,
    ...(modelOptions[optimizer] ?? []),
    ...(optimizer === "general" && biasCorrection ? (["beta1", "beta2"] as const) : []),
    ...optionsOf(solver),
  ],
  defaults: ({ optimizer, solver = "fast", biasCorrection = false }) => {
    const betas = biasCorrection ? { beta1: 0.9, beta2: 0.999 } : {};
    return {
      ...(modelDefaults[optimizer] ?? betas),
      epsilon: 1e-8,
      norm: false,
      shifted: true,
      solver,
      ...defaultsOf(solver),
    };
  },
  run: (objective, settings, run) => {
    const model = nonlocalModel(objective, modelSettings(settings));
    const solver = findByName(solvers, settings.solver ?? "fast", { action: "solve", what: "solver" });
    return solver.solve(model, settings, run);
  },
};

const commonOptions = ["lr", "epsilon", "norm", "shifted", "solver"] as const;

/** What each equation has beyond the common options. */
const modelOptions: Readonly<Record<string, readonly RoadOptionName[]>> = {
  adagrad: [],
  rmsprop: ["beta2"],
  adam: ["beta1", "beta2"],
  general: ["kernel1", "kernel2", "biasCorrection"],
};

const modelDefaults: Readonly<Record<string, Partial<RoadSettings>>> = {
  rmsprop: { beta2: 0.99 },
  adam: { beta1: 0.9, beta2: 0.999 },
};

interface SolverEntry {
  readonly name: string;
  readonly options: readonly RoadOptionName[];
  readonly defaults: Partial<RoadSettings>;
  solve(model: ReturnType<typeof nonlocalModel>, settings: RoadSettings, run: RoadRun): Trajectory;
}

const solvers: readonly SolverEntry[] = [
  {
    name: "fast",
    options: ["tolerance", "step"],
    defaults: { tolerance: 1e-10 },
    solve: (model, { tolerance, step }, run) => {
      const own = defined({ tolerance, step });
      return solve(model, { ...watched(run), ...own });
    },
  },
  {
    name: "reference",
    options: ["tolerance", "step", "start", "lookAhead", "maximumIterations"],
    defaults: { tolerance: 1e-4, lookAhead: "extrapolate", maximumIterations: 3000 },
    solve: (model, { lr, tolerance, step = lr, start, lookAhead, maximumIterations }, run) => {
      const own = defined({ tolerance, start, lookAhead, maximumIterations });
      // before its start the reference has no solution
      const times = run.times.filter((time) => time >= (start ?? 0));
      return solveReference(model, { ...watched(run), times, step, ...own });
    },
  },
];

function optionsOf(solver: string): readonly RoadOptionName[] {
  return solvers.find(({ name }) => name === solver)?.options ?? [];
}

function defaultsOf(solver: string): Partial<RoadSettings> {
  return solvers.find(({ name }) => name === solver)?.defaults ?? {};
}

function modelSettings(settings: RoadSettings): NonlocalModelOptions {
  const { lr, beta1, beta2, epsilon, shifted, norm, kernel1, kernel2, biasCorrection } = settings;
  const optimizer = settings.optimizer as NonlocalModelOptions["optimizer"];
  return { optimizer, lr, ...defined({ beta1, beta2, epsilon, shifted, norm, kernel1, kernel2, biasCorrection }) };
}

function watched({ theta0, until, times, onProgress, isCancelled }: RoadRun) {
  return { initial: theta0, until, times, ...defined({ onProgress, isCancelled }) };
}

/** Only the fields that have a value: absent means default. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
