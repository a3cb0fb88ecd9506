import { describe, expect, it } from "vitest";
import {
  coshObjective,
  createObjective,
  doubleWellObjective,
  illConditionedObjective,
  logisticObjective,
  type Objective,
  objectives,
  powerObjective,
  quadraticObjective,
  randomQuadraticObjective,
  rosenbrock1dObjective,
} from "../../objectives/index.js";
import { adamOptimizer, gdOptimizer, run } from "../../optimizers/index.js";
import { estimateConstants } from "./estimate-constants.js";
import type { Estimates } from "./estimates.js";

/** A path from `from` that approaches `to` exponentially, 60 rows. */
function approachTo(from: readonly number[], to: readonly number[]): Float64Array {
  return Float64Array.from({ length: 60 * from.length }, (_, k) => {
    const [row, i] = [Math.floor(k / from.length), k % from.length];
    return to[i]! + (from[i]! - to[i]!) * Math.exp(-row / 6);
  });
}

type Function1 = (x: number) => number;
const oneDimensional = (f: Function1, g: Function1): Objective => ({
  dimension: 1,
  value: (theta) => f(theta[0]!),
  gradient: (theta, out) => {
    out[0] = g(theta[0]!);
  },
});

const close = (value: number, truth: number, tolerance: number) =>
  expect(Math.abs(value - truth), `${value} for ${truth}`).toBeLessThanOrEqual(tolerance);

function constantsOf(estimates: Estimates): number[] {
  const { smoothness, strongConvexity, pl, minimum, kl } = estimates;
  return [smoothness, strongConvexity, pl, minimum, kl.exponent, kl.constant, kl.limit].map(({ value }) => value);
}

