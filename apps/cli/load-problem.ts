import { loadObjective } from "../../adapters/files/index.js";
import {
  roads as allRoads,
  type RoadEntry,
  type RoadOptionName,
  type RoadSettings,
} from "../../src/experiments/index.js";
import { nearestNames } from "../../src/numeric/nearest.js";
import type { Objective } from "../../src/objectives/index.js";
import type { JobHooks } from "./job.js";
import { parseKernel } from "./kernel-text.js";
import type { MethodChoice, ObjectiveChoice, Problem, SettingValues } from "./problem-options.js";
import { usageError } from "./values.js";

export interface LoadedMethod {
  readonly settings: Omit<RoadSettings, "lr">;
  /** The settings with their defaults, as plain data. */
  readonly resolved: SettingValues;
}

interface MethodContext {
  readonly roads: readonly RoadEntry[];
  /** Learning rate that kernels are made for; absent for models that have none. */
  readonly lr: number | undefined;
}

export interface LoadedProblem extends LoadedMethod {
  readonly objective: Objective;
  readonly theta0: readonly number[];
}

/** The objective of a problem, after its settings have been found to mean something on these roads. */
export async function loadProblem(
  problem: Problem,
  { hooks, ...context }: MethodContext & { readonly hooks: JobHooks },
): Promise<LoadedProblem> {
  const { settings, resolved } = loadMethod(problem, context);
  const { objective, variables, theta0: own, source } = await loadNamed(problem, hooks);
  const known = new Set(context.roads.flatMap((road) => [...road.options(settings)]));
  const starts = (["velocity0", "v0"] as const).filter((option) => known.has(option));
  const vectors = starts.map((option) => {
    const numbers = Array.from(settings[option] ?? new Array<number>(objective.dimension).fill(0));
    checkCount(numbers, { action: problem.action, name: `--${option}`, dimension: objective.dimension, variables });
    return [option, numbers] as const;
  });
  const given = {
    ...Object.fromEntries(vectors),
    ...(source === "spec" && networkTolerance({ given: problem.settings, known, hooks })),
  };
  const theta0 = problem.theta0 ?? Array.from(own!);
  return { objective, theta0, settings: { ...settings, ...given }, resolved: { ...resolved, ...given } };
}

/** Tolerance on a network where none is given: far above what the rounding of float32 does to a solution. */
const NETWORK_TOLERANCE = 1e-4;

interface ToleranceContext {
  /** Settings without their defaults. */
  readonly given: SettingValues;
  /** Options that mean something. */
  readonly known: ReadonlySet<RoadOptionName>;
  readonly hooks: JobHooks;
}

function networkTolerance({ given, known, hooks }: ToleranceContext): { readonly tolerance?: number } {
  if (!known.has("tolerance") || given.tolerance !== undefined) return {};
  hooks.note(
    `Networks are evaluated in float32: solved to a tolerance of ${NETWORK_TOLERANCE} unless --tolerance is given.`,
  );
  return { tolerance: NETWORK_TOLERANCE };
}

/** The settings of an algorithm or equation, after they have been found to mean something on these roads. */
export function loadMethod(choice: MethodChoice, { roads, lr }: MethodContext): LoadedMethod {
  for (const road of roads) checkOptimizer(choice, road);
  const resolved = resolveSettings(choice, roads);
  return { settings: { ...parseKernels(resolved, { ...choice, lr }), optimizer: choice.optimizer }, resolved };
}

/** An objective that has as many parameters as there are numbers to start from. */
export async function loadChoice(choice: ObjectiveChoice, hooks: JobHooks): Promise<Objective> {
  return (await loadNamed(choice, hooks)).objective;
}

async function loadNamed(choice: ObjectiveChoice, hooks: JobHooks) {
  const { action, theta0, variables, cwd, dataFolder } = choice;
  const loaded = await loadObjective(choice.objective, {
    cwd,
    ...(theta0 && { theta0 }),
    ...(variables && { variables }),
    ...(dataFolder && { dataFolder }),
  });
  const { passedOver = [] } = loaded;
  if (passedOver.length > 0) {
    const list = passedOver.join(" or ");
    hooks.note(`This command evaluates on all samples, by WebAssembly, not with ${list} as ${choice.objective} says.`);
  }
  const names = loaded.variables;
  if (theta0) {
    checkCount(theta0, { action, name: "--theta0", dimension: loaded.objective.dimension, variables: names });
  }
  if (theta0 && names && names.length > 1) hooks.note(`Variables, in the order of --theta0: ${names.join(", ")}.`);
  return loaded;
}

