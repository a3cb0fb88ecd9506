import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import {
  createObjective,
  inertialModel,
  nonlocalModel,
  type Objective,
  quadraticObjective,
  rosenbrock1dObjective,
  solve,
} from "../../src/index.js";

interface GoldenCase {
  readonly objective: string;
  readonly parameters: readonly number[];
  /** θ0, θ′(0). */
  readonly initial: readonly number[];
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly until: number;
  /** θ and θ′ at `until`. */
  readonly theta: number;
  readonly velocity: number;
}

const file = new URL("../golden/inertial.json", import.meta.url);
const cases: readonly GoldenCase[] = JSON.parse(readFileSync(file, "utf8")).cases;

const times = (until: number, count = 20) => Float64Array.from({ length: count + 1 }, (_, k) => (until * k) / count);

/** sup |Δ|/(1 + |value|). */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!) / (1 + Math.abs(a[i]!)));
  return largest;
}

/** The sum of `count` copies of a function of one variable. */
function copies(single: Objective, count: number): Objective {
  const part = new Float64Array(1);
  return {
    dimension: count,
    value: (p) => p.reduce((sum, x) => sum + single.value(Float64Array.of(x)), 0),
    gradient: (p, out) => {
      for (let i = 0; i < count; i++) {
        single.gradient(Float64Array.of(p[i]!), part);
        out[i] = part[0]!;
      }
    },
  };
}

describe("the inertial equation against an independent solver", () => {
  test.each(cases.map((golden) => [golden.objective, golden] as const))("%s: %o", (_, golden) => {
    const { lr, beta1, beta2, epsilon, until, initial } = golden;
    const model = inertialModel(createObjective(golden.objective, golden.parameters), { lr, beta1, beta2, epsilon });
    const { status, theta, velocity } = solve(model, { initial, until, times: [until] });
    expect(status).toBe("completed");
    // the stored numbers are good to 1e-9, the solver's tolerance is 1e-10
    expect(distance([golden.theta, golden.velocity], [theta[0]!, velocity![0]!])).toBeLessThan(1e-8);
  });
});

