import { jit, numpy as np } from "@jax-js/jax";
import { symmetrise } from "../../src/numeric/symmetrise.js";
import type { Objective } from "../../src/objectives/index.js";
import type { TrainingObjective } from "../../src/training/index.js";
import { joinBlocks, splitBlocks, totalSize } from "./blocks.js";
import { programFunctions } from "./functions.js";
import type { DataBlock, Program } from "./program.js";
import { refuseDisposed } from "./refuse-disposed.js";
import { createSelection } from "./selection.js";

export interface WasmObjectiveOptions {
  /** Samples of an evaluation, fewer than the program has; all if absent or null. */
  readonly batch?: number | null;
}

/** A program on WebAssembly: answers later, as training asks it, or at once, as everything else does. */
export interface WasmObjective extends TrainingObjective {
  /** The same function, on the same samples. */
  readonly synchronous: Objective;
}

/** Parameters up to which a Hessian is worth its columns. */
const MOST_COLUMNS = 512;
const FLOAT32_ROUNDING = 2 ** -24;

type Blocks = readonly np.Array[];

/** What can be asked of a program on its data, as arrays that are still to be read. */
interface Evaluations {
  value(theta: Float64Array): Blocks;
  valueAndGradient(theta: Float64Array): Blocks;
  hessianVector(theta: Float64Array, direction: Float64Array): Blocks;
}

/**
 * A program as an objective that WebAssembly evaluates, in float32; θ, gradients and products are rounded to and from it.
 *
 * Each of its functions is compiled when it is first asked for, and data stay in the engine's memory. A loss that is not finite
 * is returned like any other.
 *
 * @throws {RangeError} if there cannot be batches of that size.
 */
export function wasmObjective(program: Program, { batch = null }: WasmObjectiveOptions = {}): WasmObjective {
  const selection = createSelection(program, batch);
  let data: Blocks | null = selection.data.map(load);
  const current = () => (data === null ? refuseDisposed() : share(data));
  const { evaluations, dispose } = trace(program, current);
  const measures = traceMeasures(program);
  const dimension = totalSize(program.parameters);
  return {
    dimension,
    samples: selection.samples,
    batchSize: selection.batchSize,
    engine: "wasm",
    synchronous: atOnce(dimension, evaluations),
    async valueAndGradient(theta, out) {
      const [loss, ...gradient] = await read(evaluations.valueAndGradient(theta));
      joinBlocks(gradient, out);
      return loss![0]!;
    },
    async hessianVector(theta, direction, out) {
      joinBlocks(await read(evaluations.hessianVector(theta, direction)), out);
    },
    useBatch(indices) {
      const rows = selection.rows(indices);
      release(data ?? refuseDisposed());
      data = rows.map(load);
    },
    measure: (theta) => (data === null ? refuseDisposed() : measures.measure(theta)),
    dispose() {
      if (data === null) return;
      release(data);
      data = null;
      dispose();
      measures.dispose();
    },
  };
}

/** The objective that waits for its answers. */
function atOnce(dimension: number, evaluations: Evaluations): Objective {
  const valueAndGradient = (theta: Float64Array, out: Float64Array) => {
    const [loss, ...gradient] = readSync(evaluations.valueAndGradient(theta));
    joinBlocks(gradient, out);
    return loss![0]!;
  };
  const hessianVector = (theta: Float64Array, direction: Float64Array, out: Float64Array) => {
    joinBlocks(readSync(evaluations.hessianVector(theta, direction)), out);
  };
  return {
    dimension,
    value: (theta) => readSync(evaluations.value(theta))[0]![0]!,
    gradient(theta, out) {
      valueAndGradient(theta, out);
    },
    valueAndGradient,
    hessianVector,
    ...(dimension <= MOST_COLUMNS && { hessian: columnsOf(hessianVector, dimension) }),
    precision: FLOAT32_ROUNDING,
  };
}

/** The Hessian by its columns, made symmetric: they differ by their rounding. */
function columnsOf(product: NonNullable<Objective["hessianVector"]>, d: number): NonNullable<Objective["hessian"]> {
  const [direction, column] = [new Float64Array(d), new Float64Array(d)];
  return (theta, out) => {
    for (let j = 0; j < d; j++) {
      direction[j] = 1;
      product(theta, direction, column);
      direction[j] = 0;
      out.set(column, j * d);
    }
    symmetrise(out, d);
  };
}

/** Compiles the functions of a program, on whatever data are current when they are called. */
function trace(program: Program, data: () => np.Array[]): { evaluations: Evaluations; dispose(): void } {
  const functions = programFunctions(program);
  const value = jit(functions.value);
  const valueAndGradient = jit(functions.valueAndGradient);
  const hessianVector = jit(functions.hessianVector);
  const blocks = (vector: Float64Array) => loadVector(vector, program);
  return {
    evaluations: {
      value: (theta) => value(blocks(theta), data()),
      valueAndGradient: (theta) => valueAndGradient(blocks(theta), data()),
      hessianVector: (theta, direction) => hessianVector(blocks(theta), blocks(direction), data()),
    },
    dispose() {
      for (const traced of [value, valueAndGradient, hessianVector]) traced.dispose();
    },
  };
}

interface Measures {
  measure(theta: Float64Array): Promise<Record<string, number>>;
  dispose(): void;
}

/** Compiles the measures of a program; a block that several of them see is loaded once. */
function traceMeasures(program: Program): Measures {
  const loaded = new Map<DataBlock, np.Array>();
  for (const block of program.measures.flatMap(({ data }) => data)) {
    if (!loaded.has(block)) loaded.set(block, load(block));
  }
  const traced = program.measures.map((measure) => ({
    name: measure.name,
    data: measure.data.map((block) => loaded.get(block)!),
    value: jit((parameters: np.Array[], blocks: np.Array[]) => measure.value(parameters, blocks)),
  }));
  return {
    async measure(theta) {
      const found: Record<string, number> = {};
      for (const { name, data, value } of traced) {
        const [number] = await read([value(loadVector(theta, program), share(data))]);
        found[name] = number![0]!;
      }
      return found;
    },
    dispose() {
      release([...loaded.values()]);
      for (const { value } of traced) value.dispose();
    },
  };
}

/** A flat vector as blocks of parameters on the engine. */
function loadVector(vector: Float64Array, { parameters }: Program): np.Array[] {
  return splitBlocks(vector, parameters).map((values, block) => load({ shape: parameters[block]!, values }));
}

/** Copies a block to the engine. */
function load({ shape, values }: DataBlock): np.Array {
  return np.array(values as Float32Array<ArrayBuffer>, { shape: [...shape] });
}

/** Arrays that stay alive when a function has used its own references. */
function share(blocks: Blocks): np.Array[] {
  return blocks.map((block) => block.ref);
}

function release(blocks: Blocks): void {
  for (const block of blocks) block.dispose();
}

function readSync(arrays: Blocks): Float32Array[] {
  return arrays.map((array) => array.dataSync() as Float32Array);
}

function read(arrays: Blocks): Promise<Float32Array[]> {
  return Promise.all(arrays.map((array) => array.data() as Promise<Float32Array>));
}
