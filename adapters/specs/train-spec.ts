import type { Task } from "../../src/networks/index.js";
import { findByName } from "../../src/numeric/index.js";
import {
  createOptimizer,
  type OptimizerOptions,
  optimizers,
  optionsOfRates,
  preconditionedOptimizers,
  type RatedOptions,
} from "../../src/optimizers/index.js";
import type { Engine, TrainingSetting } from "../../src/training/index.js";
import { checkedPlan } from "../../src/training/train-options.js";
import { createSpecProblems } from "./train-spec-problems.js";
import { type SpecValues, specSchemas } from "./train-spec-schema.js";
import { taskOf } from "./train-task.js";

/** A training run as a file describes it, with its defaults. */
export interface TrainSpec {
  readonly setting: TrainingSetting;
  readonly engine: Engine | "auto";
}

/** How a spec is taken. */
export interface TrainSpecOptions {
  /** How sentences call the file. */
  readonly name: string;
  /** Values that go before those of the file. */
  readonly overrides?: Readonly<Partial<SpecValues>>;
  /** Values that stand in where the file has none. */
  readonly defaults?: Readonly<Partial<SpecValues>>;
}

const optionNames = [
  ...["lr", "beta1", "beta2", "rate1", "rate2", "epsilon", "weightDecay", "lrDecay", "momentum", "nesterov", "norm"],
] as readonly (keyof RatedOptions)[];

/** Rows of metrics of a run, and measurements of the curvature and of tests, where nothing is said of them. */
const usualRows = 1000;
const usualMeasurements = 50;

/**
 * The run that a value read from a file describes.
 *
 * @throws {RangeError} if it is no spec; a sentence for each problem, an unknown key with the nearest known one.
 */
export function trainSpecOf(value: unknown, options: TrainSpecOptions): TrainSpec {
  try {
    return settingOf(value, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // what the library refuses is refused of this file
    error.message = error.message.replace(/^Cannot [^:\n]*? as /gm, `Cannot read ${options.name} as `);
    throw error;
  }
}

function settingOf(value: unknown, { name, overrides, defaults }: TrainSpecOptions): TrainSpec {
  const problems = createSpecProblems(name);
  const given = problems.check(specSchemas.spec, value, "");
  // of what is no mapping there is no more to say
  if (typeof value !== "object" || Array.isArray(value)) problems.conclude();
  // what is inside is looked at too, so that all that is wrong is said at once
  const spec: SpecValues = { ...defaults, ...given, ...innerOf(value), ...overrides };
  const task = taskOf(spec, problems);
  const { optimizer = "adam", steps = 1000, seed = 1, batch = null, engine = "auto" } = spec;
  const options = optionsOf(spec, optimizer);
  const { every = Math.max(1, Math.ceil(steps / usualRows)) } = spec;
  const rarely = every * Math.max(1, Math.ceil(steps / usualMeasurements / every));
  const { curvatureEvery = preconditionedOptimizers.includes(optimizer) ? rarely : 0, measureEvery = rarely } = spec;
  const rest = { steps, seed, batch, every, curvatureEvery, measureEvery };
  checkedPlan(rest);
  return { setting: { task, optimizer, options, ...rest }, engine };
}

/** The parts of a spec that have schemas of their own; one that is left empty counts as missing. */
function innerOf(value: unknown): SpecValues {
  const { network, data, problem } = Object(value) as SpecValues;
  return { network: network ?? undefined, data: data ?? undefined, problem: problem ?? undefined };
}

/** All options of an optimizer, factors in place of rates. */
function optionsOf(spec: SpecValues, optimizer: string): OptimizerOptions {
  const given = Object.fromEntries(
    optionNames.flatMap((name) => (spec[name] === undefined ? [] : [[name, spec[name]] as const])),
  );
  const options = optionsOfRates({ lr: 1e-3, ...given });
  // its own checks, of what it has not and of ranges
  createOptimizer(optimizer, options);
  const entry = findByName(optimizers, optimizer, { action: "train", what: "optimizer" });
  const { lr, ...others } = options;
  return { lr, ...entry.defaults, ...others };
}

/** A setting as a spec that says everything: what `trainSpecOf` makes of it is this setting on this engine. */
export function specOf({ task, options, ...setting }: TrainingSetting, engine: Engine): Record<string, unknown> {
  const { optimizer, ...rest } = setting;
  return { ...taskPart(task), optimizer, ...options, ...rest, engine };
}

function taskPart(task: Task): Record<string, unknown> {
  const { kind: _, ...parts } = task;
  return parts;
}
