import { describe, expect, it } from "vitest";
import {
  illConditionedObjective,
  type Objective,
  powerObjective,
  randomQuadraticObjective,
} from "../objectives/index.js";
import { adamOptimizer, run } from "../optimizers/index.js";
import { selectRows } from "../trajectory/index.js";
import { edgeOfStability, stabilityThreshold } from "./edge-of-stability.js";
import { createMethod, type MethodSettings } from "./method.js";
import { preconditionedCurvatures } from "./preconditioned-curvature.js";
import { createProfile } from "./profile.js";
import { resolveConstants } from "./resolve-constants.js";

interface Run extends MethodSettings {
  readonly theta0: readonly number[];
  readonly steps: number;
  readonly rows?: readonly [number, number];
}

function runAdam(objective: Objective, { theta0, steps, rows, ...settings }: Run) {
  const method = createMethod({ ...settings, discrete: true });
  const { lr, beta1, beta2, epsilon, norm } = method;
  const whole = run(objective, adamOptimizer({ lr, beta1, beta2, epsilon, norm }), { theta0, steps });
  const chosen = rows && Uint32Array.from({ length: rows[1] - rows[0] + 1 }, (_, k) => rows[0] + k);
  return { method, profile: createProfile(objective, chosen ? selectRows(whole, chosen) : whole, method) };
}

/** ½Σhᵢxᵢ², without second derivatives. */
const bowl = (curvatures: readonly number[]): Objective => ({
  dimension: curvatures.length,
  value: (x) => curvatures.reduce((sum, h, i) => sum + (h * x[i]! * x[i]!) / 2, 0),
  gradient: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = curvatures[i]! * x[i]!;
  },
});

describe("the edge of stability", () => {
  it.each([
    [0, 2],
    [0.5, 6],
    [0.9, 38],
    [0.95, 78],
    [0.99, 398],
  ])("of Adam with β1 = %d is %d/η", (beta1, factor) => {
    const method = createMethod({ optimizer: "adam", lr: 1e-3, beta1 });
    const certificate = edgeOfStability.certify({
      method,
      objective: null,
      constants: resolveConstants(null),
      profile: null,
    });
    expect(certificate.constants.threshold!.value * 1e-3).toBeCloseTo(factor, 9);
    expect(certificate).toMatchObject({ verdict: "certified", hypotheses: [], margin: null });
  });

  it("is passed for good after update 2863 of Adam on x²/2 from 1, lr 1e-3, β = (0.9, 0.99)", () => {
    // arXiv 2506.04805, reproduced from its definition: v after k updates
    const settings = { optimizer: "adam", lr: 1e-3, beta2: 0.99, theta0: [1], steps: 2900 };
    const objective = powerObjective(2);
    const { method, profile } = runAdam(objective, { ...settings, rows: [2810, 2890] });
    const found = preconditionedCurvatures(objective, profile, method);
    const below = found.filter(({ largest }) => largest < stabilityThreshold(method));
    expect(found.length).toBeGreaterThan(70);
    expect(Math.round(below.at(-1)!.time / 1e-3)).toBe(2862);
  });

  it("is reported with the first moment, the share and the end", () => {
    const objective = powerObjective(2);
    const { method, profile } = runAdam(objective, {
      optimizer: "adam",
      lr: 1e-3,
      beta2: 0.99,
      theta0: [1],
      steps: 6000,
    });
    const certificate = edgeOfStability.certify({ method, objective, constants: resolveConstants(objective), profile });
    expect(certificate.verdict).toBe("not-certified");
    expect(certificate.hypotheses[0]!.value!).toBeGreaterThan(certificate.hypotheses[0]!.bound!);
    const first = Number(/at t = ([\d.]+)/.exec(certificate.notes[0]!)![1]);
    // 100 moments are 60 updates apart
    expect(Math.abs(first - 2.863)).toBeLessThan(0.06);
    // it hovers about the threshold from then on
    expect(certificate.constants.late_share!.value).toBeGreaterThan(0.3);
    expect(certificate.constants.late_share!.value).toBeLessThan(3);
  });

  it("has the eigenvalue of its definition, by matrices and by products, with one memory and with many", () => {
    const curvatures = Array.from({ length: 64 }, (_, i) => 1 + (i % 7));
    for (const [objective, norm] of [
      [illConditionedObjective(3, 50), false],
      [illConditionedObjective(3, 50), true],
      [bowl(curvatures), false],
      [bowl([2, 5]), true],
    ] as const) {
      const d = objective.dimension;
      const theta0 = Array.from({ length: d }, (_, i) => 1 + i / d);
      const { method, profile } = runAdam(objective, { optimizer: "adam", lr: 0.01, norm, theta0, steps: 30 });
      const { beta1, beta2, epsilon } = method;
      const last = preconditionedCurvatures(objective, profile, method).at(-1)!;
      const v = profile.v!.slice(-profile.width);
      const h = d === 3 ? [1, Math.sqrt(50), 50] : d === 2 ? [2, 5] : curvatures;
      const terms = h.map(
        (curvature, i) => curvature / ((1 - beta1 ** 30) * (Math.sqrt(v[norm ? 0 : i]! / (1 - beta2 ** 30)) + epsilon)),
      );
      // differences of gradients and Lanczos' stopping rule: 1e-6
      expect(last.largest / Math.max(...terms)).toBeCloseTo(1, 6);
    }
  });

  it("is that of a matrix that is not diagonal", () => {
    const objective = randomQuadraticObjective(5, 2);
    const { method, profile } = runAdam(objective, {
      optimizer: "adam",
      lr: 0.01,
      theta0: [1, -1, 2, 0.5, 3],
      steps: 20,
    });
    const last = preconditionedCurvatures(objective, profile, method).at(-1)!;
    expect(last.largest).toBeCloseTo(powerIteration(objective, profile.v!.slice(-5), 20), 6);
  });

  it("is infinite where P is singular and f curved", () => {
    const objective = bowl([1, 1]);
    const { method, profile } = runAdam(objective, {
      optimizer: "adam",
      lr: 0.1,
      epsilon: 0,
      theta0: [1, 0],
      steps: 5,
    });
    expect(preconditionedCurvatures(objective, profile, method)[0]!.largest).toBe(Infinity);
  });
});

/** The largest eigenvalue of P⁻¹H by the power method, β = (0.9, 0.999), ε = 1e-8. */
function powerIteration(objective: Objective, v: Float64Array, k: number): number {
  const d = objective.dimension;
  const H = new Float64Array(d * d);
  objective.hessian!(new Float64Array(d), H);
  let [x, size] = [new Float64Array(d).fill(1), 0];
  for (let sweep = 0; sweep < 5000; sweep++) {
    const y = x.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += H[i * d + j]! * x[j]!;
      return sum / ((1 - 0.9 ** k) * (Math.sqrt(v[i]! / (1 - 0.999 ** k)) + 1e-8));
    });
    size = Math.hypot(...y);
    x = y.map((value) => value / size);
  }
  return size;
}
