import type { Model } from "../models/index.js";

/** What `solve` is asked for. */
export interface SolveOptions {
  /** y(0), as many finite numbers as the model's state has. */
  readonly initial: ArrayLike<number>;
  /** End T of the interval, unit time; finite and > 0. */
  readonly until: number;
  /** Moments in [0, T] that the result lists, in any order; default the ends of the solver's elements. */
  readonly times?: ArrayLike<number>;
  /** Bound of sup |Δy|/(1 + |y|) on [0, T], from 1e-13 to 0.1. Default 1e-10. */
  readonly tolerance?: number;
  /** Length of the elements of a uniform mesh, unit time; > 0, and at least a thousandth of the model's advance. Default an adaptive mesh. */
  readonly step?: number;
  /** Collocation nodes per element, an integer from 2 to 12; the order is one more. Default 8. */
  readonly stages?: number;
  /**
   * Whether the whole is solved again, so that its error is known and a failure to reach the tolerance is seen. Default true;
   * without, it takes a third to a half of the time, and `errorEstimate` is null. For pictures that move.
   */
  readonly isChecked?: boolean;
  /** Called now and then with the fraction done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Polled now and then; when it returns true the run ends as interrupted and keeps what it has. */
  readonly isCancelled?: () => boolean;
}

/**
 * Checks the options of `solve`.
 *
 * @throws {RangeError} naming the first that is out of its range.
 */
export function checkSolveOptions(
  model: Model,
  { initial, until, times, tolerance = 1e-10, step, stages = 8 }: SolveOptions,
): void {
  const refuse = (name: string, condition: string, value: unknown) => {
    throw new RangeError(`Cannot solve as ${name} must be ${condition}: current value is ${value}`);
  };
  if (initial.length !== model.stateSize)
    refuse("initial", `of length ${model.stateSize}`, `of length ${initial.length}`);
  for (let a = 0; a < initial.length; a++) {
    if (!Number.isFinite(initial[a])) refuse(`initial[${a}]`, "finite", initial[a]);
  }
  if (!(until > 0 && until < Infinity)) refuse("until", "finite and > 0", until);
  for (let k = 0; k < (times?.length ?? 0); k++) {
    const time = times![k]!;
    if (!(time >= 0 && time <= until)) refuse(`times[${k}]`, `from 0 to ${until}`, time);
  }
  if (!(tolerance >= 1e-13 && tolerance <= 0.1)) refuse("tolerance", "from 1e-13 to 0.1", tolerance);
  const shortest = model.advance / 1000;
  if (step !== undefined && !(step > 0 && step >= shortest && step < Infinity)) {
    refuse("step", shortest > 0 ? `finite and at least ${shortest}` : "finite and > 0", step);
  }
  if (!(Number.isInteger(stages) && stages >= 2 && stages <= 12)) refuse("stages", "an integer from 2 to 12", stages);
}
