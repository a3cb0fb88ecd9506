import { resolve } from "node:path";
import type { Objective } from "../../src/objectives/index.js";
import type { TrainingSetting } from "../../src/training/index.js";
import { readSpec } from "../files/read-spec.js";
import { trainSpecOf } from "../files/train-spec.js";
import { wasmObjective } from "../jax/index.js";
import { programOfTask } from "./program-of-task.js";

/** The objective of a spec, on all samples, and the first parameters of its network. */
export interface TaskObjective {
  readonly objective: Objective;
  readonly theta0: Float64Array;
}

/** What a spec says of task and seed; the rest of it is for training. */
export async function readTask(text: string, cwd: string): Promise<Pick<TrainingSetting, "task" | "seed">> {
  const { setting } = trainSpecOf(await readSpec(resolve(cwd, text), text), { name: text });
  return setting;
}

/**
 * The loss of a spec's task as an objective that answers at once, by WebAssembly in float32.
 *
 * @throws {RangeError | SyntaxError} if the file is no spec, or its data are not there.
 */
export async function taskObjective(text: string, { cwd }: { readonly cwd: string }): Promise<TaskObjective> {
  const { task, seed } = await readTask(text, cwd);
  const { program, theta0 } = await programOfTask(task, { seed, cwd });
  return { objective: (await wasmObjective(program)).synchronous, theta0 };
}
