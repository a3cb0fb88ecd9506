import { createObjective, type Objective, type ObjectiveName, parseObjectiveName } from "../../src/objectives/index.js";
import { isSpec } from "../specs/is-spec.js";
import { checkObjective } from "./check-objective.js";
import { guardObjective } from "./guard-objective.js";
import { importModule } from "./import-module.js";
import { moduleObjective } from "./module-objective.js";

/** Options of {@link loadObjective}. */
export interface LoadOptions {
  /** Order of the variables of an expression; means nothing for a name or a file. */
  readonly variables?: readonly string[];
  /** Where a file's value and gradient are checked; without it only their types are. */
  readonly theta0?: ArrayLike<number>;
  /** Folder that a relative file name starts from; default the current one. */
  readonly cwd?: string;
  /** Folder of data sets of a spec, looked at before the usual places. */
  readonly dataFolder?: string;
}

/** What {@link loadObjective} found. */
export interface LoadedObjective {
  readonly objective: Objective;
  /** Names of the parameters in their order; null if they have none. */
  readonly variables: readonly string[] | null;
  readonly source: "name" | "expression" | "file" | "spec";
  /** Where it starts by itself: the first parameters of a network. */
  readonly theta0?: Float64Array;
  /** What a spec asks for and does not get here, where all samples are evaluated by WebAssembly. */
  readonly passedOver?: readonly string[];
}

const FILE = /\.(?:ts|js|mjs)$|^\.{0,2}\//;

function namedObjective(text: string, { name, args }: ObjectiveName): Objective {
  try {
    return createObjective(name, args);
  } catch (error) {
    // a lone variable is read as a name, so say how to write it as a formula
    if (text.trim().length > 1) throw error;
    const { message } = error as Error;
    throw new RangeError(message.replace(": current value", ` (as a formula it is written (${name})): current value`));
  }
}

async function fileObjective(text: string, { theta0, cwd }: LoadOptions): Promise<Objective> {
  const module = await importModule(text, { cwd: cwd ?? process.cwd(), what: "the objective" });
  const objective = moduleObjective(module, text);
  if (theta0 !== undefined) checkObjective(objective, { theta0, name: text });
  return guardObjective(objective, text);
}

/**
 * The objective that a text on the command line means: a name, a file, the spec of a network or an expression.
 *
 * A spec ends in .yaml, .yml or .json; a file ends in .ts, .js or .mjs or starts with /, ./ or ../; `identifier` and `identifier(numbers)` are names;
 * everything else is an expression. What only one of them needs is loaded only then.
 *
 * @throws {RangeError | SyntaxError | TypeError} with one sentence that says what is wrong: an unknown name, an expression
 *   that cannot be read, a file that cannot be loaded or whose value or gradient is wrong at `theta0`.
 * @example
 * (await loadObjective("rosenbrock1d(4)")).objective.dimension; // 1
 */
export async function loadObjective(text: string, options: LoadOptions = {}): Promise<LoadedObjective> {
  const { variables, cwd = process.cwd(), dataFolder } = options;
  if (isSpec(text) && variables === undefined) {
    const { taskObjective } = await import("../tasks/index.js");
    const found = await taskObjective(text.trim(), { cwd, dataFolder });
    return { ...found, variables: null, source: "spec" };
  }
  const isFile = FILE.test(text.trim());
  const named = isFile ? null : parseObjectiveName(text);
  if (!isFile && named === null) {
    const { expressionObjective } = await import("../../src/objectives/expression/index.js");
    const objective = expressionObjective(text, variables === undefined ? {} : { variables });
    return { objective, variables: objective.variables, source: "expression" };
  }
  if (variables !== undefined) {
    throw new RangeError(
      `Cannot load the objective as variables must be given only with an expression: current value is ${text}`,
    );
  }
  if (named !== null) return { objective: namedObjective(text, named), variables: null, source: "name" };
  return { objective: await fileObjective(text.trim(), options), variables: null, source: "file" };
}
