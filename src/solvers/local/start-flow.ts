import type { Model } from "../../models/index.js";
import { createDensePieces, type DensePieces } from "./dense-pieces.js";
import type { FlowSystem } from "./flow-system.js";
import type { LocalRequest } from "./integrator.js";

/** Where an integration stands before its first step. */
export interface FlowStart {
  readonly t: number;
  readonly y: Float64Array;
  /** y′ there. */
  readonly slope: Float64Array;
  readonly isDefined: boolean;
  readonly pieces: DensePieces;
}

/** What has to be known beside the model. */
export interface StartOptions {
  readonly request: LocalRequest;
  /** Points on [0, 1] by whose values steps are held. */
  readonly nodes: Float64Array;
}

/** Takes the first moment from the model where it has an expansion; the dense output is a straight line up to there. */
export function startFlow(model: Model, system: FlowSystem, { request, nodes }: StartOptions): FlowStart {
  const n = model.stateSize;
  const pieces = createDensePieces(nodes, n);
  const y = request.initial.slice();
  const slope = new Float64Array(n);
  let t = model.start?.(y) ?? 0;
  if (!y.every(Number.isFinite)) return { t: 0, y: request.initial.slice(), slope, isDefined: false, pieces };
  if (t > request.until) {
    for (let a = 0; a < n; a++) y[a] = request.initial[a]! + (request.until / t) * (y[a]! - request.initial[a]!);
    t = request.until;
  }
  if (t > 0) pieces.appendLine(t, request.initial, y);
  const isDefined = system.slope(t, y, slope);
  return { t, y, slope, isDefined, pieces };
}

/** What a first step is chosen from. */
export interface FirstStepOptions extends Pick<FlowStart, "t" | "y" | "slope"> {
  readonly system: FlowSystem;
  readonly until: number;
  readonly tolerance: number;
  readonly order: number;
}

/** A first step over which a solution that changes as it does now, and faster and faster, is found to the tolerance. */
export function firstStep({ t, y, slope, system, until, tolerance, order }: FirstStepOptions): number {
  const scale = new Float64Array(y.length);
  const whole = until - t;
  system.scale({ t, y, h: t > 0 ? t : whole }, scale);
  let speed = 0;
  for (let a = 0; a < y.length; a++) speed = Math.max(speed, Math.abs(slope[a]!) / scale[a]!);
  const smooth = speed > 0 ? tolerance ** (1 / order) / speed : whole;
  // after an expansion nothing is known beyond the time it covered
  return Math.min(whole, smooth, t > 0 ? t : Infinity);
}
