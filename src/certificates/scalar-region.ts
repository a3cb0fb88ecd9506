import { type Forgetting, forgettingOf, scalarDelta } from "./scalar-condition.js";

export interface ScalarRegionOptions {
  /** Factors of the columns, each in [0, 1). */
  readonly beta1: ArrayLike<number>;
  /** Factors of the rows, each in [0, 1). */
  readonly beta2: ArrayLike<number>;
}

export interface ScalarRegionOfRatesOptions {
  /** Rates `b = (1 − β1)/lr` of the columns, unit 1/time, each in (0, 1/lr]. */
  readonly rate1: ArrayLike<number>;
  /** Rates `a = (1 − β2)/lr` of the rows, unit 1/time, each in (0, 1/lr]. */
  readonly rate2: ArrayLike<number>;
  /** Learning rate, finite and > 0. */
  readonly lr: number;
}

const action = "map the scalar Lyapunov condition";

/**
 * δ of the scalar Lyapunov condition over the plane of momentum factors: row-major, a row for each `beta2`, a column for
 * each `beta1`. The condition holds where δ > 0.
 *
 * @throws {RangeError} if a factor is outside [0, 1).
 * @see arXiv 2411.09734, Definition 3; {@link scalarCondition} for one pair.
 * @example
 * scalarRegion({ beta1: [0.5, 0.9], beta2: [0.5, 0.8] }); // Float64Array [0.75, -0.25, 0.86752001, 0.5]
 */
export function scalarRegion({ beta1, beta2 }: ScalarRegionOptions): Float64Array {
  return region(
    Array.from(beta1, (beta, k) => forgettingOf(beta, { action, name: `beta1[${k}]` })),
    Array.from(beta2, (beta, k) => forgettingOf(beta, { action, name: `beta2[${k}]` })),
  );
}

/**
 * δ of the scalar Lyapunov condition over the plane of forgetting rates at a fixed lr, `β = 1 − rate·lr`: row-major, a row
 * for each `rate2`, a column for each `rate1`. Rates are not rounded to factors: small ones keep their digits.
 *
 * @throws {RangeError} if lr is not a finite number > 0 or a rate is outside (0, 1/lr].
 * @see arXiv 2411.09734, Definition 3; arXiv 2009.06125, Figure 8, has the same axes.
 * @example
 * scalarRegionOfRates({ rate1: [1], rate2: [1, 2, 4, 8], lr: 1e-3 }); // Float64Array [0.75, 0.5, 0, -1]
 */
export function scalarRegionOfRates({ rate1, rate2, lr }: ScalarRegionOfRatesOptions): Float64Array {
  return region(forgettingsOf(rate1, { name: "rate1", lr }), forgettingsOf(rate2, { name: "rate2", lr }));
}

/**
 * The `beta2` at which δ = 0 for each `beta1`, found by bisection of δ down to neighbouring numbers; NaN where the
 * condition holds for every `beta2`. Below it the condition fails.
 *
 * @throws {RangeError} if a factor is outside [0, 1).
 * @see docs/theory/h1-lemma-4.md: it is the line `1 − β2 = 4 (1 − β1)`.
 * @example
 * scalarBoundary({ beta1: [0.8, 0.9] }); // Float64Array [0.2, 0.6]
 */
export function scalarBoundary({ beta1 }: Pick<ScalarRegionOptions, "beta1">): Float64Array {
  const firsts = Array.from(beta1, (beta, k) => forgettingOf(beta, { action, name: `beta1[${k}]` }));
  return Float64Array.from(firsts, (first) => 1 - boundaryRate(first));
}

/**
 * The `rate2` at which δ = 0 for each `rate1`, like {@link scalarBoundary}; above it the condition fails.
 *
 * @throws {RangeError} if lr is not a finite number > 0 or a rate is outside (0, 1/lr].
 * @see docs/theory/h1-lemma-4.md: it is the line a = 4b.
 * @example
 * scalarBoundaryOfRates({ rate1: [1, 100], lr: 1e-3 }); // Float64Array [4, 400]
 */
export function scalarBoundaryOfRates({ rate1, lr }: Omit<ScalarRegionOfRatesOptions, "rate2">): Float64Array {
  return Float64Array.from(forgettingsOf(rate1, { name: "rate1", lr }), (first) => boundaryRate(first) / lr);
}

function region(firsts: readonly Forgetting[], seconds: readonly Forgetting[]): Float64Array {
  const delta = new Float64Array(firsts.length * seconds.length);
  let place = 0;
  for (const second of seconds) for (const first of firsts) delta[place++] = scalarDelta(first, second);
  return delta;
}

function forgettingsOf(rates: ArrayLike<number>, { name, lr }: { name: string; lr: number }): Forgetting[] {
  if (!(lr > 0 && lr < Infinity)) {
    throw new RangeError(`Cannot ${action} as lr must be a finite number > 0: current value is ${lr}`);
  }
  return Array.from(rates, (each, k) => {
    const rate = each * lr;
    if (!(rate > 0 && rate <= 1)) {
      throw new RangeError(`Cannot ${action} as ${name}[${k}] must be in (0, 1/lr]: current value is ${each}`);
    }
    return forgettingOfRate(rate);
  });
}

function forgettingOfRate(rate: number): Forgetting {
  return { factor: 1 - rate, rate, decay: -Math.log1p(-rate) };
}

/** The largest 1 − β2 up to which δ > 0, NaN if there is no other. */
function boundaryRate(first: Forgetting): number {
  const isHeld = (rate: number) => scalarDelta(first, forgettingOfRate(rate)) > 0;
  if (isHeld(1)) return Number.NaN;
  let [held, failing] = [0, 1];
  for (;;) {
    const middle = 0.5 * (held + failing);
    if (middle === held || middle === failing) return failing;
    if (isHeld(middle)) held = middle;
    else failing = middle;
  }
}
