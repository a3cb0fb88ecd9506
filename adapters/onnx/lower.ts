import { arithmeticRules } from "./arithmetic.js";
import { convolutionRules } from "./convolution.js";
import { dotViews } from "./dot.js";
import { castTensor, type ElementType, type Graph, type Tensor } from "./graph.js";
import { type Atom, isLiteral, type TracedProgram, type Variable } from "./jaxpr.js";
import { movementRules } from "./movement.js";
import { type Reduction, reduceView } from "./reduction.js";
import type { Rules } from "./rule.js";
import { denseTensor, spreadScalar, type View } from "./view.js";

const contractionRules: Rules = {
  dot: ({ graph, inputs, type }) => {
    const [x, y] = inputs.map((view) => ({ ...view, tensor: castTensor(graph, view.tensor, type) }));
    return dotViews(graph, x!, y!);
  },
  reduce: ({ graph, inputs, params }) =>
    reduceView(graph, inputs[0]!, { op: params.op as Reduction, axes: params.axis as readonly number[] }),
};

const rules: Rules = { ...arithmeticRules, ...movementRules, ...contractionRules, ...convolutionRules };

/**
 * Emits a traced program, from which nested programs have been flattened, and gives its outputs as row-major tensors without axes of size 1.
 *
 * @throws {TypeError} if the program uses a primitive that has no counterpart.
 */
export function lowerProgram(graph: Graph, program: TracedProgram, inputs: readonly View[]): Tensor[] {
  const known = new Map<Variable, View>();
  program.inBinders.forEach((variable, i) => {
    known.set(variable, inputs[i]!);
  });
  const read = (atom: Atom): View =>
    isLiteral(atom) ? spreadScalar(graph.scalar(atom.value, atom.aval.dtype as ElementType), []) : known.get(atom)!;
  for (const { primitive, inputs, params, outBinders } of program.eqns) {
    const rule = Object.hasOwn(rules, primitive) ? rules[primitive]! : refuse(primitive);
    const { shape, dtype } = outBinders[0]!.aval;
    const outputs = rule({
      graph,
      inputs: inputs.map(read),
      inputTypes: inputs.map(({ aval }) => aval),
      params,
      shape,
      type: dtype as ElementType,
    });
    const views = "tensor" in outputs ? [outputs] : outputs;
    outBinders.forEach((variable, i) => {
      known.set(variable, views[i]!);
    });
  }
  return program.outs.map((atom) => denseTensor(graph, read(atom)));
}

function refuse(primitive: string): never {
  throw new TypeError(
    `Cannot lower the objective to ONNX as its primitives must be among ${Object.keys(rules).sort().join(", ")}: current value is ${primitive}`,
  );
}
