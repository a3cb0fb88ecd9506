import { describe, expect, it } from "vitest";
import { signFlowModel, smoothSignModel } from "../../models/index.js";
import {
  createObjective,
  doubleWellObjective,
  illConditionedObjective,
  type Objective,
  powerObjective,
  quadraticObjective,
  randomQuadraticObjective,
  rosenbrockObjective,
} from "../../objectives/index.js";
import { createDenseSampler } from "../../trajectory/index.js";
import { slidingIntegrator } from "./sliding.js";
import { stiffIntegrator } from "./stiff.js";

/** Everything here is found to rounding; sums of some ten operations on numbers up to 20. */
const ROUNDING = 1e-13;

const request = (initial: readonly number[], until: number) => ({
  initial: Float64Array.from(initial),
  until,
  tolerance: 1e-10,
  onProgress: () => {},
  isCancelled: () => false,
});

function flow(objective: Objective, initial: readonly number[], until: number) {
  const run = slidingIntegrator.integrate(signFlowModel(objective), request(initial, until));
  const sampler = createDenseSampler(run.dense);
  const at = (t: number): number[] => {
    const out = new Float64Array(initial.length);
    sampler.state(t, out);
    return Array.from(out);
  };
  return { ...run, at };
}

/** ½ xᵀAx. */
function quadratic(A: readonly (readonly number[])[]): Objective {
  const n = A.length;
  const row = (x: Float64Array, i: number) => A[i]!.reduce((sum, value, j) => sum + value * x[j]!, 0);
  return {
    dimension: n,
    value: (x) => A.reduce((sum, _, i) => sum + 0.5 * x[i]! * row(x, i), 0),
    gradient: (x, out) => {
      for (let i = 0; i < n; i++) out[i] = row(x, i);
    },
    hessian: (_x, out) => out.set(A.flat()),
  };
}

function expectNear(actual: readonly number[], wanted: readonly number[], tolerance = ROUNDING): void {
  for (const [i, value] of wanted.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance);
}

describe("slidingIntegrator in one dimension", () => {
  it.each([
    ["(x − 4)² from 1", quadraticObjective(), 1, 3, 4],
    ["x² from −2.5", createObjective("power"), -2.5, 2.5, 0],
    ["x⁴", powerObjective(4), 1, 1, 0],
    ["x²⁰", powerObjective(20), 1.5, 1.5, 0],
    ["the double well from 0.1", doubleWellObjective(), 0.1, 0.9, 1],
  ])("%s comes to rest", (_name, objective, initial, time, minimiser) => {
    const { status, event, at } = flow(objective, [initial], 5);
    expect(status).toBe("completed");
    expect(event).toMatchObject({ kind: "at rest", size: Math.abs(minimiser) });
    expectNear(
      [event!.time, at(time / 3)[0]!, at(4)[0]!, at(5)[0]!],
      [time, initial + (Math.sign(minimiser - initial) * time) / 3, minimiser, minimiser],
    );
  });

  it.each([1e-200, 1e-9, 1e9])("%d·x² rests at |x₀|, whatever the factor", (factor) => {
    expect(flow(quadratic([[2 * factor]]), [3], 7).event).toEqual({ kind: "at rest", time: 3, size: 0 });
  });

  it("stays at a stationary point where it starts, be it a maximum", () => {
    expect(flow(doubleWellObjective(), [0], 2).event).toEqual({ kind: "at rest", time: 0, size: 0 });
    expect(flow(quadraticObjective(), [4], 2).event).toEqual({ kind: "at rest", time: 0, size: 4 });
  });

  it("goes on for ever where nothing stops it, in one element", () => {
    const line: Objective = { dimension: 1, value: (x) => x[0]!, gradient: (_x, out) => void out.fill(1) };
    const { status, event, at, statistics } = flow(line, [1], 1e9);
    expect([status, event, at(1e9)[0], statistics.accepted]).toEqual(["completed", undefined, 1 - 1e9, 1]);
  });

  it("rests at T itself, and not before it is there", () => {
    expect(flow(quadraticObjective(), [1], 3).event?.time).toBe(3);
    expect(flow(quadraticObjective(), [1], 2.5).event).toBeUndefined();
  });
});

