import { shapeSize } from "../../src/networks/index.js";
import { type DataBlock, type Shapes, totalSize } from "../jax/index.js";
import { openSession } from "./session.js";
import { type Traced, traceModel } from "./trace.js";

/** Arrays that stand one after the other in one piece of memory, or each in its own. */
export interface Blocks {
  readonly shapes: Shapes;
  readonly parts: readonly Float32Array[];
  /** Whether the numbers never change: the runtime then lays them out as its products like it best. */
  readonly isConstant?: boolean;
}

/** Blocks of one vector. */
export interface FlatBlocks extends Blocks {
  readonly all: Float32Array;
}

/** A function that runs: its inputs are read where they are, its outputs are written where they are. */
export interface Evaluation {
  run(): Promise<void>;
  release(): Promise<void>;
}

export function createBlocks(shapes: Shapes): FlatBlocks {
  const all = new Float32Array(totalSize(shapes));
  let offset = 0;
  const parts = shapes.map((shape) => {
    const start = offset;
    offset += shapeSize(shape);
    return all.subarray(start, offset);
  });
  return { shapes, parts, all };
}

/** The samples of a program where they are. */
export function dataBlocks(data: readonly DataBlock[]): Blocks {
  return { shapes: data.map(({ shape }) => shape), parts: data.map(({ values }) => values) };
}

/** Bytes up to which samples may become part of a model, which for a while holds them several times. */
const MOST_CONSTANT = 2 ** 26;

/** The samples as constants, if they are not too many for that. */
export function constantBlocks(data: readonly DataBlock[]): Blocks {
  const bytes = data.reduce((sum, { values }) => sum + values.byteLength, 0);
  return { ...dataBlocks(data), isConstant: bytes <= MOST_CONSTANT };
}

/** Traces and lowers a function of the inputs, and makes it ready to run on `threads` threads. */
export async function openEvaluation(
  f: Traced,
  { inputs, outputs, threads }: { inputs: readonly Blocks[]; outputs: readonly Blocks[]; threads: number },
): Promise<Evaluation> {
  const lists = inputs.map(({ shapes, parts, isConstant }) => (isConstant ? { shapes, constants: parts } : { shapes }));
  const parts = (ends: readonly Blocks[]) => ends.flatMap(({ parts }) => parts);
  const fed = inputs.filter(({ isConstant }) => !isConstant);
  return openSession(traceModel(f, lists), { inputs: parts(fed), outputs: parts(outputs), threads });
}

/** What is made when it is first asked for. */
export interface Lazy<T> {
  get(): Promise<T>;
  /** Applied to it if it has been made. */
  finish(action: (made: T) => Promise<void>): Promise<void>;
}

export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | null = null;
  return {
    get() {
      made ??= make();
      return made;
    },
    async finish(action) {
      if (made !== null) await action(await made);
    },
  };
}
