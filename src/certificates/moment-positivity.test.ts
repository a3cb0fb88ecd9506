import { describe, expect, it } from "vitest";
import { secondOrderKernel } from "../kernels/index.js";
import { inertialModel } from "../models/index.js";
import { createRandom, gaussLegendre } from "../numeric/index.js";
import { powerObjective, quadraticObjective, sphereObjective } from "../objectives/index.js";
import { solve } from "../solvers/index.js";
import { negativeMoment } from "../trajectory/index.js";
import type { Trajectory } from "../trajectory/trajectory.js";
import { momentPositivity } from "./moment-positivity.js";

const lr = 0.1;
const factors = [0, 0.2, 0.4];
const boundOf = (beta2: number) => Math.exp(-Math.PI / Math.sqrt(1 - 2 * beta2));
const delayOf = (beta2: number) => (Math.PI * lr) / Math.sqrt(1 - 2 * beta2);

/** Rows of a path; f = ½θ² has g = θ. */
function rowsOf(times: readonly number[], theta: (t: number, i: number) => number, dimension = 1): Trajectory {
  const solver = { name: "made", order: null, nodes: 0, sweeps: null, residual: null, errorEstimate: null };
  return {
    times: Float64Array.from(times),
    dimension,
    theta: Float64Array.from(times.flatMap((t) => Array.from({ length: dimension }, (_, i) => theta(t, i)))),
    loss: new Float64Array(times.length),
    status: "completed",
    solver,
  };
}

/** `∫₀ᵗ K(t − s) level(s) ds` for a signal that is constant between `jumps`; 40 Gauss nodes a piece are exact to rounding. */
function memory(jumps: readonly number[], levels: readonly number[], { beta, t }: { beta: number; t: number }): number {
  const kernel = secondOrderKernel({ lr, beta });
  const { nodes, weights } = gaussLegendre(40);
  let sum = 0;
  for (const [k, level] of levels.entries()) {
    const [from, to] = [jumps[k]!, Math.min(jumps[k + 1]!, t)];
    for (let q = 0; q < 40 && to > from; q++) {
      sum += (to - from) * weights[q]! * level * kernel.weight(t - from - (to - from) * nodes[q]!);
    }
  }
  return sum;
}

/** g² = 1 up to half a period, `level` for another. */
function stepDown(beta2: number, level: number) {
  const delay = delayOf(beta2);
  const times = Array.from({ length: 401 }, (_, k) => (k / 400) * 2 * delay);
  return {
    v: memory([0, delay, 2 * delay], [1, level], { beta: beta2, t: 2 * delay }),
    path: rowsOf(times, (t) => (t <= delay * (1 - 1e-9) ? 1 : Math.sqrt(level))),
  };
}