interface CountContext {
  readonly action: string;
  readonly name: string;
  readonly dimension: number;
  /** Null where the objective does not name them. */
  readonly variables: readonly string[] | null;
}

/** Refuses a list that has not one number for each parameter. */
function checkCount(numbers: readonly number[], { action, name, dimension, variables }: CountContext): void {
  if (numbers.length === dimension) return;
  const order = variables && variables.length > 1 ? ` (${variables.join(", ")})` : "";
  const needed = dimension === 1 ? "1 number" : `${dimension} numbers`;
  throw usageError({ action, name, text: numbers.join(",") }, `${needed}${order}`);
}

function checkOptimizer({ action, optimizer }: MethodChoice, road: RoadEntry): void {
  if (road.optimizers.includes(optimizer)) return;
  const value = { action, name: "--optimizer", text: optimizer };
  const others = allRoads.filter(({ optimizers }) => optimizers.includes(optimizer));
  if (others.length > 0) {
    const known = road.optimizers.length === 1 ? road.optimizers[0] : `one of ${road.optimizers.join(", ")}`;
    const kinds = others.map(({ discrete }) => (discrete ? "a discrete algorithm" : "an equation"));
    const models = others.map(({ name }) => name).join(" or ");
    const advice = action !== "compare" ? `: use --model ${models}` : "";
    const what = `${optimizer} is ${[...new Set(kinds)].join(" and ")}${advice}`;
    throw usageError(value, `${known} for the ${road.name} model (${what})`);
  }
  const near = nearestNames(optimizer, road.optimizers);
  throw usageError(value, `an optimizer of the ${road.name} model such as ${near.join(", ")}`);
}

/** Settings with defaults; one that was typed and means nothing is refused, one from elsewhere is dropped. */
function resolveSettings(
  { action, optimizer, settings, typed }: MethodChoice,
  roads: readonly RoadEntry[],
): SettingValues {
  const solver = settings.solver === undefined ? undefined : String(settings.solver);
  const biasCorrection = settings.biasCorrection === true;
  const solvers = [...new Set(roads.flatMap((road) => road.solvers))];
  if (solver !== undefined && solvers.length > 0 && !solvers.includes(solver)) {
    throw usageError({ action, name: "--solver", text: solver }, solvers.join(" or "));
  }
  const choice = {
    optimizer,
    ...(solver !== undefined && { solver }),
    biasCorrection,
  };
  const known = new Set(roads.flatMap((road) => [...road.options(choice)]));
  for (const [option, flag] of Object.entries(typed) as [RoadOptionName, string][]) {
    if (known.has(option)) continue;
    const text = typeof settings[option] === "boolean" ? "given" : String(settings[option]);
    throw usageError({ action, name: flag, text }, meaninglessFor(roads, { optimizer, solver }));
  }
  const defaults = roads.map((road) => road.defaults(choice));
  const meant = Object.entries(Object.assign({}, ...defaults, settings) as SettingValues);
  return Object.fromEntries(meant.filter(([option]) => known.has(option as RoadOptionName)));
}

function parseKernels(
  resolved: SettingValues,
  { action, optimizer, lr }: MethodChoice & Pick<MethodContext, "lr">,
): Partial<RoadSettings> {
  if (optimizer === "general" && resolved.kernel2 === undefined) {
    throw usageError({ action, name: "--kernel2", text: "missing" }, "given for --optimizer general");
  }
  const kernels = (["kernel1", "kernel2"] as const).flatMap((option) => {
    const text = resolved[option];
    return text === undefined
      ? []
      : [[option, parseKernel({ action, name: `--${option}`, text: String(text) }, { lr: lr! })]];
  });
  return { ...resolved, ...Object.fromEntries(kernels) };
}

function meaninglessFor(
  roads: readonly RoadEntry[],
  { optimizer, solver }: { optimizer: string; solver: string | undefined },
) {
  const models = roads.map(({ name }) => name).join(" and ");
  const with_ = solver === undefined ? "" : ` and the ${solver} solver`;
  return `left out, as it means nothing for the ${models} model with ${optimizer}${with_}`;
}
