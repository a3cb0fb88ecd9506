import type { Graph, Tensor } from "./graph.js";

/** What a peephole sees beside the tensor. */
export interface Sight {
  readonly graph: Graph;
  /** Whether the tensor is an input of one operation only, so that it disappears if that takes it over. */
  isUsedOnce(tensor: Tensor): boolean;
}

/** What may stand for the output of an operation and is cheaper to compute; null if nothing is known. Its inputs have been looked at. */
export type Peephole = (tensor: Tensor, sight: Sight) => Tensor | null;
