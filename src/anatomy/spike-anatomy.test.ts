import { describe, expect, it, test } from "vitest";
import { symmetricEigenvalues } from "../numeric/index.js";
import type { Objective } from "../objectives/index.js";
import { createObjective } from "../objectives/index.js";
import { createOptimizer, run } from "../optimizers/index.js";
import { type SpikeAnatomyOptions, spikeAnatomy } from "./spike-anatomy.js";

interface Case extends SpikeAnatomyOptions {
  readonly theta0: readonly number[];
  readonly count: number;
}

function take(objective: Objective, { theta0, count, ...options }: Case) {
  const { optimizer = "adam", lr, beta1, beta2, epsilon, weightDecay } = options;
  const made = createOptimizer(optimizer, { lr, beta1, beta2, epsilon, weightDecay });
  const trajectory = run(objective, made, { theta0, steps: count });
  return { trajectory, anatomy: spikeAnatomy(objective, trajectory, options) };
}

/** ½ xᵀHx of a symmetric 2 × 2 matrix [a, b; b, c]. */
function quadratic2(a: number, b: number, c: number): Objective {
  return {
    dimension: 2,
    value: ([x, y]) => 0.5 * (a * x! * x! + 2 * b * x! * y! + c * y! * y!),
    gradient([x, y], out) {
      out[0] = a * x! + b * y!;
      out[1] = b * x! + c * y!;
    },
    hessian: (_, out) => out.set([a, b, b, c]),
    constants: { minimum: 0 },
  };
}

const half = createObjective("power", [2]);
const published = { lr: 1e-3, beta1: 0.9, beta2: 0.99, theta0: [1] };

describe("x²/2, lr 1e-3, x₀ = 1, β = (0.9, 0.99)", () => {
  const { anatomy, trajectory } = take(half, { ...published, count: 4000 });
  const [spike] = anatomy.spikes;

  // the numbers of arXiv 2506.04805 as they were reproduced for this project
  it("has q above 2/lr for good from k = 2863, and its largest |x| at θ_2949", () => {
    expect(anatomy.threshold).toBe(2000);
    expect([spike!.crossing, spike!.peak, spike!.leadToPeak]).toEqual([2863, 2949, 86]);
    const { directional } = anatomy.series;
    expect(directional.slice(1, 2863).every((q) => q < 2000)).toBe(true);
    expect(directional.slice(2863, 2949).every((q) => q > 2000)).toBe(true);
    const sizes = trajectory.theta.map(Math.abs).slice(2863);
    expect(2863 + sizes.indexOf(Math.max(...sizes))).toBe(2949);
  });

  it("has stages that follow each other", () => {
    const [decrease, decoupling, instability, rise, recovery] = spike!.stages;
    expect(decrease!.from).toBe(1);
    expect(decrease!.to).toBe(decoupling!.from);
    expect([decoupling!.to, instability!.from]).toEqual([2863, 2863]);
    expect(instability!.to).toBe(rise!.from);
    expect(rise!.to).toBe(2949);
    // from 1e-71 to 1e-7, and never half of that back: v remembers
    expect(recovery).toMatchObject({ from: null, to: null, reason: expect.stringContaining("half") });
    expect(spike!.settled).toBe(2950);
  });

  it("decays at the rate of β₂ between the decoupling and v's response", () => {
    const { rootSecond, ratio } = anatomy.series;
    const { from } = spike!.stages[1]!;
    const { to } = spike!.stages[2]!;
    for (let k = from!; k + 1 < to!; k++) {
      // v′/v = β₂ + (1 − β₂)·g²/v for raw moments, and g² < v/10; k is so large that v̂ = v to rounding
      const decay = (rootSecond[k + 1]! / rootSecond[k]!) ** 2;
      expect(decay).toBeCloseTo(0.99 + 0.01 * ratio[k]!, 5);
      expect(ratio[k]!).toBeLessThan(0.1);
    }
  });

  it("is the same in one dimension along the gradient and for the largest eigenvalue", () => {
    const { directional, largest } = anatomy.series;
    for (let k = 1; k <= 4000; k++) expect(Math.abs(largest[k]! / directional[k]! - 1)).toBeLessThan(1e-14);
  });
});

