import type { Optimizer } from "./optimizer.js";
import { ratio, squaredNorm } from "./scaling.js";

interface ScaledSettings {
  readonly lr: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly lrDecay: number;
  readonly norm: boolean;
}

/** How the second moment takes up a squared gradient: `v ← keep·v + gain·g²`. */
interface Accumulation {
  readonly keep: number;
  readonly gain: number;
}

/** The update that AdaGrad and RMSProp share, `θ ← θ − α g/(√v + ε)`; `accumulation` says how they differ. */
export function scaledUpdate(settings: ScaledSettings, { keep, gain }: Accumulation): Optimizer {
  const { lr, epsilon, weightDecay, lrDecay, norm } = settings;
  const stride = norm ? 0 : 1;
  return {
    lr,
    init: (dimension) => ({ step: 0, v: new Float64Array(norm ? 1 : dimension) }),
    update(gradient, state, theta) {
      const v = state.v!;
      const size = lr / (1 + state.step * lrDecay);
      state.step++;
      if (norm) v[0] = keep * v[0]! + gain * squaredNorm(gradient, theta, weightDecay);
      for (let i = 0; i < theta.length; i++) {
        const g = gradient[i]! + weightDecay * theta[i]!;
        if (!norm) v[i] = keep * v[i]! + gain * (g * g);
        theta[i]! -= size * ratio(g, Math.sqrt(v[i * stride]!) + epsilon);
      }
    },
  };
}
