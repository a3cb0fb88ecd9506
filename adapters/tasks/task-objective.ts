import type { Objective } from "../../src/objectives/index.js";
import { wasmObjective } from "../jax/index.js";
import { readTask } from "../specs/index.js";
import { programOfTask } from "./program-of-task.js";

/** The objective of a spec, on all samples, and the first parameters of its network. */
export interface TaskObjective {
  readonly objective: Objective;
  readonly theta0: Float64Array;
  /** What the spec asks for and does not get, such as `batch 10`. */
  readonly passedOver: readonly string[];
}

/** Where the file of a spec is, and the data sets that it names. */
export interface TaskObjectiveOptions {
  /** Folder that a relative file name of a spec starts from. */
  readonly cwd: string;
  /** Folder of data sets, looked at before the usual places. */
  readonly dataFolder?: string | undefined;
}

/**
 * The loss of a spec's task as an objective that answers at once, by WebAssembly in float32.
 *
 * @throws {RangeError | SyntaxError} if the file is no spec, or its data are not there.
 */
export async function taskObjective(text: string, { cwd, dataFolder }: TaskObjectiveOptions): Promise<TaskObjective> {
  const { task, seed, batch, engine, folder } = await readTask(text, cwd);
  const { program, theta0 } = await programOfTask(task, { seed, dataFolder, cwd: folder });
  const passedOver = [...(engine === "native" ? ["engine native"] : []), ...(batch === null ? [] : [`batch ${batch}`])];
  return { objective: (await wasmObjective(program)).synchronous, theta0, passedOver };
}
