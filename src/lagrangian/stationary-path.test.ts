import { describe, expect, it } from "vitest";
import { doubleWellObjective, quadraticObjective, randomQuadraticObjective } from "../objectives/index.js";
import { adamForce } from "./adam-force.js";
import { conditionNumber } from "./condition-number.js";
import { scaledJacobian } from "./continuation.js";
import { eulerLagrangeResidual } from "./euler-lagrange.js";
import { gradientForce } from "./gradient-force.js";
import { memoryForce } from "./memory-force.js";
import { createPathGrid } from "./path-grid.js";
import { stationaryPoint } from "./rest-point.js";
import { solveStationaryPath } from "./stationary-path.js";
import { createStationarySystem } from "./stationary-system.js";

const lr = 0.1;
const quadratic = quadraticObjective();

describe("the stationary path", () => {
  it("of a local force is the solution of the local equation", () => {
    // (α/2)θ″ + θ′ + 2A(θ − 4) = 0: θ = 4 + a e^(r₁t) + b e^(r₂t)
    const [gain, until, start, end] = [1.5, 0.7, 1, 3];
    const root = Math.sqrt(1 - 4 * lr * gain);
    const [r1, r2] = [(-1 + root) / lr, (-1 - root) / lr];
    const [e1, e2] = [Math.exp(r1 * until), Math.exp(r2 * until)];
    const a = (end - 4 - (start - 4) * e2) / (e1 - e2);
    const b = start - 4 - a;
    const { path, status } = solveStationaryPath(gradientForce(quadratic, { lr, gain }), {
      start: [start],
      end: [end],
      until,
      restPoint: [4],
      nodes: 12,
    });
    expect(status).toBe("completed");
    path.grid.times.forEach((t, n) => {
      const exact = 4 + a * Math.exp(r1 * t) + b * Math.exp(r2 * t);
      // twelve nodes an α, and a condition number below 1e3
      expect(Math.abs(path.theta[n]! - exact)).toBeLessThan(1e-11);
    });
  });

  it.each([
    ["memory, 5α", memoryForce(quadratic, { lr, gain: 5 }), 5, [1], [3], [4]],
    ["memory, 15α", memoryForce(quadratic, { lr, gain: 5, kernel: "exponential" }), 15, [1], [3], [4]],
    ["Adam, 5α", adamForce(quadratic, { lr, beta2: 0.99 }), 5, [1], [1.4], [4]],
    ["Adam on the double well, 3α", adamForce(doubleWellObjective(), { lr }), 3, [0.5], [0.7], [1]],
    [
      "memory, two parameters",
      memoryForce(randomQuadraticObjective(2, 3), { lr, shifted: true }),
      4,
      [1, 0],
      [0.5, 0.2],
      [...(randomQuadraticObjective(2, 3).constants!.minimisers![0] as number[])],
    ],
  ] as const)("satisfies the Euler–Lagrange equation: %s", (_name, force, length, start, end, restPoint) => {
    const found = solveStationaryPath(force, { start, end, until: length * lr, restPoint });
    expect(found.status).toBe("completed");
    expect(found.residual).toBeLessThan(1e-10);
    const { relative } = eulerLagrangeResidual(found.path, { force, restPoint });
    // node by node; at 15α what comes back from the future has lost e^15 of 1e-16
    expect(Math.max(...relative)).toBeLessThan(length > 10 ? 1e-4 : 1e-8);
  });

  it("converges when the grid is refined", () => {
    const force = adamForce(quadratic, { lr, beta2: 0.99 });
    const ask = { start: [1], end: [1.3], until: 0.3, restPoint: [4] };
    // the mean of the path by the grid's own weights
    const mean = (nodes: number) => {
      const { path } = solveStationaryPath(force, { ...ask, nodes });
      return path.theta.reduce((sum, value, n) => sum + value * path.grid.weights[n]!, 0);
    };
    const best = mean(14);
    const errors = [4, 6, 8].map((nodes) => Math.abs(mean(nodes) - best));
    // spectral: each two nodes gain more than a factor ten
    expect(errors[1]!).toBeLessThan(errors[0]! / 10);
    expect(errors[2]!).toBeLessThan(errors[1]! / 10);
    expect(errors[2]!).toBeLessThan(1e-8);
  });

  it("says when it has not been found", () => {
    const force = adamForce(quadratic, { lr, beta2: 0.99 });
    const found = solveStationaryPath(force, { start: [1], end: [1.4], until: 0.5, restPoint: [4], maxIterations: 2 });
    expect(found.status).toBe("not-converged");
    expect(found.iterations).toBe(2);
    expect(found.residual).toBeGreaterThan(1e-10);
  });

  it("refuses what it cannot do", () => {
    const force = memoryForce(quadratic, { lr });
    const ask = { start: [1], end: [3], until: 0.5, restPoint: [4] };
    expect(() => solveStationaryPath(force, { ...ask, until: 1.51 })).toThrow(/at most 15 lr.*ill-conditioned/);
    expect(() => solveStationaryPath(force, { ...ask, until: 0 })).toThrow(RangeError);
    expect(() => solveStationaryPath(force, { ...ask, restPoint: [3.9] })).toThrow("stationary point");
    expect(() => solveStationaryPath(force, { ...ask, start: [1, 2] })).toThrow(TypeError);
    expect(() => solveStationaryPath(force, { ...ask, end: [Number.NaN] })).toThrow(RangeError);
    expect(() => solveStationaryPath(force, { ...ask, tolerance: 0 })).toThrow(RangeError);
    expect(() => solveStationaryPath(force, { ...ask, maxIterations: 0 })).toThrow(RangeError);
  });
});

describe("the condition of the equations", () => {
  const condition = (length: number, perRate = 1) => {
    const force = memoryForce(quadratic, { lr, gain: 10 });
    const grid = createPathGrid({ lr, until: length * lr, nodes: 6, perRate });
    const [start, end, restPoint] = [Float64Array.of(1), Float64Array.of(3), Float64Array.of(4)];
    const system = createStationarySystem(grid, { force, start, end, restPoint, sigmaNodes: 2 });
    const scale = grid.times.map((t) => Math.exp((t - 0.5 * grid.until) / lr));
    return conditionNumber(scaledJacobian(system, { path: system.unfold(grid.times) }, { scale, share: 1 }));
  };

  it("grows like e^((1/α − λ)T), to 1e14 and more at 40α, and not with the grid", () => {
    const [at10, at15, at40] = [condition(10), condition(15), condition(40)];
    // β = 0.9: (1/α − λ)α = 0.9; fitted over 25 to 30 α, within a tenth
    expect(Math.log(at40 / at10) / 30).toBeGreaterThan(0.8);
    expect(Math.log(at40 / at10) / 30).toBeLessThan(1);
    expect(at40).toBeGreaterThan(1e14);
    expect(at15).toBeLessThan(1e7);
    expect(condition(10, 2) / at10).toBeLessThan(1.5);
  });
});

describe("stationary points", () => {
  it("are found near a guess, of any kind, or refused", () => {
    expect(stationaryPoint(doubleWellObjective(), [0.1])[0]).toBeCloseTo(0, 15);
    expect(stationaryPoint(doubleWellObjective(), [-1.2])[0]).toBeCloseTo(-1, 15);
    const slope = {
      dimension: 1,
      value: (x: Float64Array) => x[0]!,
      gradient: (_x: Float64Array, out: Float64Array) => void out.fill(1),
    };
    expect(() => stationaryPoint(slope, [0])).toThrow(RangeError);
  });
});
