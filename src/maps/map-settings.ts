import type { MapAxis } from "./axis.js";

/** What a map is made of, as plain data. */
export interface RegimeMapSettings {
  /** Name of a discrete optimizer with two settings that can be axes: adam, adamw or rmsprop. */
  readonly optimizer: string;
  /** Columns, from left to right. */
  readonly x: MapAxis;
  /** Rows, from the bottom up. */
  readonly y: MapAxis;
  /** Start of every run, as many finite numbers as the objective has parameters. */
  readonly theta0: ArrayLike<number>;
  /** Updates of every run, an integer ≥ 1. */
  readonly steps: number;
  /** Learning rate, finite and > 0; given exactly if no axis is `lr`. */
  readonly lr?: number;
  /** Factor of the first moment, in [0, 1); default the optimizer's. */
  readonly beta1?: number;
  /** Factor of the second moment, in [0, 1); default the optimizer's. */
  readonly beta2?: number;
  /** `(1 − beta1)/lr` in place of beta1, unit 1/time; > 0, and at most 1/lr in every cell. */
  readonly rate1?: number;
  /** `(1 − beta2)/lr` in place of beta2, like rate1. */
  readonly rate2?: number;
  /** ε, added outside the root; finite and ≥ 0, default the optimizer's. */
  readonly epsilon?: number;
  /** L2 factor, for adamw the decoupled one; finite and ≥ 0, default the optimizer's. */
  readonly weightDecay?: number;
  /** One second moment of ‖g‖² for all parameters. Default false. */
  readonly norm?: boolean;
}
