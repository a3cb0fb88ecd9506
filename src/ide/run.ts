import type { CheckedOptions } from "./check-options.js";
import type { Pieces } from "./pieces.js";
import type { IntegroDifferentialSolution } from "./solution.js";
import type { System } from "./system.js";

/** What every method is given. */
export interface RunContext {
  readonly system: System;
  readonly isCausal: boolean;
  readonly isPlain: boolean;
  readonly options: CheckedOptions;
  /** Called when an element ending at x is solved. */
  readonly onElement: (x: number) => void;
}

/** What every method returns. */
export interface RunResult
  extends Pick<IntegroDifferentialSolution<unknown>, "status" | "history" | "order" | "iterations" | "errorEstimate"> {
  readonly pieces: Pieces;
}
