import type { Model } from "./model.js";

/**
 * A model that begins at `start` and not at 0: nothing is remembered from before, but the field is told the true time.
 *
 * `y′(t) = field(t, y, drive, memory(t + advance))` with memories over [start, t + advance], in the clock s = t − start. H2's
 * code begins so, at t = α.
 *
 * @param start ≥ 0, unit time.
 * @throws {RangeError} if start is not a finite number ≥ 0.
 * @example
 * const model = inertialModel(quadraticObjective(), { lr: 0.1 });
 * const late = lateStart(model, 0.1);
 * solve(late, { initial: [1, 0], until: 2 }).times[0]; // 0: the clock of the solution; t = 0.1
 */
export function lateStart(model: Model, start: number): Model {
  if (!(start >= 0 && start < Infinity)) {
    throw new RangeError(`Cannot start a model late as start must be finite and >= 0: current value is ${start}`);
  }
  return { ...model, field: (t, y, drive, memory, out) => model.field(t + start, y, drive, memory, out) };
}