describe("the inertial equation", () => {
  const well = rosenbrock1dObjective(1.5);
  const options = { lr: 0.01, beta1: 0.9, beta2: 0.99 };

  it("has the same norm variant in one dimension", () => {
    const run = { initial: [-1.5, 1], until: 2, times: times(2) };
    const diagonal = solve(inertialModel(well, options), run);
    const norm = solve(inertialModel(well, { ...options, norm: true }), run);
    // the same equation in the same operations
    expect(distance(diagonal.theta, norm.theta)).toBeLessThan(1e-13);
  });

  it("treats the coordinates of a separable objective as so many equations", () => {
    const run = { until: 2, times: times(2) };
    const both = solve(inertialModel(copies(well, 2), options), { ...run, initial: [-1.5, 0.3, 1, -2] });
    const starts = [
      [-1.5, 1],
      [0.3, -2],
    ];
    for (const [i, initial] of starts.entries()) {
      const alone = solve(inertialModel(well, options), { ...run, initial });
      const theta = both.theta.filter((_, k) => k % 2 === i);
      // two solutions to the tolerance 1e-10
      expect(distance(alone.theta, theta)).toBeLessThan(2e-10);
    }
  });

  it("does not notice the scale of time: θ(t·c) where lr, velocity and objective are scaled alike", () => {
    // f(x) → c·f(x/c): gradients, and with them m, v and the slope, stay; lengths and times grow by c
    const c = 4;
    const scaled: Objective = {
      dimension: 1,
      value: (p) => c * well.value(Float64Array.of(p[0]! / c)),
      gradient: (p, out) => well.gradient(Float64Array.of(p[0]! / c), out),
    };
    const small = solve(inertialModel(well, options), { initial: [-1.5, 1], until: 2, times: times(2) });
    const large = solve(inertialModel(scaled, { ...options, lr: c * options.lr }), {
      initial: [-1.5 * c, 1],
      until: 2 * c,
      times: times(2 * c),
    });
    // two solutions to the tolerance 1e-10, relative to 1 + |θ|
    expect(
      distance(
        small.theta,
        large.theta.map((x) => x / c),
      ),
    ).toBeLessThan(2e-10);
  });

  it("tends to the first-order equation as lr → 0 at fixed memory times", () => {
    const gaps = [0.0025, 0.00125, 0.000625].map((lr) => {
      const settings = { lr, beta1: 1 - 5 * lr, beta2: 1 - 2 * lr };
      const first = solve(nonlocalModel(well, { optimizer: "adam", ...settings }), {
        initial: [-1.5],
        until: 1,
        times: times(1),
      });
      const second = solve(inertialModel(well, settings), { initial: [-1.5, 1], until: 1, times: times(1) });
      return distance(first.theta, second.theta);
    });
    // like lr·log(1/lr): measured ratios 0.62 and 0.60, which fall toward 1/2
    expect(gaps[1]! / gaps[0]!).toBeLessThan(0.65);
    expect(gaps[2]! / gaps[1]!).toBeLessThan(0.63);
  });

  it.each(["beta1", "beta2"] as const)("is continuous in %s where the kernel changes its form", (name) => {
    const at = (beta: number) =>
      solve(inertialModel(well, { ...options, [name]: beta }), { initial: [-1.5, 1], until: 2, times: times(2) }).theta;
    const middle = at(0.5);
    for (const beta of [0.5 - 1e-9, 0.5 + 1e-9]) expect(distance(middle, at(beta))).toBeLessThan(1e-8);
  });

  it("has the exact solution of a constant gradient", () => {
    // unshifted, β1 = β2 = ½ and a slope G: m = G·w, v = G²·w with w = 1 − (1 + x)e^(−x), x = t/α
    const [lr, slope, u0] = [0.1, 3, 2];
    const linear: Objective = {
      dimension: 1,
      value: (p) => slope * p[0]!,
      gradient: (_, out) => {
        out[0] = slope;
      },
    };
    for (const shifted of [true, false]) {
      const model = inertialModel(linear, { lr, beta1: 0.5, beta2: 0.5, epsilon: 0, shifted });
      const { velocity } = solve(model, { initial: [1, u0], until: 1, times: times(1) });
      // θ″ + (2/α)θ′ = (2/α)F by quadrature: with ε = 0, F = −η√w, and η = √(1 − ½^x)/(1 − ½^x)
      const force = (t: number) => {
        const x = t / lr + (shifted ? 1 : 0);
        // its series near 0, where the formula cancels
        const w = x < 1e-3 ? x ** 2 * (1 / 2 - x / 3 + x ** 2 / 8) : -Math.expm1(-x) - x * Math.exp(-x);
        return w === 0 ? 0 : -Math.sqrt(w / -Math.expm1(-x * Math.LN2));
      };
      for (const [k, t] of times(1).entries()) {
        // Simpson's rule in √s: F starts like √t when it is unshifted
        let sum = 0;
        const N = 4000;
        for (let j = 1; j <= N; j++) {
          const r = (j / N) * Math.sqrt(t);
          const weight = (j === N ? 1 : j % 2 === 1 ? 4 : 2) / 3;
          sum += ((weight * 2 * r * Math.sqrt(t)) / N) * Math.exp((2 * (r * r - t)) / lr) * force(r * r);
        }
        const exact = u0 * Math.exp((-2 * t) / lr) + (2 / lr) * sum;
        // Simpson's rule is good to about 1e-10 here, and the solver's tolerance is 1e-10
        expect(Math.abs(velocity![k]! - exact)).toBeLessThan(2e-9);
      }
    }
  });

  it("moves from a minimiser where it has a velocity, and stays where it has none", () => {
    const quadratic = quadraticObjective();
    const model = inertialModel(quadratic, { ...options, lr: 0.1 });
    const kicked = solve(model, { initial: [4, 1], until: 1, times: times(1) });
    expect(kicked.status).toBe("completed");
    expect(kicked.theta[1]).toBeGreaterThan(4.01);
    expect([...solve(model, { initial: [4, 0], until: 1, times: times(1, 2) }).theta]).toEqual([4, 4, 4]);
  });
});
