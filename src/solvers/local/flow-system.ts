import type { Model } from "../../models/index.js";
import { allFinite, centralDifferences } from "../../numeric/index.js";

/** A model without memory as an ordinary differential equation, which counts what it is asked. */
export interface FlowSystem {
  readonly size: number;
  /** Writes y′ into `out`; false where it is not finite. */
  slope(t: number, y: Float64Array, out: Float64Array): boolean;
  /** Writes the derivative of y′ by y, row-major, into `out`; false where it is not finite. */
  jacobian(t: number, y: Float64Array, out: Float64Array): boolean;
  /** Writes what errors of a step of length h are measured against into `out`. */
  scale(at: { readonly t: number; readonly y: Float64Array; readonly h: number }, out: Float64Array): void;
  /** From now on the components [from, to) do not move. */
  hold(range: readonly [from: number, to: number]): void;
  readonly count: { evaluations: number; jacobians: number };
}

/** Width of one-sided differences in units of 1 + |y|: the root of rounding. */
const WIDTH = 1.5e-8;

/**
 * Creates the system of a model.
 *
 * Errors of θ are measured against 1 + |θ|, but for what starts beside 0 and has not yet been as far as 1: there against
 * |θ| and the farthest it has been. If 0 is a maximum they grow as θ does, and a start within the tolerance of it leaves
 * all the same.
 */
export function createFlowSystem(model: Model, initial: Float64Array = new Float64Array(model.stateSize)): FlowSystem {
  const n = model.stateSize;
  const [from, to] = model.components.theta!;
  const farthest = initial.map((x) => (x === 0 ? 1 : Math.abs(x)));
  const drive = new Float64Array(model.driveSize);
  const driveJacobian = new Float64Array(model.driveSize * n);
  const count = { evaluations: 0, jacobians: 0 };
  let held: readonly [number, number] = [0, 0];
  const slope = (t: number, y: Float64Array, out: Float64Array): boolean => {
    count.evaluations++;
    model.drive(y, drive);
    model.field(t, y, drive, [], out);
    out.fill(0, held[0], held[1]);
    return allFinite(out);
  };
  const differentiateDrive = centralDifferences((y, out) => model.drive(y, out), { rows: model.driveSize, columns: n });
  const differentiateField = (t: number, y: Float64Array, out: Float64Array): void => {
    const [base, moved] = [new Float64Array(n), new Float64Array(n)];
    slope(t, y, base);
    for (let j = 0; j < n; j++) {
      const kept = y[j]!;
      y[j] = kept + WIDTH * (1 + Math.abs(kept));
      const width = y[j]! - kept;
      slope(t, y, moved);
      y[j] = kept;
      for (let i = 0; i < n; i++) out[i * n + j] = (moved[i]! - base[i]!) / width;
    }
  };
  return {
    size: n,
    count,
    slope,
    hold: (range) => {
      held = range;
    },
    jacobian(t, y, out) {
      count.jacobians++;
      if (model.jacobian) {
        model.drive(y, drive);
        if (model.driveJacobian) model.driveJacobian(y, driveJacobian);
        else differentiateDrive(y, driveJacobian);
        model.jacobian(t, y, drive, driveJacobian, out);
      } else differentiateField(t, y, out);
      out.fill(0, held[0] * n, held[1] * n);
      return allFinite(out);
    },
    scale({ t, y, h }, out) {
      if (model.errorScale) model.errorScale(t, y, h, out);
      else for (let i = 0; i < n; i++) out[i] = 1 + Math.abs(y[i]!);
      for (let i = from; i < to; i++) {
        farthest[i] = Math.max(farthest[i]!, Math.abs(y[i]!));
        out[i] = Math.min(1, farthest[i]!) + Math.abs(y[i]!);
      }
    },
  };
}
