import type { Attributes, ElementType, Tensor } from "./graph.js";

/** A graph with its ends: inputs are called i0, i1, …, outputs o0, o1, … */
export interface Model {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/** Numbers of element types in the format's TensorProto.DataType. */
const typeNumbers: Readonly<Record<ElementType, number>> = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
  uint32: 12,
};

/** Versions of operators and of the format: ONNX 1.14. */
const OPERATORS = 18;
const FORMAT = 8;

const floatAttributes: readonly string[] = ["alpha", "beta", "epsilon"];

/** Writes a model as a protocol buffer, with what its outputs need and nothing else. */
export async function encodeModel({ inputs, outputs }: Model): Promise<Uint8Array> {
  const [{ create, toBinary }, { ModelProtoSchema }] = await Promise.all([
    import("@bufbuild/protobuf"),
    import("onnx-buf"),
  ]);
  const needed = neededTensors(outputs);
  const names = new Map<Tensor, string>(needed.map((tensor) => [tensor, `t${tensor.id}`]));
  inputs.forEach((tensor, i) => {
    names.set(tensor, `i${i}`);
  });
  const copies: { inputs: readonly Tensor[]; output: string }[] = [];
  outputs.forEach((tensor, i) => {
    const free = tensor.node !== null && outputs.indexOf(tensor) === i;
    if (free) names.set(tensor, `o${i}`);
    else copies.push({ inputs: [tensor], output: `o${i}` });
  });
  const nodeOf = (op: string, parts: { inputs: readonly Tensor[]; output: string; attributes?: Attributes }) => ({
    opType: op,
    domain: "",
    input: parts.inputs.map((input) => names.get(input)!),
    output: [parts.output],
    attribute: Object.entries(parts.attributes ?? {}).map(([name, value]) => encodeAttribute(name, value)),
  });
  const nodes = needed.flatMap((tensor) =>
    tensor.node === null ? [] : [nodeOf(tensor.node.op, { ...tensor.node, output: names.get(tensor)! })],
  );
  const graph = {
    name: "objective",
    node: [...nodes, ...copies.map((copy) => nodeOf("Identity", copy))],
    initializer: needed
      .filter(({ values }) => values !== null)
      .map((tensor) => encodeConstant(names.get(tensor)!, tensor)),
    input: inputs.map((tensor, i) => encodeEnd(`i${i}`, tensor)),
    output: outputs.map((tensor, i) => encodeEnd(`o${i}`, tensor)),
  };
  const opsetImport = [{ domain: "", version: BigInt(OPERATORS) }];
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: BigInt(FORMAT), opsetImport, graph }));
}

/** The tensors that the outputs depend on, each after those it depends on itself. */
export function neededTensors(outputs: readonly Tensor[]): Tensor[] {
  const seen = new Set<Tensor>();
  const stack = [...outputs];
  while (stack.length > 0) {
    const tensor = stack.pop()!;
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    if (tensor.node !== null) stack.push(...tensor.node.inputs);
  }
  return [...seen].sort((a, b) => a.id - b.id);
}

function encodeEnd(name: string, { type, shape }: Tensor) {
  const dim = shape.map((size) => ({ value: { case: "dimValue" as const, value: BigInt(size) } }));
  const value = { elemType: typeNumbers[type], shape: { dim } };
  return { name, type: { value: { case: "tensorType" as const, value } } };
}

function encodeConstant(name: string, { type, shape, values }: Tensor) {
  const { buffer, byteOffset, byteLength } = values!;
  const rawData = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
  return { name, dataType: typeNumbers[type], dims: shape.map(BigInt), rawData };
}

/** Kinds of attributes in the format's AttributeProto.AttributeType. */
const kinds = { float: 1, integer: 2, integers: 7 } as const;

function encodeAttribute(name: string, value: number | readonly number[] | string) {
  if (typeof value === "string") return { name, type: kinds.integer, i: BigInt(typeNumbers[value as ElementType]) };
  if (typeof value !== "number") return { name, type: kinds.integers, ints: value.map(BigInt) };
  return floatAttributes.includes(name)
    ? { name, type: kinds.float, f: value }
    : { name, type: kinds.integer, i: BigInt(value) };
}
