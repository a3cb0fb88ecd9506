import { findByName } from "../numeric/index.js";
import { type OptimizerOptions, optimizers } from "./registry.js";

/** By what an algorithm multiplies a Hessian H: the diagonal D of Ĥ = D·H, with what stability asks of it. */
export interface Preconditioner {
  /** Added to the gradient as `l2·θ`, and to the Hessian as `l2`. */
  readonly l2: number;
  /** Curvature of Ĥ above which a frozen preconditioner is unstable, unit 1/time. */
  readonly threshold: number;
  /** The root of the bias correction of v after `step` updates, `√(1 − β2^k)`; 1 without correction. */
  secondGain(step: number): number;
  /** Writes D after `step` ≥ 1 updates; v has one entry for each parameter, or a single one. */
  writeInverse(v: Float64Array | undefined, step: number, out: Float64Array): void;
}

/** The algorithms whose stability is that of a preconditioned Hessian against 2/lr. */
export const preconditionedOptimizers: readonly string[] = ["adam", "adamw", "rmsprop", "gd"];

/**
 * The preconditioner of an algorithm; null for those that have none.
 *
 * Adam: `D = (1 − β1)/(1 + β1)/(1 − β1^k)·1/(√v̂ + ε)`, `v̂ = v/(1 − β2^k)`; RMSProp: `D = 1/(√v + ε)`; gradient descent:
 * `D = 1`. With P frozen, a mode of curvature λ of P⁻¹H is stable while `(1 − β1)/(1 + β1)·λ < 2/lr`; AdamW multiplies θ by
 * `1 − lr·w`, which makes it `2/lr − w`.
 *
 * @throws {RangeError} if there is no such optimizer or an option is out of its range.
 * @see arXiv 2207.14484; arXiv 2506.04805.
 * @example
 * createPreconditioner("adam", { lr: 0.01 }).threshold; // 200
 */
export function createPreconditioner(optimizer: string, options: OptimizerOptions): Preconditioner | null {
  const entry = findByName(optimizers, optimizer, { action: "create a preconditioner", what: "optimizer" });
  // the algorithm's own checks
  entry.create(options);
  if (!preconditionedOptimizers.includes(entry.name)) return null;
  const { lr, beta1 = 0, beta2 = 0, epsilon = 0, weightDecay = 0 } = { ...entry.defaults, ...options };
  const isCorrected = entry.hasM;
  const isDecoupled = entry.name === "adamw";
  const correction = (beta: number, step: number): number => (isCorrected ? -Math.expm1(step * Math.log(beta)) : 1);
  const secondGain = (step: number): number => Math.sqrt(correction(beta2, step));
  return {
    l2: isDecoupled ? 0 : weightDecay,
    threshold: 2 / lr - (isDecoupled ? weightDecay : 0),
    secondGain,
    writeInverse(v, step, out) {
      const factor = (1 - beta1) / (1 + beta1) / correction(beta1, step);
      if (v === undefined) {
        out.fill(factor);
        return;
      }
      const root = secondGain(step);
      for (let i = 0; i < out.length; i++) {
        out[i] = factor / (Math.sqrt(v[v.length === 1 ? 0 : i]!) / root + epsilon);
      }
    },
  };
}
