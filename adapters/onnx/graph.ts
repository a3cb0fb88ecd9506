/** Types of the elements of a tensor, as the tracer calls them, and int64 for shapes. */
export type ElementType = "float32" | "float64" | "int32" | "uint32" | "int64" | "bool";

/** Elements of a constant; bool is a byte each. */
export type Values = Float32Array | Float64Array | Int32Array | Uint32Array | BigInt64Array | Uint8Array;

/** Settings of a node; which are integers and which are not is known by the operator. */
export type Attributes = Readonly<Record<string, number | readonly number[] | string>>;

/** An operation with one output. */
export interface Node {
  readonly op: string;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
}

/** A value of the graph: an input, a constant (`values`) or the output of a node. */
export interface Tensor {
  readonly id: number;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly node: Node | null;
  readonly values: Values | null;
}

/** What a tensor holds. */
export interface TensorType {
  readonly type: ElementType;
  readonly shape: readonly number[];
}

/** Builds a graph of operations; the same operation on the same tensors is emitted once. */
export interface Graph {
  input(type: TensorType): Tensor;
  /** An array that is part of the graph. Arrays are told apart by identity. */
  constant(values: Values, type: TensorType): Tensor;
  scalar(value: number, type: ElementType): Tensor;
  /** A list of integers, such as a shape, axes or bounds. */
  integers(values: readonly number[]): Tensor;
  emit(op: string, inputs: readonly Tensor[], output: TensorType & { readonly attributes?: Attributes }): Tensor;
}

/** Operations whose inputs may change places. */
const symmetric: readonly string[] = ["Add", "Mul", "Min", "Max", "And", "Or", "Xor", "Equal"];

export function createGraph(): Graph {
  const known = new Map<string, Tensor>();
  const arrays = new Map<Values, number>();
  let count = 0;
  const create = (type: TensorType, source: { node?: Node; values?: Values }): Tensor => ({
    id: count++,
    type: type.type,
    shape: type.shape,
    node: source.node ?? null,
    values: source.values ?? null,
  });
  const once = (key: string, make: () => Tensor): Tensor => {
    const tensor = known.get(key) ?? make();
    known.set(key, tensor);
    return tensor;
  };
  const constant = (values: Values, type: TensorType): Tensor => {
    if (!arrays.has(values)) arrays.set(values, arrays.size);
    return once(`array ${arrays.get(values)} ${type.type} ${type.shape}`, () => create(type, { values }));
  };
  return {
    input: (type) => create(type, {}),
    constant,
    scalar: (value, type) => {
      // −0 and 0 are different factors.
      const key = `scalar ${type} ${Object.is(value, -0) ? "-0" : value}`;
      return once(key, () => create({ type, shape: [] }, { values: valuesOf([value], type) }));
    },
    integers: (values) =>
      once(`integers ${values}`, () =>
        create({ type: "int64", shape: [values.length] }, { values: BigInt64Array.from(values, BigInt) }),
      ),
    emit: (op, operands, { type, shape, attributes = {} }) => {
      const inputs = symmetric.includes(op) ? [...operands].sort((a, b) => a.id - b.id) : operands;
      const key = `${op} ${inputs.map(({ id }) => id)} ${type} ${JSON.stringify(attributes)}`;
      return once(key, () => create({ type, shape }, { node: { op, inputs, attributes } }));
    },
  };
}

/** Numbers as elements of a type. */
export function valuesOf(numbers: readonly number[], type: ElementType): Values {
  switch (type) {
    case "float32":
      return Float32Array.from(numbers);
    case "float64":
      return Float64Array.from(numbers);
    case "int32":
      return Int32Array.from(numbers);
    case "uint32":
      return Uint32Array.from(numbers);
    case "int64":
      return BigInt64Array.from(numbers, BigInt);
    case "bool":
      return Uint8Array.from(numbers, (value) => (value === 0 ? 0 : 1));
  }
}

/** Number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The tensor in another type. */
export function castTensor(graph: Graph, tensor: Tensor, type: ElementType): Tensor {
  if (tensor.type === type) return tensor;
  if (tensor.values?.length === 1 && tensor.shape.length === 0 && tensor.type !== "float64") {
    const value = Number(tensor.values[0]);
    // Casts to integers truncate, as in the tracer.
    return graph.scalar(type === "int32" || type === "uint32" ? Math.trunc(value) : value, type);
  }
  return graph.emit("Cast", [tensor], { type, shape: tensor.shape, attributes: { to: type } });
}

/** The tensor with the same elements in another shape. */
export function reshapeTensor(graph: Graph, tensor: Tensor, shape: readonly number[]): Tensor {
  if (sameList(tensor.shape, shape)) return tensor;
  const source = tensor.node?.op === "Reshape" ? tensor.node.inputs[0]! : tensor;
  if (sameList(source.shape, shape)) return source;
  return graph.emit("Reshape", [source, graph.integers(shape)], { type: tensor.type, shape });
}

/** The tensor with its axes in the order `perm`. */
export function transposeTensor(graph: Graph, tensor: Tensor, perm: readonly number[]): Tensor {
  if (perm.every((axis, i) => axis === i)) return tensor;
  const shape = perm.map((axis) => tensor.shape[axis]!);
  return graph.emit("Transpose", [tensor], { type: tensor.type, shape, attributes: { perm } });
}

export function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** The number that a tensor is, or null if it is not a constant scalar. */
export function scalarValue({ shape, values }: Tensor): number | null {
  return shape.length === 0 && values !== null ? Number(values[0]) : null;
}
