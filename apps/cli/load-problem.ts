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

export interface LoadedProblem extends LoadedMethod {
  readonly objective: Objective;
}

/** The objective of a problem, after its settings have been found to mean something on these roads. */
export async function loadProblem(
  problem: Problem,
  { roads, hooks }: { readonly roads: readonly RoadEntry[]; readonly hooks: JobHooks },
): Promise<LoadedProblem> {
  const method = loadMethod(problem, roads);
  return { ...method, objective: await loadChoice(problem, hooks) };
}

/** The settings of an algorithm or equation, after they have been found to mean something on these roads. */
export function loadMethod(choice: MethodChoice, roads: readonly RoadEntry[]): LoadedMethod {
  for (const road of roads) checkOptimizer(choice, road);
  const resolved = resolveSettings(choice, roads);
  return { settings: { ...parseKernels(resolved, choice), optimizer: choice.optimizer }, resolved };
}

/** An objective that has as many parameters as there are numbers to start from. */
export async function loadChoice(choice: ObjectiveChoice, hooks: JobHooks): Promise<Objective> {
  const { action, theta0, variables, cwd } = choice;
  const loaded = await loadObjective(choice.objective, {
    cwd,
    ...(theta0 && { theta0 }),
    ...(variables && { variables }),
  });
  const { dimension } = loaded.objective;
  const names = loaded.variables;
  if (theta0 && theta0.length !== dimension) {
    const order = names && names.length > 1 ? ` (${names.join(", ")})` : "";
    const needed = dimension === 1 ? "1 number" : `${dimension} numbers`;
    throw usageError({ action, name: "--theta0", text: theta0.join(",") }, `${needed}${order}`);
  }
  if (theta0 && names && names.length > 1) hooks.note(`Variables, in the order of --theta0: ${names.join(", ")}.`);
  return loaded.objective;
}

function checkOptimizer({ action, optimizer }: MethodChoice, road: RoadEntry): void {
  if (road.optimizers.includes(optimizer)) return;
  const value = { action, name: "--optimizer", text: optimizer };
  const other = allRoads.find(({ optimizers }) => optimizers.includes(optimizer));
  if (other !== undefined) {
    const kind = other.discrete ? "a discrete algorithm" : "an equation";
    const advice = action !== "compare" ? `: use --model ${other.name}` : "";
    throw usageError(
      value,
      `one of ${road.optimizers.join(", ")} for the ${road.name} model (${optimizer} is ${kind}${advice})`,
    );
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
  const continuous = roads.some((road) => !road.discrete);
  if (solver !== undefined && continuous && !["fast", "reference"].includes(solver)) {
    throw usageError({ action, name: "--solver", text: solver }, "fast or reference");
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

function parseKernels(resolved: SettingValues, { action, optimizer }: MethodChoice): Partial<RoadSettings> {
  if (optimizer === "general" && resolved.kernel2 === undefined) {
    throw usageError({ action, name: "--kernel2", text: "missing" }, "given for --optimizer general");
  }
  const kernels = (["kernel1", "kernel2"] as const).flatMap((option) => {
    const text = resolved[option];
    return text === undefined ? [] : [[option, parseKernel({ action, name: `--${option}`, text: String(text) })]];
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
