import { availableParallelism } from "node:os";
import type { Task } from "../../src/networks/index.js";
import type { Engine, TrainingObjective } from "../../src/training/index.js";
import type { Program } from "../jax/index.js";
import { programOfTask } from "./program-of-task.js";

/** How a task is opened. */
export interface OpenTaskOptions {
  /** Seed of drawn data and of the first parameters. */
  readonly seed: number;
  /** Samples of an evaluation; null: all. */
  readonly batch: number | null;
  /** auto: native where ONNX Runtime can be used, otherwise wasm. */
  readonly engine: Engine | "auto";
  /** Threads of the native engine, default as many as cores; results do not depend on it. */
  readonly threads?: number | undefined;
  /** Folder of data sets, looked at before the usual places. */
  readonly dataFolder?: string | undefined;
  /** Folder that the name of a CSV file starts from; default the current one. */
  readonly cwd?: string | undefined;
}

/** A task that can be trained. */
export interface OpenedTask {
  readonly objective: TrainingObjective;
  /** The first parameters. */
  readonly theta0: Float64Array;
}

/**
 * Loads or draws the data of a task, and puts its loss on an engine.
 *
 * @throws {RangeError} if something of the task is not as it must be, if its data are not there, or if the engine is not.
 */
export async function openTask(task: Task, options: OpenTaskOptions): Promise<OpenedTask> {
  const { batch, engine, threads = availableParallelism() } = options;
  const { program, theta0 } = await programOfTask(task, options);
  return { objective: await onEngine(program, { engine, threads, batch }), theta0 };
}

async function onEngine(
  program: Program,
  { engine, threads, batch }: { engine: Engine | "auto"; threads: number; batch: number | null },
): Promise<TrainingObjective> {
  if (engine !== "wasm") {
    const { canRunNatively, nativeObjective } = await import("../onnx/index.js");
    if (await canRunNatively()) return nativeObjective(program, { batch, threads });
    if (engine === "native") {
      throw new RangeError(
        "Cannot open the task as onnxruntime-node and onnx-buf must be installed and fit this machine for the engine native: current value is a module that does not load",
      );
    }
  }
  const { wasmObjective } = await import("../jax/index.js");
  return wasmObjective(program, { batch });
}