describe("positivity of the second moment with inertia", () => {
  it("needs no condition from β2 = ½ on", () => {
    const { path } = stepDown(0.2, 0);
    for (const beta2 of [0.5, 0.9, 0.999]) {
      const found = momentPositivity(powerObjective(2), path, { lr, beta2 });
      expect(found).toMatchObject({ unconditional: true, uniform: { holds: true }, delayed: { holds: true } });
    }
  });

  it.each(factors)("has a bound that cannot be weakened, β2 = %d", (beta2) => {
    const bound = boundOf(beta2);
    // the memory of the first half period is −bound times that of the second
    const unit = memory([0, delayOf(beta2)], [1], { beta: beta2, t: delayOf(beta2) });
    for (const factor of [0.5, 0.99, 1.01, 2]) {
      const { v, path } = stepDown(beta2, factor * bound);
      expect(v / unit).toBeCloseTo((factor - 1) * bound, 12);
      const { uniform, delayed } = momentPositivity(powerObjective(2), path, { lr, beta2 });
      expect(uniform.holds).toBe(factor > 1);
      expect(delayed.holds).toBe(factor > 1);
      expect(v < 0).toBe(!delayed.holds);
    }
  });

  it("says when, where and by how much", () => {
    const beta2 = 0.2;
    const { path } = stepDown(beta2, 0.5 * boundOf(beta2));
    const found = momentPositivity(powerObjective(2), path, { lr, beta2 });
    expect(found.bound).toBe(boundOf(beta2));
    expect(found.delay).toBe(delayOf(beta2));
    for (const { violation } of [found.uniform, found.delayed]) {
      expect(violation!.time).toBeCloseTo(delayOf(beta2), 12);
      expect(violation!.ratio).toBeCloseTo(0.5 * boundOf(beta2), 12);
    }
  });

  it("keeps v ≥ 0 for all signals that meet the delayed condition", () => {
    const random = createRandom(5);
    const beta2 = 0.3;
    const [bound, delay] = [boundOf(beta2), delayOf(beta2)];
    const pieces = 12;
    const jumps = Array.from({ length: 4 * pieces + 1 }, (_, k) => (k * delay) / pieces);
    for (let trial = 0; trial < 20; trial++) {
      const levels: number[] = [];
      // as low as the condition allows, at random
      for (let k = 0; k < 4 * pieces; k++) {
        const least = k < pieces ? 0 : bound * levels[k - pieces]!;
        levels.push(random.uniform() < 0.5 ? least : least + random.uniform());
      }
      for (let k = 1; k <= 4 * pieces; k++) {
        expect(memory(jumps, levels, { beta: beta2, t: jumps[k]! })).toBeGreaterThan(-1e-14);
      }
    }
  });

  it("tells decay from decay that is too fast, and finds that the uniform condition fails in both", () => {
    const times = Array.from({ length: 601 }, (_, k) => k * 0.005);
    // half a period costs the kernel e^(−π/ρ): g² may fall by e^(−t/α)
    for (const [rate, holds] of [
      [0.9, true],
      [1.1, false],
    ] as const) {
      const path = rowsOf(times, (t) => Math.exp((-0.5 * rate * t) / lr));
      const { uniform, delayed } = momentPositivity(powerObjective(2), path, { lr, beta2: 0.2 });
      expect(uniform.holds).toBe(false);
      // rows are 1/20 of α apart
      expect(Math.abs(uniform.violation!.time - delayOf(0.2) / rate)).toBeLessThanOrEqual(0.005);
      expect(delayed.holds).toBe(holds);
    }
  });

  it("does not take noise for a violation", () => {
    const times = Array.from({ length: 1601 }, (_, k) => k * 0.005);
    const noisy = rowsOf(times, (t) => 4 + Math.exp((-0.45 * t) / lr) + 1e-16 * Math.round(1e4 * Math.sin(1e5 * t)));
    const resolved = { ...noisy, solver: { ...noisy.solver, errorEstimate: 1e-11 } };
    expect(momentPositivity(quadraticObjective(), resolved, { lr, beta2: 0.2 }).delayed.holds).toBe(true);
    expect(momentPositivity(quadraticObjective(), noisy, { lr, beta2: 0.2 }).delayed.holds).toBe(false);
  });

  it("looks at every component, or at the norm", () => {
    const beta2 = 0.2;
    const delay = delayOf(beta2);
    const times = Array.from({ length: 201 }, (_, k) => (k / 100) * delay);
    const path = rowsOf(times, (t, i) => (i === 1 && t > delay ? 0.01 : 1), 2);
    const each = momentPositivity(sphereObjective(2), path, { lr, beta2 });
    expect(each.delayed.violation?.component).toBe(1);
    expect(each.uniform.violation?.component).toBe(1);
    const norm = momentPositivity(sphereObjective(2), path, { lr, beta2, norm: true });
    expect([norm.uniform.holds, norm.delayed.holds]).toEqual([true, true]);
  });

  it("comes before a negative v on a solution, by rows and by the dense output", () => {
    const objective = quadraticObjective();
    const options = { lr, beta1: 0.5, beta2: 0.2 };
    const times = Array.from({ length: 581 }, (_, k) => k / 200);
    const run = solve(inertialModel(objective, options), { initial: [1, 1], until: 2.9, times });
    const { dense: _, ...rows } = run;
    const [byDense, byRows] = [run, rows].map((trajectory) => momentPositivity(objective, trajectory, options));
    expect(byDense!.uniform.violation).not.toBeNull();
    // rows are 0.005 apart, moments of the dense output at most that
    expect(Math.abs(byDense!.uniform.violation!.time - byRows!.uniform.violation!.time)).toBeLessThanOrEqual(0.01);
    for (const { uniform, delayed } of [byDense!, byRows!]) {
      const last = delayed.violation?.time ?? Infinity;
      expect(uniform.violation!.time).toBeLessThanOrEqual(last);
      expect(negativeMoment(run)?.from ?? Infinity).toBeGreaterThanOrEqual(last);
    }
  });

  it("refuses what is out of range", () => {
    const { path } = stepDown(0.2, 1);
    expect(() => momentPositivity(powerObjective(2), path, { lr: 0, beta2: 0.2 })).toThrow(/lr must be/);
    expect(() => momentPositivity(powerObjective(2), path, { lr, beta2: 1 })).toThrow(/beta2 must be/);
    expect(() =>
      momentPositivity(
        powerObjective(2),
        rowsOf([], () => 0),
        { lr, beta2: 0.2 },
      ),
    ).toThrow(/row/);
  });
});
