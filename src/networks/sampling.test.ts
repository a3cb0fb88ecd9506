import { describe, expect, it } from "vitest";
import { boundaryProblem, boundaryProblems } from "./boundary-problems.js";
import { checkTask } from "./check-task.js";
import { sampleBoundary } from "./sample-boundary.js";
import { sampleBoundaryProblem } from "./sample-boundary-problem.js";
import { sampleInterior } from "./sample-interior.js";
import { sampleSineSum } from "./sample-sine-sum.js";
import type { Domain, ResidualTask } from "./task.js";

const box = (lower: readonly number[], upper: readonly number[]): Domain => ({ kind: "box", lower, upper });
const ball = (center: readonly number[], radius: number): Domain => ({ kind: "ball", center, radius });

function rows(points: Float64Array, dimension: number): number[][] {
  return Array.from({ length: points.length / dimension }, (_, i) => [
    ...points.subarray(i * dimension, (i + 1) * dimension),
  ]);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const count = 20_000;
/** Five standard deviations of a share of `count` draws, at most. */
const tolerance = 2.5 / Math.sqrt(count);

describe("sampleInterior", () => {
  it("fills a box evenly", () => {
    const points = rows(sampleInterior(box([-1, 10], [3, 10.5]), { count, seed: 1 }), 2);
    expect(points.every(([x, y]) => x! >= -1 && x! <= 3 && y! >= 10 && y! <= 10.5)).toBe(true);
    for (const share of [0.1, 0.5, 0.8]) {
      expect(Math.abs(mean(points.map(([x]) => Number(x! < -1 + 4 * share))) - share)).toBeLessThan(tolerance);
      expect(Math.abs(mean(points.map(([, y]) => Number(y! < 10 + share / 2))) - share)).toBeLessThan(tolerance);
    }
  });

  it.each([1, 2, 3, 7])("fills a ball of dimension %i evenly", (dimension) => {
    const center = Array.from({ length: dimension }, (_, k) => k);
    const points = rows(sampleInterior(ball(center, 2), { count, seed: 1 }), dimension);
    const distances = points.map((point) => Math.hypot(...point.map((x, k) => x - center[k]!)));
    expect(Math.max(...distances)).toBeLessThanOrEqual(2 * (1 + 1e-15));
    for (const share of [0.1, 0.5, 0.9]) {
      // that share of the volume is nearer than this
      const radius = 2 * share ** (1 / dimension);
      expect(Math.abs(mean(distances.map((r) => Number(r < radius))) - share)).toBeLessThan(tolerance);
    }
    for (let k = 0; k < dimension; k++) {
      expect(Math.abs(mean(points.map((point) => Number(point[k]! > center[k]!))) - 0.5)).toBeLessThan(tolerance);
    }
  });

  it("draws the same first points whatever their number, and others from another stream", () => {
    const few = sampleInterior(ball([0, 0], 1), { count: 3, seed: 4 });
    expect(sampleInterior(ball([0, 0], 1), { count: 9, seed: 4 }).subarray(0, 6)).toEqual(few);
    expect(sampleInterior(ball([0, 0], 1), { count: 3, seed: 4, stream: 99 })).not.toEqual(few);
  });

  it.each([
    [box([0, 2], [1, 2]), "domain.upper[1]"],
    [box([0, 0], [1]), "domain.upper"],
    [box([0, Number.NaN], [1, 1]), "domain.lower"],
    [box([], []), "domain.lower"],
    [ball([0, 0], 0), "domain.radius"],
    [ball([0, 0], Number.NaN), "domain.radius"],
    [ball([], 1), "domain.center"],
    [{ ...ball([0], 1), kind: "bal" } as unknown as Domain, "domain.kind"],
  ])("refuses %o", (domain, field) => {
    expect(() => sampleInterior(domain, { count: 1, seed: 1 })).toThrow(`as ${field} must be`);
    expect(() => sampleBoundary(domain, { count: 1, seed: 1 })).toThrow(RangeError);
  });

  it("refuses a count that is none", () => {
    expect(() => sampleInterior(ball([0], 1), { count: 1.5, seed: 1 })).toThrow("as count must be");
    expect(sampleBoundary(ball([0], 1), { count: 0, seed: 1 })).toHaveLength(0);
  });
});

describe("sampleBoundary", () => {
  it("chooses the faces of a box by their area", () => {
    const [lower, upper] = [
      [0, 0, -1],
      [1, 2, 3],
    ];
    const points = rows(sampleBoundary(box(lower!, upper!), { count, seed: 1 }), 3);
    const areas = [8, 4, 2];
    for (let k = 0; k < 3; k++) {
      for (const side of [lower![k]!, upper![k]!]) {
        const share = mean(points.map((point) => Number(point[k] === side)));
        expect(Math.abs(share - areas[k]! / 28)).toBeLessThan(tolerance);
      }
      // along the other axes they are spread evenly
      const inside = points.map((point) => point[k]!).filter((x) => x !== lower![k]! && x !== upper![k]!);
      const half = (lower![k]! + upper![k]!) / 2;
      expect(Math.abs(mean(inside.map((x) => Number(x < half))) - 0.5)).toBeLessThan(2.5 / Math.sqrt(inside.length));
    }
    expect(points.every((point) => point.some((x, k) => x === lower![k] || x === upper![k]))).toBe(true);
  });

  it.each([1, 2, 5])("spreads points over a sphere in dimension %i", (dimension) => {
    const center = new Array<number>(dimension).fill(0);
    const points = rows(sampleBoundary(ball(center, 3), { count, seed: 2 }), dimension);
    // rounding of a square, a sum and a root
    for (const point of points) expect(Math.abs(Math.hypot(...point) / 3 - 1)).toBeLessThan(1e-14);
    for (let k = 0; k < dimension; k++) {
      // by symmetry; the square of a coordinate of a unit vector is at most 1
      expect(Math.abs(mean(points.map((point) => (point[k]! / 3) ** 2)) - 1 / dimension)).toBeLessThan(tolerance);
      expect(Math.abs(mean(points.map((point) => Number(point[k]! > 0))) - 0.5)).toBeLessThan(tolerance);
    }
  });

  it("takes either end of an interval", () => {
    const points = sampleBoundary(box([2], [5]), { count: 1000, seed: 1 });
    expect(new Set(points)).toEqual(new Set([2, 5]));
  });
});

describe("sampleSineSum", () => {
  const source = { source: "sine-sum", dimension: 5, samples: 50, test: 20 } as const;

  it("is the sum of sines at points of the cube", () => {
    const { train, test } = sampleSineSum(source, { seed: 1 });
    expect(train).toMatchObject({ count: 50, inputShape: [5], outputs: 1 });
    expect(test).toMatchObject({ count: 20 });
    for (let i = 0; i < 50; i++) {
      const point = [...train.inputs.subarray(5 * i, 5 * i + 5)];
      expect(point.every((x) => x >= 0 && x <= 1)).toBe(true);
      const expected = point.reduce((sum, x) => sum + Math.sin(2 * Math.PI * x), 0);
      expect(train.targets[i]).toBe(Math.fround(expected));
    }
    expect(test!.inputs.subarray(0, 5)).not.toEqual(train.inputs.subarray(0, 5));
  });

  it("draws the same first samples whatever their number, and none to test where none are asked for", () => {
    const few = sampleSineSum({ ...source, samples: 10, test: 0 }, { seed: 1 });
    expect(few.test).toBeNull();
    expect(sampleSineSum(source, { seed: 1 }).train.inputs.subarray(0, 50)).toEqual(few.train.inputs);
    expect(sampleSineSum(source, { seed: 2 }).train.inputs).not.toEqual(
      sampleSineSum(source, { seed: 1 }).train.inputs,
    );
  });
});

describe("boundary problems", () => {
  const network = { kind: "dense", widths: [2, 4, 1], activation: "tanh", initialization: "xavier" } as const;
  const task = (problem: ResidualTask["problem"], interior = 30): ResidualTask => ({
    kind: "deep-galerkin",
    network: { ...network, widths: [problem.advection.length, 4, 1] },
    problem,
    interior,
    boundary: 20,
    test: 10,
  });

  it("are tasks", () => {
    for (const { problem } of boundaryProblems) checkTask(task(problem));
    expect(() => boundaryProblem("poison-disk")).toThrow("such as poisson-disk");
  });

  it("are sampled with their formulas at the very points that are returned", () => {
    const { problem } = boundaryProblem("poisson-disk");
    const solution = ([x, y]: Float64Array) => (1 - x! ** 2 - y! ** 2) / 4;
    const functions = { source: () => 1, boundaryValue: solution, solution };
    const samples = sampleBoundaryProblem(task(problem), { seed: 1, ...functions });
    expect(samples).toMatchObject({
      dimension: 2,
      interior: { count: 30 },
      boundary: { count: 20 },
      test: { count: 10 },
    });
    expect(samples.interior.values).toEqual(new Float32Array(30).fill(1));
    // points on the circle are rounded to float32
    for (const value of samples.boundary.values) expect(Math.abs(value)).toBeLessThan(2 ** -24);
    const { points, values } = samples.test!;
    values.forEach((value, i) => {
      expect(value).toBe(Math.fround(solution(Float64Array.from(points.subarray(2 * i, 2 * i + 2)))));
    });
    expect(points.subarray(0, 2)).not.toEqual(samples.interior.points.subarray(0, 2));
    expect(sampleBoundaryProblem(task(problem), { seed: 1, ...functions, solution: null }).test).toBeNull();
  });

  it("name the formula that has no value, and where", () => {
    const { problem } = boundaryProblem("poisson-disk");
    const functions = { source: () => Number.NaN, boundaryValue: () => 0, solution: null };
    expect(() => sampleBoundaryProblem(task(problem), { seed: 1, ...functions })).toThrow(
      /problem\.source must be a formula that is finite at \(-?0\.\d+, -?0\.\d+\): current value is NaN/,
    );
  });
});
