import { describe, expect, it, test } from "vitest";
import { inertialModel, nonlocalModel } from "../models/index.js";
import { doubleWellObjective, type Objective, rosenbrockObjective } from "../objectives/index.js";
import { solve } from "../solvers/index.js";
import type { DenseOutput, Trajectory } from "../trajectory/index.js";
import { type AdamForceOptions, createAdamMemories } from "./adam-memories.js";
import { createCausalSignal } from "./causal-signal.js";
import { forceDerivative } from "./force-derivative.js";
import { nonReciprocalShare } from "./non-reciprocal-share.js";
import { reciprocityDefect } from "./reciprocity-defect.js";
import { shareCurves } from "./share-curves.js";
import { shiftedOrbits } from "./shifted-orbits.js";
import { steadyNonReciprocalShare } from "./steady-share.js";

const lr = 0.1;
const well = doubleWellObjective();
const wellPath = solve(inertialModel(well, { lr }), { initial: [0.2, 1], until: 2 });
const valley = rosenbrockObjective();
const valleyPath = solve(nonlocalModel(valley, { optimizer: "adam", lr }), { initial: [-1, 1], until: 1 });

/** A linear f: its gradient is constant along every path. */
const slope: Objective = {
  dimension: 1,
  value: (theta) => 2 * theta[0]!,
  gradient: (_theta, out) => out.fill(2),
  hessian: (_theta, out) => out.fill(0),
};

/** A path moved by a bump in one component. */
function moved(
  trajectory: Trajectory,
  bump: { at: number; width: number; push: number; component: number },
): Trajectory {
  const dense = trajectory.dense!;
  const { nodes, stateSize, breaks } = dense;
  const values = dense.values.slice();
  for (let e = 0; e + 1 < breaks.length; e++) {
    nodes.forEach((x, k) => {
      const t = breaks[e]! + x * (breaks[e + 1]! - breaks[e]!);
      const u = (t - bump.at) / bump.width;
      values[(e * nodes.length + k) * stateSize + bump.component]! += bump.push * Math.exp(-u * u);
    });
  }
  return { ...trajectory, dense: { ...dense, values } satisfies DenseOutput };
}

/** The force itself, by its definition. */
function forceAt(trajectory: Trajectory, objective: Objective, time: number, options: AdamForceOptions): Float64Array {
  const adam = createAdamMemories(options);
  const signal = createCausalSignal(trajectory, { objective, lr });
  const d = objective.dimension;
  const [m, v] = [new Float64Array(d), new Float64Array(d)];
  const read = time + adam.advance;
  signal.memory(adam.kernel1, read, { squared: false, out: m });
  signal.memory(adam.kernel2, read, { squared: true, out: v });
  const floor = adam.epsilon * adam.correction.rootOfSecond(read);
  return m.map((value, i) => (-adam.correction.gain(read) * value) / (Math.sqrt(v[i]!) + floor));
}

describe("the derivative of a causal force", () => {
  it.each([
    { name: "inertial, shifted", path: wellPath, objective: well, options: { lr } },
    { name: "inertial, unshifted", path: wellPath, objective: well, options: { lr, shifted: false, epsilon: 0.1 } },
    {
      name: "exponential, two parameters",
      path: valleyPath,
      objective: valley,
      options: { lr, kernel: "exponential" as const, beta2: 0.9, epsilon: 1 },
    },
  ])("is that of differences of the force: $name", ({ path, objective, options }) => {
    const [time, at, width] = [0.7, 0.4, 0.15];
    // the density, integrated against a bump that is smooth on the path's elements
    const d = objective.dimension;
    for (let component = 0; component < d; component++) {
      const push = 1e-4;
      const bump = { at, width, component };
      const above = forceAt(moved(path, { ...bump, push }), objective, time, options);
      const below = forceAt(moved(path, { ...bump, push: -push }), objective, time, options);
      const steps = 1600;
      const end = time + (options.shifted === false ? 0 : lr);
      const predicted = new Float64Array(d);
      for (let k = 0; k < steps; k += 8) {
        // the midpoint rule in 200 panels: relative 1e-5
        const source = (end * (k + 4)) / steps;
        const density = forceDerivative(path, { ...options, objective, time, source });
        const weight = ((8 * end) / steps) * Math.exp(-(((source - at) / width) ** 2));
        for (let i = 0; i < d; i++) predicted[i]! += weight * density[i * d + component]!;
      }
      for (let i = 0; i < d; i++) {
        const measured = (above[i]! - below[i]!) / (2 * push);
        // the bump is held by the path's own polynomials, to about 1e-3 on its longest elements
        expect(Math.abs(predicted[i]! - measured)).toBeLessThan(2e-3 * (1e-3 + Math.abs(measured)));
      }
    }
  });
});

