import type { Trajectory, TrajectoryEvent, TrajectoryStatus } from "../trajectory/trajectory.js";
import type { MonomialRule, MonomialState } from "./monomial-rule.js";
import { halves } from "./scaled-number.js";

/** Rows of a run on a monomial, as doubles; recording allocates nothing. */
export interface MonomialRows {
  readonly theta: Float64Array;
  readonly loss: Float64Array;
  readonly logLoss: Float64Array | null;
  readonly m: Float64Array | null;
  readonly v: Float64Array | null;
}

/** What is recorded beside θ and the loss. */
interface RowOptions {
  readonly hasLogLoss: boolean;
  readonly hasM: boolean;
  readonly hasV: boolean;
}

/** Room for `count` rows. */
export function createMonomialRows(count: number, { hasLogLoss, hasM, hasV }: RowOptions): MonomialRows {
  const create = (wanted: boolean) => (wanted ? new Float64Array(count) : null);
  return {
    theta: new Float64Array(count),
    loss: new Float64Array(count),
    logLoss: create(hasLogLoss),
    m: create(hasM),
    v: create(hasV),
  };
}

/** The powers of two that make doubles of the values of a state, each as two factors. */
export interface Scales {
  readonly x1: number;
  readonly x2: number;
  readonly m1: number;
  readonly m2: number;
  readonly v1: number;
  readonly v2: number;
  readonly loss1: number;
  readonly loss2: number;
  /** ln of the loss' power of two. */
  readonly logLoss: number;
}

/** The scales of a state. */
export function scalesOf({ slope, exponent }: MonomialRule, { x, m, v }: MonomialState): Scales {
  const lossExponent = slope.exponent + exponent * x.exponent;
  const [x1, x2] = halves(x.exponent);
  const [m1, m2] = halves(m.exponent);
  const [v1, v2] = halves(v.exponent);
  const [loss1, loss2] = halves(lossExponent);
  return { x1, x2, m1, m2, v1, v2, loss1, loss2, logLoss: lossExponent * Math.LN2 };
}

/** How a run ended: with which row, and why. */
interface Ending {
  readonly lastRow: number;
  readonly lr: number;
  readonly status: TrajectoryStatus;
  readonly event?: TrajectoryEvent;
}

/** The trajectory of rows 0 to `lastRow`; row k belongs to time k·lr. */
export function finishRows(rows: MonomialRows, { lastRow, lr, status, event }: Ending): Trajectory {
  const count = lastRow + 1;
  const kept = (values: Float64Array) => (values.length === count ? values : values.slice(0, count));
  const times = new Float64Array(count);
  for (let k = 0; k < count; k++) times[k] = k * lr;
  return {
    times,
    dimension: 1,
    theta: kept(rows.theta),
    ...(rows.m && { m: kept(rows.m) }),
    ...(rows.v && { v: kept(rows.v) }),
    loss: kept(rows.loss),
    ...(rows.logLoss && { logLoss: kept(rows.logLoss) }),
    status,
    ...(event && { event }),
    solver: { name: "discrete", order: null, nodes: lastRow, sweeps: null, residual: null, errorEstimate: null },
  };
}
