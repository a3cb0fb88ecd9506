import { describe, expect, it, test } from "vitest";
import { illConditionedObjective, powerObjective, randomQuadraticObjective } from "../objectives/index.js";
import {
  adamOptimizer,
  gdOptimizer,
  type Optimizer,
  rmspropOptimizer,
  run,
  sgdOptimizer,
  signgdOptimizer,
} from "../optimizers/index.js";
import { diagnose } from "./diagnose.js";
import { diagnoseTrajectory } from "./diagnose-trajectory.js";

const square = powerObjective(2);
const onSquare = (optimizer: Optimizer, { theta0 = 1, steps = 1000 } = {}) =>
  run(square, optimizer, { theta0: [theta0], steps });
it("counts steps in whole numbers, also where lr has no exact quotients", () => {
  const trajectory = run(powerObjective(2), adamOptimizer({ lr: 0.01 }), { theta0: [1], steps: 600 });
  const { level } = diagnoseTrajectory(trajectory, { minimum: 0, lr: 0.01 });
  const halves = level.steps.map((step) => 2 * step);
  expect(halves).toEqual(halves.map(Math.round));
});

const regimeOf = (trajectory: Parameters<typeof diagnoseTrajectory>[0]) =>
  diagnoseTrajectory(trajectory, { minimum: 0 }).regime;

describe("algorithms on x²/2", () => {
  it.each([0.1, 0.5, 0.9, 0.95])("RMSProp, β = %d, ends in its 2-cycle ±lr/2", (beta2) => {
    const cycle = onSquare(rmspropOptimizer({ lr: 0.01, beta2 }), { steps: 2000 });
    const { regime, oscillation } = diagnoseTrajectory(cycle, { minimum: 0 });
    expect(regime).toBe("oscillation");
    expect(oscillation).toMatchObject({ source: "parameters" });
    expect(oscillation!.period).toBeCloseTo(2, 9);
    // level (lr/2)²/2, less what ε takes from the cycle
    expect(Math.exp(oscillation!.level)).toBeCloseTo(1.25e-5, 9);
  });

  it("a cycle is not seen in its constant loss, and that is said", () => {
    const { loss } = onSquare(rmspropOptimizer({ lr: 0.01, beta2: 0.9 }));
    const { regime, unknown } = diagnose(loss);
    expect(regime).toBe("undecided");
    expect(unknown.join(" ")).toContain("Cycles of the parameters");
  });

  it("gradient descent converges below 2/L with rate −2 ln|1 − lr|, and diverges beyond", () => {
    const { regime, convergence } = diagnoseTrajectory(onSquare(gdOptimizer({ lr: 0.1 })), { minimum: 0 });
    expect(regime).toBe("converged");
    expect(convergence!.rate).toBeCloseTo(-2 * Math.log(0.9), 9);
    expect(regimeOf(onSquare(gdOptimizer({ lr: 1.9 })))).toBe("converged");
    expect(regimeOf(onSquare(gdOptimizer({ lr: 2 })))).toBe("oscillation");
    expect(regimeOf(onSquare(gdOptimizer({ lr: 2.01 })))).toBe("divergence");
    expect(regimeOf(onSquare(gdOptimizer({ lr: 3 }), { steps: 5000 }))).toBe("divergence");
  });

  it("heavy ball converges through zero", () => {
    const { regime, convergence } = diagnoseTrajectory(onSquare(sgdOptimizer({ lr: 0.1, momentum: 0.9 })), {
      minimum: 0,
    });
    expect(regime).toBe("converged");
    // |multipliers| = √0.9; the swings through zero leave a little in a finite fit
    expect(Math.abs(convergence!.rate / -Math.log(0.9) - 1)).toBeLessThan(0.02);
  });

  it("signGD starts fast, faster than an exponential, and then oscillates", () => {
    const { regime, fastStart } = diagnoseTrajectory(onSquare(signgdOptimizer({ lr: 0.01 }), { theta0: 1.003 }), {
      minimum: 0,
    });
    expect(regime).toBe("oscillation");
    expect(fastStart!.superlinear).toBe(true);
    // x falls by lr a step
    expect(fastStart!.to).toBe(100);
  });

  it("Adam with β1 = β2 oscillates", () => {
    expect(regimeOf(onSquare(adamOptimizer({ lr: 1e-3, beta2: 0.9 }), { steps: 3000 }))).toBe("oscillation");
  });

  it("Adam with its usual factors spikes, once it has converged", () => {
    const { regime, spikes } = diagnoseTrajectory(onSquare(adamOptimizer({ lr: 0.1 }), { steps: 20000 }), {
      minimum: 0,
    });
    expect(regime).toBe("spike");
    expect(spikes!.count).toBeGreaterThan(10);
  });
});

