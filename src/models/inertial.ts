import { secondOrderKernel } from "../kernels/index.js";
import type { Objective } from "../objectives/objective.js";
import { besideZeros } from "./beside-zeros.js";
import type { Model } from "./model.js";
import { checkNonlocalOptions, nonlocalModel } from "./nonlocal.js";

/** Options of {@link inertialModel}. */
export interface InertialModelOptions {
  /** Learning rate α, also the unit of time: finite and > 0. */
  readonly lr: number;
  /** First momentum factor, in [0, 1). Default 0.9. */
  readonly beta1?: number;
  /** Second momentum factor, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of v, finite and ≥ 0. Default 1e-8; at 0, 0/0 is 0. */
  readonly epsilon?: number;
  /** Whether memories are read at t + α, as in the paper (default), or at t. */
  readonly shifted?: boolean;
  /** Whether ‖g‖² replaces g² elementwise, so that one scalar v scales all parameters. Default false. */
  readonly norm?: boolean;
}

/**
 * The second-order nonlocal equation of Adam: friction and inertia of one learning rate, and memories with inertia.
 *
 * `(α/2)θ″ + θ′ = −η(t⁺)·m(t⁺)/(√max(v(t⁺), 0) + ε(t⁺))`, θ(0) = θ0, θ′(0) = u0, with t⁺ = t + α (shifted) or t, m and v
 * the memories of g and g² by {@link secondOrderKernel}, and η, ε(t) Adam's bias corrections. The state is (θ, θ′), of
 * length 2d: `initial` is θ0 followed by u0. For β2 < ½ the second kernel changes its sign and v can become negative; the
 * root then stays 0, and {@link negativeMoment} says where that is.
 *
 * @param objective f and its gradient; its Hessian is used where it exists.
 * @throws {RangeError} if lr, beta1, beta2 or epsilon is out of its range.
 * @see arXiv 2602.09101, Proposition 1.
 * @example
 * const model = inertialModel(quadraticObjective(), { lr: 0.01 });
 * const { theta, velocity } = solve(model, { initial: [1, 0], until: 10, times: [10] });
 * theta[0]; // 3.9990979444
 */
export function inertialModel(objective: Objective, options: InertialModelOptions): Model {
  const { lr, beta1 = 0.9, beta2 = 0.999 } = options;
  checkNonlocalOptions({ ...options, optimizer: "general" }, "an inertial model");
  const overdamped = nonlocalModel(objective, {
    ...options,
    optimizer: "general",
    biasCorrection: true,
    kernel1: secondOrderKernel({ lr, beta: beta1 }),
    kernel2: secondOrderKernel({ lr, beta: beta2 }),
  });
  return withInertia(overdamped, 0.5 * lr);
}

/** `mass·θ″ + θ′ = F` for the model `θ′ = F`; its state is (θ, θ′). */
function withInertia(model: Model, mass: number): Model {
  const d = model.stateSize;
  const force = new Float64Array(d);
  const theta = new Float64Array(d);
  /** A copy: a view would have to be made anew at each call, which costs more. */
  const position = (y: Float64Array): Float64Array => {
    for (let i = 0; i < d; i++) theta[i] = y[i]!;
    return theta;
  };
  return {
    stateSize: 2 * d,
    components: { theta: [0, d], velocity: [d, 2 * d] },
    driveSize: model.driveSize,
    memory: model.memory,
    advance: model.advance,
    timeScale: model.timeScale,
    drive: (y, out) => model.drive(position(y), out),
    loss: (y) => model.loss(position(y)),
    field(t, y, drive, memory, out) {
      model.field(t, position(y), drive, memory, force);
      for (let i = 0; i < d; i++) {
        out[i] = y[d + i]!;
        out[d + i] = (force[i]! - y[d + i]!) / mass;
      }
    },
    isAtRest(y, distance) {
      for (let i = 0; i < d; i++) if (!(Math.abs(y[d + i]!) <= distance)) return false;
      return model.isAtRest!(position(y), distance);
    },
    // the drive does not depend on the velocity
    ...(model.driveJacobian && {
      driveJacobian: besideZeros(model.driveJacobian, { rows: model.driveSize, columns: d }),
    }),
  };
}
