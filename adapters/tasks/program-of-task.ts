import {
  checkTask,
  type FitTask,
  initialParameters,
  type PointFunction,
  type ResidualTask,
  type SampleSets,
  sampleBoundaryProblem,
  sampleSineSum,
  type Task,
} from "../../src/networks/index.js";
import { expressionObjective } from "../../src/objectives/expression/index.js";
import { networkProgram, type Program, residualProgram } from "../jax/index.js";

/** What the program of a task depends on besides it. */
export interface ProgramOfTaskOptions {
  readonly seed: number;
  readonly dataFolder?: string | undefined;
  readonly cwd?: string | undefined;
}

/**
 * The loss of a task with its data, and the first parameters.
 *
 * @throws {RangeError} if something of the task is not as it must be or its data are not there.
 */
export async function programOfTask(
  task: Task,
  options: ProgramOfTaskOptions,
): Promise<{ readonly program: Program; readonly theta0: Float64Array }> {
  checkTask(task);
  const program =
    task.kind === "fit"
      ? networkProgram(task.network, { sets: await setsOf(task, options), loss: task.loss })
      : residualProgramOf(task, options);
  return { program, theta0: initialParameters(task.network, options) };
}

async function setsOf({ data }: FitTask, { seed, dataFolder, cwd }: ProgramOfTaskOptions): Promise<SampleSets> {
  if (data.source === "sine-sum") return sampleSineSum(data, { seed });
  const { loadSamples } = await import("../data/index.js");
  // places of data sets start from the working folder, wherever the spec is
  return loadSamples(data, data.source === "csv" ? { cwd } : { folder: dataFolder });
}

function residualProgramOf(task: ResidualTask, { seed }: ProgramOfTaskOptions): Program {
  const { source, boundaryValue, solution, advection } = task.problem;
  const variables = advection.map((_, k) => `x${k + 1}`);
  const functionOf = (text: string): PointFunction => {
    const { value } = expressionObjective(text, { variables });
    return (point) => value(point);
  };
  const samples = sampleBoundaryProblem(task, {
    seed,
    source: functionOf(source),
    boundaryValue: functionOf(boundaryValue),
    solution: solution === null ? null : functionOf(solution),
  });
  return residualProgram(task.network, { problem: task.problem, samples });
}