describe("the reciprocity defect", () => {
  const base = { objective: well, lr, moments: [0.4, 1, 1.5] };
  const lags = [0, 0.02, 0.05, 0.1, 0.100001, 0.15, 0.4];

  it.each(["exponential", "second-order"] as const)("is exactly 1 beyond the partner lag (%s)", (kernel) => {
    const shifted = reciprocityDefect(wellPath, { ...base, kernel, lags });
    expect([...shifted.defect.subarray(4)]).toEqual([1, 1, 1]);
    expect(shifted.defect[0]).toBe(0);
    for (let k = 1; k < 4; k++) expect(shifted.defect[k]! > 0 && shifted.defect[k]! <= 1).toBe(true);
    const unshifted = reciprocityDefect(wellPath, { ...base, kernel, lags, shifted: false });
    expect([...unshifted.defect]).toEqual([0, 1, 1, 1, 1, 1, 1]);
  });

  it("neither overflows nor depends on the moment of the weight at small learning rates", () => {
    // e^(s/α) would be e^20000
    const { defect } = reciprocityDefect(wellPath, { objective: well, lr: 5e-5, lags: [2e-5, 1], moments: [1.2] });
    expect(Number.isFinite(defect[0])).toBe(true);
    expect(defect[1]).toBe(1);
  });

  it("is tanh(β1 s/α), or tanh(κ s/α)/tanh κ, for a constant gain and curvature", () => {
    // f with the gradient 1e-6 θ + 1: v does not see θ, and with (β2 = 0.5) is soon constant, as is the gain
    const tilted: Objective = {
      dimension: 1,
      value: (theta) => theta[0]! + 0.5e-6 * theta[0]! ** 2,
      gradient: (theta, out) => out.fill(1 + 1e-6 * theta[0]!),
      hessian: (_theta, out) => out.fill(1e-6),
    };
    const path = solve(nonlocalModel(tilted, { optimizer: "adam", lr, beta1: 0.9, beta2: 0.5 }), {
      initial: [0],
      until: 8,
    });
    const options = {
      objective: tilted,
      lr,
      beta1: 0.9,
      kernel: "exponential" as const,
      moments: [7],
      lags: [0.03, 0.1],
    };
    // without the part of v: at huge ε the gain does not depend on it
    const base = { ...options, beta2: 0.5, epsilon: 1e9 };
    const first = reciprocityDefect(path, base).defect;
    const second = reciprocityDefect(path, { ...base, kernel: "second-order" }).defect;
    const kappa = Math.sqrt(0.8);
    for (const [k, lag] of options.lags.entries()) {
      // bias corrections differ from 1 by 0.9^70
      expect(first[k]).toBeCloseTo(Math.tanh((0.9 * lag) / lr), 3);
      expect(second[k]).toBeCloseTo(Math.tanh((kappa * lag) / lr) / Math.tanh(kappa), 3);
    }
  });

  it("uses Frobenius norms over parameters and sums over moments", () => {
    const options = { objective: valley, lr, kernel: "exponential" as const, lags: [0, 0.05], moments: [0.3, 0.6] };
    const { defect, byMoment } = reciprocityDefect(valleyPath, options);
    let [above, below] = [0, 0];
    for (const time of options.moments) {
      const forth = forceDerivative(valleyPath, { ...options, time, source: time - 0.05 });
      const back = forceDerivative(valleyPath, { ...options, time: time - 0.05, source: time });
      const [grow, shrink] = [Math.exp(0.05 / lr), Math.exp(-0.05 / lr)];
      const apart = [0, 1, 2, 3].map((k) => grow * forth[k]! - shrink * back[[0, 2, 1, 3][k]!]!);
      above += Math.hypot(...apart);
      below += grow * Math.hypot(...forth) + shrink * Math.hypot(...back);
    }
    // the same numbers in another order
    expect(Math.abs(defect[1]! - above / below)).toBeLessThan(1e-12);
    // gains of two parameters differ: with more than one the derivative is not symmetric even at lag 0
    expect(defect[0]! > 0.01 && byMoment[0]! > 0.01).toBe(true);
  });

  it("refuses lags and moments that the trajectory does not reach", () => {
    expect(() => reciprocityDefect(wellPath, { ...base, lags: [-0.1] })).toThrow(RangeError);
    expect(() => reciprocityDefect(wellPath, { ...base, lags: [1.6] })).toThrow(RangeError);
    expect(() => reciprocityDefect(wellPath, { ...base, lags: [0], moments: [9] })).toThrow(RangeError);
    expect(() => reciprocityDefect(wellPath, { ...base, lags: [0], moments: [0], shifted: false })).toThrow(RangeError);
    const { dense: _dense, ...rows } = wellPath;
    expect(() => reciprocityDefect(rows, { ...base, lags: [0] })).toThrow(TypeError);
  });
});

