import type { InferenceSession, Tensor as RuntimeTensor } from "onnxruntime-node";
import { encodeModel, type Model } from "./model.js";

/** A model that runs: inputs and outputs are memory that stays where it is. */
export interface Session {
  /** Runs the model on what the inputs hold now; the outputs hold the result when it is done. */
  run(): Promise<void>;
  release(): Promise<void>;
}

/** Memory of the ends of a model, in their order. */
export interface SessionEnds {
  readonly inputs: readonly Float32Array[];
  readonly outputs: readonly Float32Array[];
  /** Threads of one operation. */
  readonly threads: number;
}

type Runtime = typeof import("onnxruntime-node");

let runtime: Promise<Runtime> | null = null;

/** The runtime, loaded once. */
export function loadRuntime(): Promise<Runtime> {
  // A module of the older kind: its exports may all be in the default one.
  runtime ??= import("onnxruntime-node").then(
    (module) => (module as Runtime & { default?: Runtime }).default ?? module,
  );
  return runtime;
}

/** Whether models can run natively here: the optional packages are installed and the library fits the machine. */
export async function canRunNatively(): Promise<boolean> {
  try {
    await Promise.all([loadRuntime(), import("onnx-buf"), import("@bufbuild/protobuf")]);
    return true;
  } catch {
    return false;
  }
}

export async function openSession(model: Model, { inputs, outputs, threads }: SessionEnds): Promise<Session> {
  const { InferenceSession, Tensor } = await loadRuntime();
  const session: InferenceSession = await InferenceSession.create(await encodeModel(model), {
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    extra: { optimization: { disable_specified_optimizers: "GemmTransposeFusion" } },
    executionMode: "sequential",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
  });
  const tensors = (prefix: string, memory: readonly Float32Array[], ends: Model["inputs"]) =>
    Object.fromEntries(
      memory.map((values, i): [string, RuntimeTensor] => [
        `${prefix}${i}`,
        new Tensor("float32", values, ends[i]!.shape),
      ]),
    );
  const feeds = tensors("i", inputs, model.inputs);
  const fetches = tensors("o", outputs, model.outputs);
  return {
    async run() {
      await session.run(feeds, fetches);
    },
    release: () => session.release(),
  };
}