test("Adam with its usual factors spikes on a quadratic of ten dimensions", () => {
  const theta0 = Array.from({ length: 10 }, (_, i) => 1 + 0.1 * i);
  const objective = randomQuadraticObjective(10, 1);
  expect(regimeOf(run(objective, adamOptimizer({ lr: 0.1 }), { theta0, steps: 10000 }))).toBe("spike");
  expect(regimeOf(run(objective, adamOptimizer({ lr: 0.01, beta2: 0.9 }), { theta0, steps: 5000 }))).toBe(
    "oscillation",
  );
});

test("gradient descent on x⁴/4 falls like a power of the step", () => {
  const slow = run(powerObjective(4), gdOptimizer({ lr: 0.1 }), { theta0: [1], steps: 4000 });
  const { convergence } = diagnoseTrajectory(slow, { minimum: 0 });
  // x′ = −lr·x³ gives x² = 1/(1 + 2·lr·k), so f ∝ k^−2
  expect(convergence!.kind).toBe("sublinear");
  expect(Math.abs(convergence!.power! - 2)).toBeLessThan(0.05);
});

test("gradient descent in a narrow valley converges at the rate of its bottom", () => {
  const objective = illConditionedObjective();
  const { smoothness, strongConvexity } = objective.constants!;
  const lr = 1 / smoothness!;
  const steps = Math.ceil((20 * smoothness!) / strongConvexity!);
  const theta0 = Array.from({ length: objective.dimension }, () => 1);
  const { regime, convergence } = diagnoseTrajectory(run(objective, gdOptimizer({ lr }), { theta0, steps }), {
    minimum: objective.constants!.minimum ?? 0,
  });
  expect(regime).toBe("converged");
  expect(Math.abs(convergence!.rate / (-2 * Math.log(1 - lr * strongConvexity!)) - 1)).toBeLessThan(0.05);
});

describe("Adam on xᵏ/k, ε = 0, against the exact boundary of arXiv 2603.09581", () => {
  /** ln f along a run that is carried as ln|x| and moments relative to powers of x. */
  function monomialLog(k: number, { beta1, beta2 }: { beta1: number; beta2: number }): Float64Array {
    const [lr, steps] = [1e-3, 12000];
    const out = new Float64Array(steps + 1);
    let [m, v, log] = [0, 0, 0];
    for (let t = 0; t <= steps; t++) {
      out[t] = k * log - Math.log(k);
      m = beta1 * m + (1 - beta1);
      v = beta2 * v + (1 - beta2) * Math.exp(2 * log);
      const gain = Math.sqrt(1 - beta2 ** (t + 1)) / (1 - beta1 ** (t + 1));
      const ratio = 1 - (lr * gain * m) / Math.sqrt(v);
      m /= ratio ** (k - 1);
      v /= Math.abs(ratio) ** (2 * (k - 2));
      log += Math.log(Math.abs(ratio));
    }
    return out;
  }
  const diagnosed = (k: number, beta1: number, beta2: number) =>
    diagnose(monomialLog(k, { beta1, beta2 }), { logarithmic: true });

  it.each([
    [4, 0.8, 0.93, 0.0726],
    [6, 0.7, 0.93, 0.0544],
  ])("k = %d converges inside at the exact rate", (k, beta1, beta2, rate) => {
    const { regime, convergence } = diagnosed(k, beta1, beta2);
    expect(regime).toBe("converged");
    // −k·ln ρ, ρ = β2^(1/(2(k−2)))
    const exact = (-k * Math.log(beta2)) / (2 * (k - 2));
    expect(Math.abs(exact / rate - 1)).toBeLessThan(1e-3);
    expect(Math.abs(convergence!.rate / exact - 1)).toBeLessThan(1e-3);
  });

  it("tells inside from outside", () => {
    const wrong: string[] = [];
    for (const k of [4, 6]) {
      for (const beta1 of [0.81, 0.87, 0.93, 0.97]) {
        for (const beta2 of [0.805, 0.86, 0.9, 0.94, 0.985]) {
          const rho = beta2 ** (1 / (2 * (k - 2)));
          const c = 1 / rho - 1;
          const isStable = beta1 < rho ** k && (k - 2) * c < 2 + beta1 * rho ** (1 - k) * (2 + k * c);
          const { regime } = diagnosed(k, beta1, beta2);
          if ((regime === "converged") !== isStable) wrong.push(`k = ${k}, β = (${beta1}, ${beta2}): ${regime}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