describe("the non-reciprocal share", () => {
  const kernels = ["exponential", "second-order"] as const;
  const slopePath = solve(nonlocalModel(slope, { optimizer: "adam", lr }), { initial: [0], until: 12 });

  it.each(kernels.flatMap((kernel) => [0, 0.2, 0.5, 0.6].map((beta) => [kernel, beta] as const)))(
    "of a constant gradient is the closed form (%s, β = %s)",
    (kernel, beta) => {
      const options = { beta1: beta, beta2: beta / 2, kernel };
      const { m, v } = nonReciprocalShare(slopePath, { ...options, objective: slope, lr, moments: [11.8] });
      const steady = steadyNonReciprocalShare(options);
      // the past ends after 118 α, with a weight of at most e^(−40)
      expect(Math.abs(m[0]! - steady.m)).toBeLessThan(1e-12);
      expect(Math.abs(v[0]! - steady.v)).toBeLessThan(1e-12);
    },
  );

  it("has the limits of the formula, continuously through β = ½", () => {
    expect(steadyNonReciprocalShare({ beta1: 0.9, kernel: "exponential" }).m).toBeCloseTo(Math.exp(-0.2), 15);
    const at = (beta1: number) => steadyNonReciprocalShare({ beta1 }).m;
    expect(at(0.5)).toBeCloseTo(3 * Math.exp(-2), 15);
    // the derivative by β is of order 1
    expect(Math.abs(at(0.5 + 1e-9) - at(0.5 - 1e-9))).toBeLessThan(1e-8);
    expect(steadyNonReciprocalShare({ shifted: false })).toEqual({ m: 1, v: 1 });
    expect(() => steadyNonReciprocalShare({ beta2: 1 })).toThrow(RangeError);
  });

  it("is 1 unshifted and 0 until ages exceed 2α, also where the gradient changes its sign", () => {
    const options = { objective: well, lr, moments: [0.1, 1, 1.8] };
    expect([...nonReciprocalShare(wellPath, { ...options, shifted: false }).m]).toEqual([1, 1, 1]);
    const { m, v } = nonReciprocalShare(wellPath, options);
    expect([m[0], v[0]]).toEqual([0, 0]);
    for (const share of [m[2]!, v[2]!]) expect(share > 0 && share < 1).toBe(true);
  });
});

describe("orbits", () => {
  it("are one curve, shifted so that each moment is at 0", () => {
    const { trajectory, origins, orbits } = shiftedOrbits(wellPath, { moments: [0.5, 1.25], points: 9 });
    expect(trajectory.x[8]).toBe(2);
    orbits.forEach((orbit, k) => {
      expect([...orbit.y]).toEqual([...trajectory.y]);
      for (const [p, tau] of orbit.x.entries()) expect(tau + origins[k]!.x[0]!).toBeCloseTo(trajectory.x[p]!, 12);
    });
    expect(() => shiftedOrbits(wellPath, { moments: [3] })).toThrow(RangeError);
  });
});

test("the share's curve is that of the closed form", () => {
  expect(shareCurves(2)[0]!.y[0]).toBe(Math.exp(-2));
  expect(() => shareCurves(1)).toThrow(RangeError);
});
