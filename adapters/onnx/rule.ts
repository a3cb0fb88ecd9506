import type { ElementType, Graph } from "./graph.js";
import type { ArrayType } from "./jaxpr.js";
import type { View } from "./view.js";

/** An equation to lower: its inputs are in the graph already. */
export interface Call {
  readonly graph: Graph;
  readonly inputs: readonly View[];
  /** Types of the inputs as the tracer has them. */
  readonly inputTypes: readonly ArrayType[];
  readonly params: Readonly<Record<string, unknown>>;
  /** Type of the first output. */
  readonly type: ElementType;
  /** Shape of the first output. */
  readonly shape: readonly number[];
}

/** Emits what an equation does and gives its outputs. */
export type Rule = (call: Call) => View | readonly View[];

/** Rules by the name of the primitive. */
export type Rules = Readonly<Record<string, Rule>>;