test("q and the largest eigenvalue by their formulas, in two dimensions", () => {
  const [a, b, c] = [3, 1.2, 5];
  const [beta1, beta2, epsilon] = [0.8, 0.95, 1e-3];
  const objective = quadratic2(a, b, c);
  const { anatomy, trajectory } = take(objective, { lr: 0.01, beta1, beta2, epsilon, theta0: [1, -0.3], count: 50 });
  for (const k of [1, 2, 17, 50]) {
    const [x, y] = trajectory.theta.slice(2 * k, 2 * k + 2);
    const g = [a * x! + b * y!, b * x! + c * y!] as const;
    const h = [a * g[0] + b * g[1], b * g[0] + c * g[1]] as const;
    const factor = (1 - beta1) / (1 + beta1) / (1 - beta1 ** k);
    const d = [0, 1].map((i) => factor / (Math.sqrt(trajectory.v![2 * k + i]! / (1 - beta2 ** k)) + epsilon));
    const q = (g[0] * d[0]! * h[0] + g[1] * d[1]! * h[1]) / (g[0] ** 2 + g[1] ** 2);
    const trace = d[0]! * a + d[1]! * c;
    const determinant = d[0]! * d[1]! * (a * c - b * b);
    // sums of a few rounded terms
    expect(anatomy.series.directional[k]! / q).toBeCloseTo(1, 12);
    const largest = trace / 2 + Math.sqrt(trace ** 2 / 4 - determinant);
    expect(anatomy.series.largest[k]! / largest).toBeCloseTo(1, 12);
  }
});

test("the threshold is where θ ← (1 − lr·w)θ − lr·P⁻¹m has the multiplier −1", () => {
  for (const [optimizer, beta1, weightDecay] of [
    ["adam", 0.9, 0],
    ["adamw", 0.9, 0.5],
    ["rmsprop", 0, 0],
  ] as const) {
    const lr = 0.1;
    const isAdam = optimizer !== "rmsprop";
    const settings = { optimizer, lr, beta2: 0.99, ...(isAdam && { beta1 }), weightDecay };
    const { threshold } = take(half, { ...settings, theta0: [1], count: 5 }).anatomy;
    // without P's factor: lr·λ of m ← β₁m + (1 − β₁)x
    const s = (lr * threshold * (1 + beta1)) / (1 - beta1);
    const keep = optimizer === "adamw" ? 1 - lr * weightDecay : 1;
    const sum = keep + beta1 - s * (1 - beta1);
    // z² − sum·z + β₁·keep at −1; rounding of numbers of order 4
    expect(1 + sum + beta1 * keep).toBeCloseTo(0, 12);
  }
});

test("the largest eigenvalue alone gives a false alarm where the gradient has no part in its direction", () => {
  const settings = { ...published, count: 2500 };
  // y stays at its minimum, so its v stays 0 and its preconditioner is ε
  const { anatomy } = take(quadratic2(1, 0, 1), { ...settings, theta0: [1, 0] });
  expect(anatomy.spikes).toEqual([]);
  expect(anatomy.alarms).toEqual([]);
  expect(anatomy.largestExcess).toBeLessThan(1);
  expect(anatomy.eigenvalueAlarms).toEqual([{ from: 1, to: 2500, excess: expect.any(Number), outcome: "none" }]);
  // along the gradient there is only x
  const alone = take(half, settings).anatomy.series.directional;
  expect(anatomy.series.directional.slice(1)).toEqual(alone.slice(1));
});

test("the eigenvalue crosses first where the gradient has yet to turn: rosenbrock", () => {
  const { anatomy } = take(createObjective("rosenbrock"), {
    ...{ lr: 0.01, beta1: 0.9, beta2: 0.99, theta0: [-1.2, 1], count: 1200 },
  });
  const [spike] = anatomy.spikes;
  expect(spike!.eigenvalueCrossing!).toBeLessThan(spike!.crossing! - 20);
  expect(spike!.leadToOnset!).toBeGreaterThan(0);
  expect(spike!.stages.map(({ reason }) => reason)).toEqual([null, null, null, null, null]);
});

