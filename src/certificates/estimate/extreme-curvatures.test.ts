import { describe, expect, it } from "vitest";
import {
  doubleWellObjective,
  illConditionedObjective,
  type Objective,
  randomQuadraticObjective,
  rosenbrockObjective,
} from "../../objectives/index.js";
import { extremeCurvatures } from "./extreme-curvatures.js";

/** An objective that knows its gradient and nothing more. */
function gradientsOnly(objective: Objective): Objective {
  return {
    dimension: objective.dimension,
    value: (theta) => objective.value(theta),
    gradient: (theta, out) => objective.gradient(theta, out),
  };
}

const ones = (d: number) => new Float64Array(d).fill(1);

describe("extremeCurvatures", () => {
  it("is the second derivative in one dimension", () => {
    // f'' = 3x² − 1
    expect(extremeCurvatures(doubleWellObjective(), Float64Array.of(2))).toEqual({ smallest: 11, largest: 11 });
  });

  it("solves the characteristic equation in two", () => {
    // [[802, −400], [−400, 200]] at (1, 1): 501 ± √(301² + 400²)
    const { smallest, largest } = extremeCurvatures(rosenbrockObjective(), ones(2));
    const root = Math.hypot(301, 400);
    // a few ε·‖H‖
    expect(Math.abs(smallest - (501 - root))).toBeLessThan(1e-12);
    expect(Math.abs(largest - (501 + root))).toBeLessThan(1e-12);
  });

  it("takes differences of gradients where there is nothing else", () => {
    for (const objective of [rosenbrockObjective(), randomQuadraticObjective(6, 2)]) {
      const exact = extremeCurvatures(objective, ones(objective.dimension));
      const found = extremeCurvatures(gradientsOnly(objective), ones(objective.dimension));
      // rounding of the gradient over the step, ε^(2/3) of the largest eigenvalue, and as much of the bend
      expect(Math.abs(found.smallest - exact.smallest)).toBeLessThan(1e-8 * exact.largest);
      expect(Math.abs(found.largest - exact.largest)).toBeLessThan(1e-8 * exact.largest);
    }
  });

  it("finds the ends of a spectrum of 5000 from gradients only", () => {
    // two eigenvalues stand apart from the rest, as the largest of networks do
    const curvature = (i: number) => (i === 0 ? 100 : i === 1 ? -20 : 1 + i / 5000);
    const objective: Objective = {
      dimension: 5000,
      value: (theta) => theta.reduce((sum, x, i) => sum + 0.5 * curvature(i) * x * x, 0),
      gradient: (theta, out) => {
        for (let i = 0; i < out.length; i++) out[i] = curvature(i) * theta[i]!;
      },
    };
    const { smallest, largest } = extremeCurvatures(objective, ones(5000));
    // differences of gradients: ε·‖g‖ over a step of 2.5e-5, 1e-8 at most
    expect(Math.abs(smallest + 20)).toBeLessThan(1e-6);
    expect(Math.abs(largest - 100)).toBeLessThan(1e-6);
  });

  it("lies within a continuous spectrum and near its ends", () => {
    const { smallest, largest } = extremeCurvatures(illConditionedObjective(1000, 100), ones(1000));
    // Ritz values lie inside; 300 products resolve the lower end to some (π/300)² of the width of 99
    expect(smallest).toBeGreaterThan(1 - 1e-9);
    expect(smallest).toBeLessThan(1.02);
    expect(Math.abs(largest - 100)).toBeLessThan(1e-6);
  });

  it("agrees with the whole matrix, and with itself", () => {
    const objective = randomQuadraticObjective(60, 3);
    const { smoothness, strongConvexity } = objective.constants!;
    const found = extremeCurvatures(objective, ones(60));
    // the Krylov space is the whole space
    expect(Math.abs(found.largest - smoothness!)).toBeLessThan(1e-9 * smoothness!);
    expect(Math.abs(found.smallest - strongConvexity!)).toBeLessThan(1e-9 * smoothness!);
    expect(extremeCurvatures(objective, ones(60))).toEqual(found);
  });

  it("ends at once where all curvatures are equal", () => {
    const sphere: Objective = {
      dimension: 100,
      value: (theta) => theta.reduce((sum, x) => sum + x * x, 0),
      gradient: (theta, out) => out.set(theta.map((x) => 2 * x)),
      hessianVector: (_theta, direction, out) => out.set(direction.map((x) => 2 * x)),
    };
    const { smallest, largest } = extremeCurvatures(sphere, ones(100));
    // one product, rounding of a scalar product of 100
    expect(Math.abs(smallest - 2)).toBeLessThan(1e-13);
    expect(Math.abs(largest - 2)).toBeLessThan(1e-13);
  });

  it("is not a number where second derivatives are none, and refuses another dimension", () => {
    const root: Objective = {
      dimension: 1,
      value: (theta) => Math.sqrt(theta[0]!),
      gradient: (theta, out) => {
        out[0] = 0.5 / Math.sqrt(theta[0]!);
      },
    };
    expect(extremeCurvatures(root, Float64Array.of(-1))).toEqual({ smallest: Number.NaN, largest: Number.NaN });
    expect(() => extremeCurvatures(root, Float64Array.of(1, 2))).toThrow(RangeError);
  });
});