describe("estimateConstants where the truth is known", () => {
  it("is exact for a parabola", () => {
    const found = estimateConstants(quadraticObjective(), { thetas: approachTo([1], [4]) });
    // L = μ = PL = 2, c = √(2·2), limit 0
    expect(constantsOf(found)).toEqual([2, 2, 2, 0, 0.5, 2, 0]);
    expect(found.minimiser).toEqual(Float64Array.of(4));
    expect(found.coercive.holds).toBe(true);
    // out at 1 and 7
    close(found.coercive.radius, 3, 1e-14);
  });

  it("knows the interval of the double well and what holds on it", () => {
    const found = estimateConstants(doubleWellObjective(), { thetas: approachTo([0.1], [1]) });
    // {f ≤ f(0.1)} is [0.1, √1.99] about 1; ‖f'‖²/2f = 2x², f'' = 3x² − 1; roundings of the exits
    close(found.smoothness.value, 3 * 1.99 - 1, 1e-13);
    close(found.strongConvexity.value, 3 * 0.01 - 1, 1e-13);
    close(found.pl.value, 0.02, 1e-14);
    close(found.kl.constant.value, 0.2, 1e-13);
    expect(found.kl.exponent.value).toBe(0.5);
    close(found.coercive.radius, 0.9, 1e-14);
  });

  it("finds the same from the gradient alone, but for differences", () => {
    const { value, gradient } = doubleWellObjective();
    const found = estimateConstants({ dimension: 1, value, gradient }, { thetas: approachTo([0.1], [1]) });
    // difference quotients lose ε^(2/3)
    close(found.smoothness.value, 4.97, 1e-9);
    close(found.strongConvexity.value, -0.97, 1e-9);
    close(found.pl.value, 0.02, 1e-14);
  });

  it("finds the exponents of degenerate minimisers", () => {
    for (const k of [4, 6, 10]) {
      const found = estimateConstants(powerObjective(k), { thetas: approachTo([1], [0]) });
      const exponent = 1 - 1 / k;
      // |x|^(k−1) = (k f)^(1−1/k): a straight line of logarithms; f at the last point of the descent is 1e-30 at most
      close(found.kl.exponent.value, exponent, 1e-9);
      close(found.kl.constant.value, k ** exponent, 1e-7);
      expect(found.pl.value).toBe(0);
      expect(found.pl.how).toContain("falls like");
      close(found.smoothness.value, k - 1, 1e-9);
    }
  });

  it("finds the bounds of cosh", () => {
    const found = estimateConstants(coshObjective(), { thetas: approachTo([1], [0]) });
    close(found.strongConvexity.value, 1, 1e-15);
    close(found.smoothness.value, Math.cosh(1), 1e-14);
    // (cosh + 1)/2 ≥ 1, with heights of 1e-9 of which 1e-7 are rounding
    close(found.pl.value, 1, 1e-6);
  });

  it("finds smooth maxima between samples", () => {
    // f'' = 1 − 0.9 cos 3x has its maxima 1.9 inside, and the minimum 0.1 at 0
    const f = oneDimensional(
      (x) => x ** 2 / 2 + 0.1 * Math.cos(3 * x),
      (x) => x - 0.3 * Math.sin(3 * x),
    );
    const found = estimateConstants(f, { thetas: approachTo([2], [0]), rows: 5 });
    // within a thousandth; the climb does better
    close(found.smoothness.value, 1.9, 1e-6);
    close(found.strongConvexity.value, 0.1, 1e-6);
  });

  it("equals the constants of quadratics", () => {
    for (const objective of [
      illConditionedObjective(2, 100),
      randomQuadraticObjective(3, 7),
      randomQuadraticObjective(),
    ]) {
      const { smoothness, strongConvexity } = objective.constants!;
      const theta0 = new Array<number>(objective.dimension).fill(1);
      const { theta } = run(objective, adamOptimizer({ lr: 0.05 }), { theta0, steps: 300 });
      const found = estimateConstants(objective, { thetas: theta });
      // Jacobi's rotations: a few ε·L
      close(found.smoothness.value, smoothness!, 1e-13 * smoothness!);
      close(found.strongConvexity.value, strongConvexity!, 1e-13 * smoothness!);
      close(found.pl.value, strongConvexity!, 1e-12 * smoothness!);
      expect(found.kl.exponent.value).toBe(0.5);
      close(found.kl.constant.value, Math.sqrt(2 * strongConvexity!), 1e-12 * smoothness!);
    }
  });

  it("stays between the constants of logistic regression", () => {
    const objective = logisticObjective();
    const { smoothness, strongConvexity, minimum, minimisers } = objective.constants!;
    const { theta } = run(objective, gdOptimizer({ lr: 1 }), { theta0: [0, 0, 0], steps: 20 });
    const found = estimateConstants(objective, { thetas: theta });
    expect(found.smoothness.value).toBeLessThanOrEqual(smoothness! * (1 + 1e-12));
    expect(found.strongConvexity.value).toBeGreaterThan(strongConvexity!);
    expect(found.pl.value).toBeGreaterThan(strongConvexity!);
    expect(found.pl.value).toBeLessThan(found.smoothness.value);
    // the trajectory has not arrived, the descent has
    close(found.minimum.value, minimum!, 1e-15);
    found.minimiser.forEach((x, i) => {
      close(x, minimisers![0]![i]!, 1e-12);
    });
  });

  it("sees the saddle in a valley of minima", () => {
    // (xy − 1)²: minima on a hyperbola, a saddle at 0 with value 1
    const objective: Objective = {
      dimension: 2,
      value: ([x, y]) => (x! * y! - 1) ** 2,
      gradient: ([x, y], out) => {
        out[0] = 2 * (x! * y! - 1) * y!;
        out[1] = 2 * (x! * y! - 1) * x!;
      },
    };
    const wide = estimateConstants(objective, { thetas: approachTo([2, 2], [1, 1]) });
    expect(wide.pl.value).toBe(0);
    expect(wide.pl.how).toContain("critical point");
    // ‖∇f‖²/2(f − f*) = 2(x² + y²) ≥ 4 near the hyperbola, 4|xy| = 4·0.9 where xy = 0.9
    const narrow = estimateConstants(objective, { thetas: approachTo([Math.sqrt(1.1), Math.sqrt(1.1)], [1, 1]) });
    expect(narrow.kl.exponent.value).toBe(0.5);
    close(narrow.pl.value, 3.6, 1e-3);
  });

  it("follows a curved degenerate valley", () => {
    const objective: Objective = {
      dimension: 2,
      value: ([x, y]) => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 4,
      gradient: ([x, y], out) => {
        out[0] = -400 * x! * (y! - x! * x!) - 4 * (1 - x!) ** 3;
        out[1] = 200 * (y! - x! * x!);
      },
    };
    const found = estimateConstants(objective, { thetas: approachTo([-1.2, 1], [1, 1]) });
    // ¾ on the floor, ½ on every straight line; the floor bends over the two decades of the fit
    close(found.kl.exponent.value, 0.75, 0.02);
    expect(found.pl.value).toBe(0);
  });
});

