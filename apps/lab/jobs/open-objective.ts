import { createObjective, type Objective, objectives, parseObjectiveName } from "../../../src/objectives/index.js";

/** An objective as a user wrote it, and where it starts. */
export interface OpenObjective {
  readonly objective: Objective;
  /** Names of its parameters. */
  readonly variables: readonly string[];
  /** The start that was asked for, or the customary one. */
  readonly theta0: Float64Array;
}

/** The last objective: most requests ask for the same again. */
let last: { readonly text: string; readonly found: Promise<Omit<OpenObjective, "theta0">> } | null = null;

/**
 * The objective that a text means, by name or as an expression; the parser of expressions is loaded only for these.
 *
 * @throws {RangeError | SyntaxError} with one sentence if it means none, or if the start does not fit it.
 */
export async function openObjective(text: string, theta0: readonly number[]): Promise<OpenObjective> {
  if (last?.text !== text) last = { text, found: open(text) };
  const found = await last.found;
  const { dimension } = found.objective;
  if (theta0.length !== 0 && theta0.length !== dimension) {
    const what = dimension === 1 ? "1 number" : `${dimension} numbers, one for each parameter`;
    throw new RangeError(`Cannot start as theta0 must be ${what}: current value is ${theta0.join(", ")}`);
  }
  return { ...found, theta0: Float64Array.from(theta0.length === 0 ? customaryStart(text, found.objective) : theta0) };
}

async function open(text: string): Promise<Omit<OpenObjective, "theta0">> {
  const named = parseObjectiveName(text);
  if (named !== null) {
    const objective = createObjective(named.name, named.args);
    return { objective, variables: variableNames(objective.dimension) };
  }
  const { expressionObjective } = await import("../../../src/objectives/expression/index.js");
  const objective = expressionObjective(text);
  return { objective, variables: objective.variables };
}

function customaryStart(text: string, objective: Objective): readonly number[] {
  const named = parseObjectiveName(text);
  const entry = named && objectives.find(({ name }) => name === named.name);
  return entry ? entry.start(objective) : new Array<number>(objective.dimension).fill(1);
}

function variableNames(dimension: number): readonly string[] {
  if (dimension <= 3) return ["x", "y", "z"].slice(0, dimension);
  return Array.from({ length: dimension }, (_, k) => `x${k + 1}`);
}
