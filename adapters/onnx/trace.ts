import { makeJaxpr, numpy as np } from "@jax-js/jax";
import type { Shapes } from "../jax/index.js";
import { createGraph, type ElementType, type Graph, type Tensor, type Values } from "./graph.js";
import type { TracedProgram } from "./jaxpr.js";
import { lowerProgram } from "./lower.js";
import type { Model } from "./model.js";
import { rewriteModel } from "./rewrite.js";
import { spreadScalar, type View, viewTensor, withoutOnes } from "./view.js";

/** A function of lists of arrays, as the tracer takes it. */
export type Traced = (...lists: np.Array[][]) => np.Array[];

/** Arrays of one list. */
export interface TracedList {
  readonly shapes: Shapes;
  /** What the arrays hold if that never changes: they become part of the model. */
  readonly constants?: readonly Float32Array[];
}

/** Traces a function at float32 arrays and lowers it. Inputs of the model are the arrays of all lists that are not constant. */
export function traceModel(f: Traced, lists: readonly TracedList[]): Model {
  const examples = lists.map(({ shapes }) => shapes.map((shape) => np.zeros([...shape])));
  const { jaxpr: closed } = makeJaxpr(f)(...examples);
  const program = closed.jaxpr.flatten().simplify() as unknown as TracedProgram;
  const graph = createGraph();
  const held = closed.consts.map((value) => constantView(graph, value as np.Array));
  const inputs: Tensor[] = [];
  const views = lists.flatMap(({ shapes, constants }) =>
    shapes.map((shape, i) => {
      const type = { type: "float32", shape: withoutOnes(shape) } as const;
      const tensor = constants ? graph.constant(constants[i]!, type) : graph.input(type);
      if (!constants) inputs.push(tensor);
      return viewTensor(tensor, shape);
    }),
  );
  const outputs = lowerProgram(graph, program, [...held, ...views]);
  for (const example of examples.flat()) example.dispose();
  return rewriteModel({ inputs, outputs });
}

/** An array that the function held on to, which is used up; one number everywhere stays one number. */
function constantView(graph: Graph, array: np.Array): View {
  const { shape, dtype } = array;
  const type = dtype as ElementType;
  const values = array.dataSync() as Float32Array | Int32Array | Uint32Array;
  if (values.length > 0 && values.every((value) => Object.is(value, values[0]))) {
    return spreadScalar(graph.scalar(Number(values[0]), type), shape);
  }
  const stored: Values = type === "bool" ? Uint8Array.from(values, Number) : values;
  const tensor: Tensor = graph.constant(stored, { type, shape: withoutOnes(shape) });
  return viewTensor(tensor, shape);
}