test.each([
  ["rosenbrock", [], [-1.2, 1]],
  ["randomQuadratic", [], new Array(10).fill(1)],
] as const)("default β on %s: several spikes, each announced, no false alarm of q", (name, args, theta0) => {
  const { anatomy } = take(createObjective(name, args), { lr: 0.01, theta0, count: 11_000 });
  expect(anatomy.spikes.length).toBeGreaterThanOrEqual(4);
  for (const { leadToOnset, leadToPeak, settled, peak } of anatomy.spikes) {
    expect(leadToOnset).toBeGreaterThan(0);
    expect(leadToPeak).toBeGreaterThan(leadToOnset!);
    expect(settled).toBe(peak + 1);
  }
  expect(anatomy.alarms.filter(({ outcome }) => outcome === "none")).toEqual([]);
});

test("no spike: a large ε keeps q below 1/ε·(1 − β₁)/(1 + β₁)", () => {
  const { anatomy } = take(half, { ...published, epsilon: 1e-3, count: 6000 });
  expect(anatomy.spikes).toEqual([]);
  expect(anatomy.alarms).toEqual([]);
  // at the end v is 0 to rounding beside ε
  expect(anatomy.largestExcess).toBeCloseTo(0.1 / 1.9 / 1e-3 / 2000, 6);
});

test("with ε = 0 a multiple of f has the same curvatures and spikes", () => {
  const scaled: Objective = {
    dimension: 1,
    value: ([x]) => 500 * x! * x!,
    gradient([x], out) {
      out[0] = 1000 * x!;
    },
    hessianVector([,], [u], out) {
      out[0] = 1000 * u!;
    },
    constants: { minimum: 0 },
  };
  const settings = { ...published, epsilon: 0, count: 2500 };
  const [some, others] = [half, scaled].map((objective) => take(objective, settings).anatomy.series.directional);
  // 2500 steps of rounding, amplified by nothing before the crossing
  for (let k = 1; k <= 2500; k++) expect(Math.abs(some![k]! / others![k]! - 1)).toBeLessThan(1e-10);
});

test("differences of gradients do as well as second derivatives", () => {
  const { hessian: _, ...bare } = createObjective("beale");
  const { hessianVector: __, ...barer } = bare as Objective;
  const settings = { lr: 0.01, theta0: [1, 1], count: 200 };
  const exact = take(createObjective("beale"), settings).anatomy.series;
  const { series } = take(barer, settings).anatomy;
  for (let k = 1; k <= 200; k++) {
    // differences are good to about 1e-9 of the Hessian, of which q is what is left along the gradient
    const slack = 1e-7 * exact.largest[k]!;
    expect(Math.abs(series.directional[k]! - exact.directional[k]!)).toBeLessThan(slack);
    expect(Math.abs(series.largest[k]! - exact.largest[k]!)).toBeLessThan(slack);
  }
});

test("RMSProp, and one second moment for all parameters", () => {
  const rms = take(half, { optimizer: "rmsprop", lr: 0.01, beta2: 0.9, theta0: [1], count: 40 });
  const { directional } = rms.anatomy.series;
  expect(directional[40]! * (Math.sqrt(rms.trajectory.v![40]!) + 1e-8)).toBeCloseTo(1, 12);
  const objective = quadratic2(3, 1, 5);
  const norm = createOptimizer("adam", { lr: 0.01, norm: true });
  const trajectory = run(objective, norm, { theta0: [1, 1], steps: 30 });
  const { series } = spikeAnatomy(objective, trajectory, { lr: 0.01 });
  // P is a multiple of 1: its eigenvalues are those of H
  const root = Math.sqrt(trajectory.v![30]! / (1 - 0.999 ** 30)) + 1e-8;
  const scale = 0.1 / 1.9 / (1 - 0.9 ** 30) / root;
  expect(series.largest[30]! / (scale * (4 + Math.SQRT2))).toBeCloseTo(1, 12);
});

