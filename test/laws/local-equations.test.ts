import { describe, expect, it } from "vitest";
import {
  type Model,
  type Objective,
  quadraticObjective,
  randomQuadraticObjective,
  sample,
  smoothSignModel,
  solve,
} from "../../src/index.js";

/** y' = −y: an equation without memory, whose field does not even look at the drive. */
const decay: Model = {
  stateSize: 1,
  components: { theta: [0, 1] },
  driveSize: 1,
  drive: (y, out) => out.set(y),
  memory: [],
  advance: 0,
  timeScale: 1,
  loss: (y) => y[0]! ** 2 / 2,
  field(_t, y, _drive, _memory, out) {
    out[0] = -y[0]!;
  },
};

/** ½hx². */
function parabola(h: number): Objective {
  return {
    dimension: 1,
    value: ([x]) => (h * x! * x!) / 2,
    gradient: ([x], out) => {
      out[0] = h * x!;
    },
    hessian: (_theta, out) => {
      out[0] = h;
    },
  };
}

describe("equations without memory", () => {
  it.each([1e-6, 1e-8, 1e-10, 1e-12])("y' = −y to a tolerance of %d", (tolerance) => {
    const trajectory = solve(decay, { initial: [2], until: 5, tolerance, times: [0, 1, 2.5, 5] });
    expect(trajectory.status).toBe("completed");
    trajectory.times.forEach((t, k) => {
      const exact = 2 * Math.exp(-t);
      // the tolerance is relative to 1 + |y|
      expect(Math.abs(trajectory.theta[k]! - exact)).toBeLessThan(tolerance * (1 + exact));
    });
  });

  it("read between their elements by dense output", () => {
    const trajectory = solve(decay, { initial: [2], until: 5, tolerance: 1e-10 });
    for (let t = 0; t <= 5; t += 0.37) {
      expect(Math.abs(sample(trajectory, t).theta[0]! - 2 * Math.exp(-t))).toBeLessThan(3e-10);
    }
  });

  it.each([
    [1, 0.1],
    [1, 1e-2],
    [3, 1e-2],
    [1, 1e-3],
  ])("follow the smooth sign flow of ½·%d·x² with ε = %d: t = x₀ − x + (ε/h) ln(x₀/x)", (h, epsilon) => {
    const tolerance = 1e-8;
    const times = Array.from({ length: 40 }, (_, k) => k / 30);
    const model = smoothSignModel(parabola(h), { epsilon });
    const trajectory = solve(model, { initial: [1], until: times.at(-1)!, tolerance, times });
    expect(trajectory.status).toBe("completed");
    trajectory.times.forEach((t, k) => {
      expect(Math.abs(trajectory.theta[k]! - implicit(t, epsilon / h))).toBeLessThan(2 * tolerance);
    });
  });

  it("stay at a stationary point", () => {
    const trajectory = solve(smoothSignModel(quadraticObjective(), { epsilon: 1e-3 }), { initial: [4], until: 3 });
    expect(trajectory.theta.every((x) => x === 4)).toBe(true);
  });

  it("come to rest at the minimiser in four dimensions", () => {
    const model = smoothSignModel(randomQuadraticObjective(4, 1), { epsilon: 0.01 });
    const trajectory = solve(model, { initial: [1, 1, 1, 1], until: 50, tolerance: 1e-8 });
    expect(trajectory.status).toBe("completed");
    expect(trajectory.loss.at(-1)).toBeLessThan(1e-14);
  });
});

/** x with t = 1 − x + δ ln(1/x), by bisection of ln x. */
function implicit(t: number, delta: number): number {
  let [low, high] = [-2000, 0];
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2;
    if (1 - Math.exp(middle) - delta * middle > t) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}