describe("slidingIntegrator on quadratics that are solved by hand", () => {
  it("comes to rest at max |xᵢ| without coupling, each coordinate in its time", () => {
    const { event, at } = flow(illConditionedObjective(4, 1e10), [1, -2, 0.3, 2], 5);
    expect(event).toEqual({ kind: "at rest", time: 2, size: 0 });
    expectNear(at(0.7), [0.3, -1.3, 0, 1.3]);
  });

  it("slides: A = [[3, 1], [1, 2]] from (1, 2)", () => {
    // g = (5, 5) falls at (4, 3): x arrives at 5/4 and slides at 1/3, so that g_y falls at 5/3 and is 0 at t = 2
    const { event, at } = flow(quadratic([[3, 1], [1, 2]]), [1, 2], 5); // biome-ignore format: a matrix
    expectNear([event!.time, ...at(1.25), ...at(1.625)], [2, -0.25, 0.75, -0.125, 0.375]);
  });

  it("crosses where the diagonal is weak: A = [[1, 2], [2, 5]] from (−13, 8)", () => {
    // to stay on g_x = 0 at t = 1 would need x' = 2; y then arrives at 10/3 and slides at −2/5
    const { event, at } = flow(quadratic([[1, 2], [2, 5]]), [-13, 8], 20); // biome-ignore format: a matrix
    expectNear([event!.time, ...at(1), ...at(10 / 3)], [15, -14, 7, -35 / 3, 14 / 3]);
  });

  it("leaves a surface as another is reached", () => {
    // g = (0, 10, −5), u = (0, −1, 1); z arrives at 1, which pushes x away: u = (1, −1, −2/7); y arrives at 12/5 and slides
    // with z at −4/9; x is back at 33/13
    const A = [[5, 4, 4], [4, 7, 2], [4, 2, 7]]; // biome-ignore format: a matrix
    const { event, at } = flow(quadratic(A), [-20 / 13, 32 / 13, -7 / 13], 5);
    expectNear([event!.time, ...at(1)], [33 / 13, -20 / 13, 19 / 13, 6 / 13]);
    expectNear(at(2.4), [-20 / 13 + 1.4, 32 / 13 - 2.4, 6 / 13 - 0.4]);
  });

  it("holds a coordinate exactly where H_ii > |Σ H_ij sign g_j|", () => {
    for (const weight of [0.5, 0.999, 1.001, 2]) {
      // x is on its surface, y falls: x' = weight if that is at most 1, else 1
      const { at } = flow(quadratic([[1, weight], [weight, weight ** 2 + 1]]), [-4 * weight, 4], 1); // biome-ignore format: a matrix
      expectNear(at(1), [-4 * weight + Math.min(weight, 1), 3]);
    }
  });

  it.each([
    [
      "(x − y)²",
      [
        [2, -2],
        [-2, 2],
      ],
      [1, 0],
      0.5,
      [0.5, 0.5],
    ],
    [
      "(x + y)²",
      [
        [2, 2],
        [2, 2],
      ],
      [1, 0.3],
      0.65,
      [0.35, -0.35],
    ],
  ])("rests on a valley of minimisers: %s", (_name, A, initial, time, end) => {
    // biome-ignore format: matrices
    const { event, at } = flow(quadratic(A), initial, 3);
    expectNear([event!.time, ...at(3)], [time, ...end]);
  });

  it("many coordinates at once", () => {
    expect(flow(createObjective("sphere"), [1, -1], 3).event).toMatchObject({ kind: "at rest", time: 1 });
    const cube = quadratic(Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i === j ? 2 : 1))));
    expectNear([flow(cube, [1, 1, 1, 1, 1, 1], 3).event!.time], [1]);
  });
});