test("of many parameters the largest eigenvalue comes of products, at some of the steps", () => {
  const d = 50;
  const objective = createObjective("randomQuadratic", [d]);
  const { anatomy, trajectory } = take(objective, { lr: 0.01, theta0: new Array(d).fill(1), count: 802 });
  const known = Array.from(anatomy.series.largest.keys()).filter((k) => !Number.isNaN(anatomy.series.largest[k]!));
  // every third of 803 rows but the first, before which there is no update, and the last
  expect(known.length).toBe(268);
  expect(known.slice(-2)).toEqual([801, 802]);
  const hessian = new Float64Array(d * d);
  objective.hessian!(new Float64Array(d), hessian);
  for (const k of [3, 802]) {
    const factor = 0.1 / 1.9 / (1 - 0.9 ** k);
    const roots = Array.from({ length: d }, (_, i) =>
      Math.sqrt(factor / (Math.sqrt(trajectory.v![k * d + i]! / (1 - 0.999 ** k)) + 1e-8)),
    );
    const scaled = hessian.map((value, at) => value * roots[Math.floor(at / d)]! * roots[at % d]!);
    const largest = symmetricEigenvalues(scaled, d)[d - 1]!;
    // Lanczos' method ends when it changes by less than 1e-8
    expect(anatomy.series.largest[k]! / largest).toBeCloseTo(1, 6);
  }
});

test("a part of the steps gives the same numbers there", () => {
  const { anatomy, trajectory } = take(half, { ...published, count: 3000 });
  const { lr, beta1, beta2 } = published;
  const part = spikeAnatomy(half, trajectory, { lr, beta1, beta2, from: 2800, to: 2990, every: 4 });
  expect(Array.from(part.series.steps.slice(0, 3))).toEqual([2800, 2804, 2808]);
  expect(part.series.steps.at(-1)).toBe(2990);
  for (const [i, step] of part.series.steps.entries()) {
    expect(part.series.directional[i]).toBe(anatomy.series.directional[step]);
  }
  // 2863 lies between 2860 and 2864
  expect(part.spikes[0]).toMatchObject({ crossing: 2864, peak: 2949 });
});

test("a cancelled anatomy ends with what there is", () => {
  const { lr, beta1, beta2 } = published;
  const trajectory = run(half, createOptimizer("adam", { lr, beta1, beta2 }), { theta0: [1], steps: 3000 });
  let asked = 0;
  const found = spikeAnatomy(half, trajectory, { lr, beta1, beta2, isCancelled: () => ++asked > 10 });
  expect(found.status).toBe("interrupted");
  expect(found.series.steps.length).toBeLessThan(3000);
  expect(spikeAnatomy(half, trajectory, { lr, isCancelled: () => true, beta1, beta2 }).spikes).toEqual([]);
});

describe("refusals", () => {
  const { lr, beta1, beta2 } = published;
  const trajectory = run(half, createOptimizer("adam", { lr, beta1, beta2 }), { theta0: [1], steps: 20 });
  const { v: _, ...withoutV } = trajectory;
  const settings = { lr, beta1, beta2 };
  it.each<readonly [string, () => unknown, string]>([
    [
      "another lr",
      () => spikeAnatomy(half, trajectory, { ...settings, lr: 1e-2 }),
      "row 1 of trajectory must be step 1",
    ],
    [
      "another β₂",
      () => spikeAnatomy(half, trajectory, { lr, beta1 }),
      "must be a run of adam on this objective with beta2 0.999",
    ],
    ["no v", () => spikeAnatomy(half, withoutV, settings), "must have a second moment v"],
    ["another dimension", () => spikeAnatomy(createObjective("rosenbrock"), trajectory, settings), "dimension 2"],
    ["β₁ for RMSProp", () => spikeAnatomy(half, trajectory, { ...settings, optimizer: "rmsprop" }), "beta1 must be 0"],
    [
      "an optimizer without v",
      () => spikeAnatomy(half, trajectory, { ...settings, optimizer: "gd" as "adam" }),
      "optimizer must be adam, adamw or rmsprop",
    ],
    [
      "a bad range",
      () => spikeAnatomy(half, trajectory, { ...settings, from: 5, to: 4 }),
      "to must be a step from 5 to 20",
    ],
    ["every 0", () => spikeAnatomy(half, trajectory, { ...settings, every: 0 }), "every must be an integer ≥ 1"],
    ["lr 0", () => spikeAnatomy(half, trajectory, { ...settings, lr: 0 }), "lr must be"],
    ["lr NaN", () => spikeAnatomy(half, trajectory, { ...settings, lr: Number.NaN }), "lr must be"],
  ])("%s", (_, call, says) => {
    expect(call).toThrow(says);
    expect(call).toThrow(RangeError);
  });
});