describe("estimateConstants along trajectories", () => {
  it("holds on all rows, with finite numbers, for every objective", () => {
    for (const entry of objectives) {
      for (const args of entry.examples) {
        const objective = createObjective(entry.name, args);
        const theta0 = entry.start(objective);
        const { theta } = run(objective, adamOptimizer({ lr: 0.05 }), { theta0, steps: 400 });
        const found = estimateConstants(objective, { thetas: theta });
        expect(constantsOf(found).every(Number.isFinite), entry.name).toBe(true);
        expect(brokenRows(objective, theta, found), entry.name).toBe(0);
        const largest = found.smoothness.value;
        expect(found.strongConvexity.value).toBeLessThanOrEqual(largest);
        expect(found.pl.value).toBeLessThanOrEqual(largest * (1 + 1e-6));
      }
    }
  });

  it("sees that there is no convexity", () => {
    for (const name of ["rosenbrock", "himmelblau", "rastrigin", "beale", "doubleWell"]) {
      const objective = createObjective(name);
      const theta0 = objectives.find((entry) => entry.name === name)!.start(objective);
      const { theta } = run(objective, adamOptimizer({ lr: 0.02 }), { theta0, steps: 500 });
      expect(estimateConstants(objective, { thetas: theta }).strongConvexity.value).toBeLessThan(0);
    }
  });

  it("has no such constant where a trajectory ends above the minimum", () => {
    // two wells for c = 4: the path ends in the higher one
    const objective = rosenbrock1dObjective(4);
    const { theta } = run(objective, gdOptimizer({ lr: 0.01 }), { theta0: [-1], steps: 500 });
    const found = estimateConstants(objective, { thetas: theta, minimum: 0 });
    expect(found.pl.value).toBe(0);
    expect(found.minimum).toMatchObject({ value: 0, source: "given" });
    close(found.kl.limit.value, objective.value(found.minimiser), 0);
    expect(found.kl.exponent.value).toBe(0.5);
    expect(found.kl.constant.value).toBeGreaterThan(0);
  });

  it("says what is no compact sublevel set", () => {
    const decay = oneDimensional(
      (x) => Math.exp(-x),
      (x) => -Math.exp(-x),
    );
    const found = estimateConstants(decay, { thetas: Float64Array.of(0, 1, 2) });
    expect(found.coercive).toMatchObject({ holds: false, radius: Infinity });
    // e^(−x) = f − 0 for every x: an exponent of 1
    close(found.kl.exponent.value, 1, 1e-9);
    expect(found.pl.value).toBe(0);
    const trough: Objective = {
      dimension: 2,
      value: ([x, y]) => x! ** 2 * Math.exp(-(y! ** 2)),
      gradient: ([x, y], out) => {
        out[0] = 2 * x! * Math.exp(-(y! ** 2));
        out[1] = -2 * y! * x! ** 2 * Math.exp(-(y! ** 2));
      },
    };
    expect(estimateConstants(trough, { thetas: approachTo([1, 0.5], [0, 0.7]) }).coercive.holds).toBe(false);
  });

  it("knows no constant of what falls for ever", () => {
    const slope = oneDimensional(
      (x) => -x,
      () => -1,
    );
    const found = estimateConstants(slope, { thetas: Float64Array.of(0, 1, 2) });
    expect(found.coercive.holds).toBe(false);
    expect(found.minimum.how).toContain("not come to rest");
    expect(found.pl).toMatchObject({ value: 0, how: expect.stringContaining("f* is not known") });
  });

  it("keeps to the domain of the objective", () => {
    // x − ln x: f'' = 1/x² on [a, b] with f(b) = f(0.2)
    const barrier = oneDimensional(
      (x) => x - Math.log(x),
      (x) => 1 - 1 / x,
    );
    const found = estimateConstants(barrier, { thetas: approachTo([0.2], [1]) });
    // differences of gradients near 0.2: h² f''''/6 with h = 1e-5
    close(found.smoothness.value, 25, 1e-5);
    expect(constantsOf(found).every(Number.isFinite)).toBe(true);
  });

  it("takes rows that are not finite for none", () => {
    const thetas = Float64Array.of(1, 2, Number.NaN, 3, Infinity);
    expect(constantsOf(estimateConstants(quadraticObjective(), { thetas }))).toEqual([2, 2, 2, 0, 0.5, 2, 0]);
  });

  it("answers for a run that diverges", () => {
    const thetas = Float64Array.of(1, 2, 1e3, 1e140, 1e200, Infinity);
    const found = estimateConstants(quadraticObjective(), { thetas });
    // differences of such sizes round to a part in 1e15
    close(found.smoothness.value, 2, 1e-14);
    close(found.pl.value, 2, 1e-14);
    close(found.minimiser[0]!, 4, 1e-14);
  });

  it("answers for a start at the minimiser", () => {
    const found = estimateConstants(quadraticObjective(), { thetas: Float64Array.of(4, 4) });
    expect(constantsOf(found)).toEqual([2, 2, 2, 0, 0.5, 2, 0]);
  });

  it("is the same every time, and says that it estimates", () => {
    const thetas = approachTo([-1.2, 1], [1, 1]);
    const objective = createObjective("rosenbrock");
    const found = estimateConstants(objective, { thetas });
    expect(estimateConstants(objective, { thetas })).toEqual(found);
    const { smoothness, strongConvexity, pl, minimum, kl } = found;
    for (const constant of [smoothness, strongConvexity, pl, minimum, ...Object.values(kl)]) {
      expect(constant).toMatchObject({ source: "estimated", how: expect.stringMatching(/.../) });
    }
  });

  it("works with gradients only in a thousand dimensions", () => {
    let calls = 0;
    const ill = illConditionedObjective(1000, 100);
    const objective: Objective = {
      dimension: 1000,
      value: (theta) => ill.value(theta),
      gradient: (theta, out) => {
        calls++;
        ill.gradient(theta, out);
      },
    };
    const theta0 = new Array<number>(1000).fill(1);
    const { theta } = run(objective, adamOptimizer({ lr: 0.02 }), { theta0, steps: 200 });
    calls = 0;
    const found = estimateConstants(objective, { thetas: theta });
    // two seconds for gradients of a millisecond
    expect(calls).toBeLessThan(2000);
    close(found.smoothness.value, 100, 0.01);
    // Ritz values lie inside of the spectrum, 150 products within some (π/150)² of its width
    close(found.strongConvexity.value, 1.015, 0.015);
    close(found.minimum.value, 0, 1e-15);
    expect(found.kl.exponent.value).toBe(0.5);
    expect(brokenRows(objective, theta, found)).toBe(0);
  });

  it("names what it cannot take", () => {
    const objective = quadraticObjective();
    const thetas = Float64Array.of(1, 2);
    const refused: [object, RegExp][] = [
      [{ thetas: new Float64Array(0) }, /thetas must be one or more rows of 1 numbers: current value is 0 numbers/],
      [{ thetas: Float64Array.of(Number.NaN) }, /the objective at the first row of thetas must be finite/],
      [{ thetas, rows: 1 }, /rows must be a whole number >= 2: current value is 1/],
      [{ thetas, minimum: Number.NaN }, /minimum must be finite/],
      [{ thetas, minimum: 1 }, /minimum must be at most every value of the objective/],
      [{ thetas, minimiser: Float64Array.of(1, 2) }, /minimiser must be 1 numbers/],
      [{ thetas, seed: -1 }, /seed must be a whole number/],
    ];
    for (const [options, message] of refused) {
      expect(() => estimateConstants(objective, options as { thetas: Float64Array })).toThrow(message);
    }
  });
});

/** Rows at which an inequality of gradients does not hold, where f − f* is well above rounding. */
function brokenRows(objective: Objective, thetas: Float64Array, { pl, minimum, kl }: Estimates): number {
  const d = objective.dimension;
  const gradient = new Float64Array(d);
  let broken = 0;
  for (let k = 0; k < thetas.length; k += d) {
    const theta = thetas.subarray(k, k + d);
    objective.gradient(theta, gradient);
    const steepness = Math.hypot(...gradient);
    const height = objective.value(theta) - kl.limit.value;
    const excess = objective.value(theta) - minimum.value;
    if (!(height > 1e-6 && excess > 1e-6)) continue;
    // equality is attained, up to roundings of powers
    const holds = steepness * (1 + 1e-9) >= kl.constant.value * height ** kl.exponent.value;
    if (!holds || !(steepness ** 2 * (1 + 1e-9) >= 2 * pl.value * excess)) broken++;
  }
  return broken;
}
