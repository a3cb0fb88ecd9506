import { availableParallelism } from "node:os";
import type { TrainingObjective } from "../../src/training/index.js";
import {
  checkLength,
  createSelection,
  type Measure,
  type Program,
  type ProgramFunctions,
  programFunctions,
  refuseDisposed,
  totalSize,
} from "../jax/index.js";
import {
  type Blocks,
  constantBlocks,
  createBlocks,
  dataBlocks,
  type FlatBlocks,
  lazy,
  openEvaluation,
} from "./evaluation.js";
import type { Traced } from "./trace.js";

export interface NativeObjectiveOptions {
  /** Samples of an evaluation, fewer than the program has; all if absent or null. */
  readonly batch?: number | null;
  /** Threads of one operation; as many as the machine has cores if absent. The result does not depend on it. */
  readonly threads?: number;
}

/**
 * A program as an objective that ONNX Runtime evaluates: traced, lowered to a graph, and run in float32.
 *
 * Parameters, gradients and samples lie in memory that the graph reads and writes in place. Losses that are not finite come
 * back as they are; the zeros that differentiation multiplies by are exact zeros even beside numbers that are not finite.
 *
 * @throws {TypeError} if the program uses a primitive that cannot be lowered.
 * @throws {RangeError} if threads is not an integer ≥ 1, or the batch does not fit the samples.
 */
export async function nativeObjective(
  program: Program,
  { batch = null, threads = availableParallelism() }: NativeObjectiveOptions = {},
): Promise<TrainingObjective> {
  checkThreads(threads);
  const { samples, batchSize, data, rows } = createSelection(program, batch);
  const blocks = batchSize < samples ? copyOf(data) : data;
  const isWhole = batchSize === samples;
  const { evaluate, product, measures } = await openEvaluations({ ...program, data: blocks }, { isWhole, threads });
  const { inTurn, end } = createQueue();
  return {
    dimension: totalSize(program.parameters),
    samples,
    batchSize,
    engine: "native",
    valueAndGradient: (theta, out) => inTurn(() => evaluate.at(theta, out)),
    hessianVector: (theta, direction, out) => inTurn(async () => (await product.get()).at(theta, direction, out)),
    useBatch(indices) {
      rows(indices).forEach(({ values }, i) => {
        blocks[i]!.values.set(values);
      });
    },
    measure: (theta) =>
      inTurn(async () => {
        const found: Record<string, number> = {};
        for (const { name, value } of measures) found[name] = await (await value.get()).at(theta);
        return found;
      }),
    dispose() {
      const lazies = [product, ...measures.map(({ value }) => value)];
      end(() => Promise.all([evaluate.release(), ...lazies.map((each) => each.finish((made) => made.release()))]));
    },
  };
}

/** Sessions of a program on the same parameters; all but the first wait until they are asked for. */
async function openEvaluations(program: Program, { isWhole, threads }: { isWhole: boolean; threads: number }) {
  const data = dataBlocks(program.data);
  const shared = { program, functions: programFunctions(program), theta: createBlocks(program.parameters), threads };
  return {
    evaluate: await openGradient({ ...shared, data: isWhole ? constantBlocks(program.data) : data }),
    product: lazy(() => openProduct({ ...shared, data })),
    measures: program.measures.map((measure) => ({
      name: measure.name,
      value: lazy(() => openMeasure(measure, { ...shared, data: dataBlocks(measure.data) })),
    })),
  };
}

interface Shared {
  readonly program: Program;
  readonly functions: ProgramFunctions;
  /** The parameters, in the memory that all sessions read. */
  readonly theta: FlatBlocks;
  readonly data: Blocks;
  readonly threads: number;
}

async function openGradient({ program, functions, theta, data, threads }: Shared) {
  const [loss, gradient] = [createBlocks([[]]), createBlocks(program.parameters)];
  const ends = { inputs: [theta, data], outputs: [loss, gradient] };
  const { run, release } = await openEvaluation(functions.valueAndGradient, { ...ends, threads });
  const at = async (point: Float64Array, out: Float64Array) => {
    fill(theta, point);
    await run();
    checkLength(out, theta.shapes);
    out.set(gradient.all);
    return loss.all[0]!;
  };
  return { at, release };
}

async function openProduct({ program, functions, theta, data, threads }: Shared) {
  const [direction, result] = [createBlocks(program.parameters), createBlocks(program.parameters)];
  const ends = { inputs: [theta, direction, data], outputs: [result] };
  const { run, release } = await openEvaluation(functions.hessianVector, { ...ends, threads });
  const at = async (point: Float64Array, along: Float64Array, out: Float64Array) => {
    fill(theta, point);
    fill(direction, along);
    await run();
    checkLength(out, theta.shapes);
    out.set(result.all);
  };
  return { at, release };
}

async function openMeasure(measure: Measure, { theta, data, threads }: Shared) {
  const value = createBlocks([[]]);
  const f: Traced = (parameters, blocks) => [measure.value(parameters!, blocks!)];
  const { run, release } = await openEvaluation(f, { inputs: [theta, data], outputs: [value], threads });
  const at = async (point: Float64Array) => {
    fill(theta, point);
    await run();
    return value.all[0]!;
  };
  return { at, release };
}

/** Writes a vector, rounded to float32, where the engine reads it. */
function fill({ shapes, all }: FlatBlocks, vector: Float64Array): void {
  checkLength(vector, shapes);
  all.set(vector);
}

interface Queue {
  /** Runs a task after those that were given before. */
  inTurn<T>(task: () => Promise<T>): Promise<T>;
  /** Runs the last task, once; whatever comes later is refused. */
  end(task: () => Promise<unknown>): void;
}

/** Runs tasks one after the other, as they share memory. */
function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let isOver = false;
  return {
    async inTurn(task) {
      if (isOver) refuseDisposed();
      const result = last.then(task);
      last = result.catch(() => {});
      return result;
    },
    end(task) {
      if (!isOver) void last.then(task);
      isOver = true;
    },
  };
}

function copyOf(data: Program["data"]): Program["data"] {
  return data.map(({ shape, values }) => ({ shape, values: values.slice() }));
}

function checkThreads(threads: number): void {
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new RangeError(
      `Cannot run an objective natively as threads must be an integer ≥ 1: current value is ${threads}`,
    );
  }
}