describe("slidingIntegrator on curved surfaces: Rosenbrock's valley", () => {
  /** On g_x = 0 below the parabola, y' = 1: 200x(x² − y) = 1 − x; the root between the parabola and 1. */
  const wall = (y: number): number => {
    let [low, high] = [Math.sqrt(y), 1];
    for (let k = 0; k < 60; k++) {
      const x = 0.5 * (low + high);
      if (200 * x * (x * x - y) < 1 - x) low = x;
      else high = x;
    }
    return 0.5 * (low + high);
  };
  /** g_y = 200(y − x²) is known to its rounding, 1e-13, and so is where it vanishes; x follows at up to ten times that. */
  const LOCATED = 1e-12;

  it("slides along y = x² up to |2x| = 1, then along g_x = 0 to the minimiser", () => {
    const { event, at } = flow(rosenbrockObjective(), [0.1, 0], 4);
    // y = t meets (0.1 + t)² at 0.4 − √0.15
    const meets = 0.4 - Math.sqrt(0.15);
    expectNear(at(meets), [0.1 + meets, meets], LOCATED);
    for (const t of [0.05, 0.2, 0.39]) expectNear(at(t), [0.1 + t, (0.1 + t) ** 2], LOCATED);
    // left at x = ½: y rises at 1 and x too, until g_x = 0
    expectNear(at(0.43), [0.53, 0.28], LOCATED);
    for (const t of [0.5, 0.8, 1.1]) expectNear(at(t), [wall(t - 0.15), t - 0.15], LOCATED);
    expectNear([event!.time, ...at(4)], [1.15, 1, 1], LOCATED);
  });

  it("crosses y = x² where it is steep", () => {
    const { event, at } = flow(rosenbrockObjective(), [0, 1], 4);
    const golden = (Math.sqrt(5) - 1) / 2;
    expectNear(at(golden), [golden, 1 - golden], LOCATED);
    for (const t of [0.7, 0.9, 1.2]) expectNear(at(t), [wall(1 - 2 * golden + t), 1 - 2 * golden + t], LOCATED);
    expectNear([event!.time, ...at(4)], [2 * golden, 1, 1], LOCATED);
  });
});

describe("slidingIntegrator keeps what theory promises", () => {
  it.each([1, 2, 3])("is the limit of the smooth flow, f falls, Proposition 4 holds: random quadratic %i", (seed) => {
    const objective = randomQuadraticObjective(10, seed);
    const initial = Array.from({ length: 10 }, (_, i) => Math.cos(i * seed + 1));
    const { at, event } = flow(objective, initial, 4);
    const epsilon = 1e-8;
    const smooth = stiffIntegrator.integrate(smoothSignModel(objective, { epsilon }), request(initial, 4));
    const sampler = createDenseSampler(smooth.dense);
    const { strongConvexity, minimum } = objective.constants!;
    const gap = (t: number) => objective.value(Float64Array.from(at(t))) - minimum!;
    const other = new Float64Array(10);
    const start = gap(0);
    let before = Infinity;
    for (let k = 0; k <= 400; k++) {
      const t = k / 100;
      sampler.state(t, other);
      // g is of size ε where the smooth flow slides: θ differs by ε‖H⁻¹‖·√10 and what follows from that
      expectNear(at(t), Array.from(other), (50 * epsilon) / strongConvexity!);
      expect(gap(t)).toBeLessThanOrEqual(before);
      before = gap(t);
      // μ of the proposition is 2·PL; rounding of values of size 10
      const root = Math.max(0, Math.sqrt(start) - 0.5 * Math.sqrt(2 * strongConvexity!) * t);
      expect(gap(t)).toBeLessThanOrEqual(root ** 2 + 1e-13);
    }
    expect(event!.time).toBeLessThanOrEqual(2 * Math.sqrt(start / (2 * strongConvexity!)));
  });

  it("f falls at ‖g‖₁, of what moves", () => {
    const objective = randomQuadraticObjective(5, 4);
    const { dense, at } = flow(objective, [1, -1, 2, 0.5, -2], 1);
    const gradient = new Float64Array(5);
    for (let e = 0; e + 1 < dense.breaks.length; e++) {
      const [left, right] = [dense.breaks[e]!, dense.breaks[e + 1]!];
      // g is linear in an element: the trapezoidal rule is exact
      const rate = [left, right].map((t) => {
        objective.gradient(Float64Array.from(at(t)), gradient);
        return gradient.reduce((sum, g) => sum + Math.abs(g), 0);
      });
      const fall = objective.value(Float64Array.from(at(left))) - objective.value(Float64Array.from(at(right)));
      expect(Math.abs(fall - 0.5 * (rate[0]! + rate[1]!) * (right - left))).toBeLessThan(1e-12);
    }
  });
});
