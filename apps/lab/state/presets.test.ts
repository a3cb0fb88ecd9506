import { describe, expect, test } from "vitest";
import { spikeAnatomy } from "../../../src/anatomy/index.js";
import type { Trajectory } from "../../../src/trajectory/index.js";
import { supGap } from "../../../src/trajectory/measure.js";
import { openObjective } from "../jobs/open-objective.js";
import { runRoad, runState } from "../jobs/road-runs.js";
import { readHash, writeHash } from "./hash.js";
import { initialState, type LabState, type RoadKey } from "./lab-state.js";
import { presets } from "./presets.js";

const patchOf = (start: string): Partial<LabState> => presets.find(({ name }) => name.startsWith(start))!.patch;

async function runOf(patch: Partial<LabState>, road: RoadKey): Promise<Trajectory> {
  const state = runState({ ...initialState, ...patch });
  const outcome = runRoad(road, state, await openObjective(state.objective, state.theta0));
  if ("refusal" in outcome) throw new Error(outcome.refusal);
  expect(outcome.trajectory.status).toBe("completed");
  return outcome.trajectory;
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), -Infinity);

/** Largest distance of a curve from the algorithm, at the steps. */
async function gapTo(patch: Partial<LabState>, road: RoadKey): Promise<number> {
  const [discrete, curve] = await Promise.all([runOf(patch, "discrete"), runOf(patch, road)]);
  const perStep = (curve.theta.length - 1) / (discrete.theta.length - 1);
  return supGap(
    discrete.theta,
    discrete.theta.map((_, k) => curve.theta[k * perStep]!),
  );
}

test.each(presets.map((preset) => [preset.name, preset] as const))("%s: an address holds it", (_, { words, patch }) => {
  const state = { ...initialState, ...patch };
  const read = readHash(writeHash(state));
  expect(read.notes).toEqual([]);
  expect(read.state).toEqual(state);
  expect(words).toMatch(/^\S.*\.$/);
});

test("names are different, and there are few enough to choose from", () => {
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  expect(presets.length).toBeGreaterThanOrEqual(8);
  expect(presets.length).toBeLessThanOrEqual(12);
});

describe("what the sentences say", () => {
  test("Adam overshoots with momentum", async () => {
    const patch = patchOf("Adam overshoots");
    for (const road of ["discrete", "nonlocal"] as const) {
      expect(largest((await runOf(patch, road)).theta)).toBeGreaterThan(1.1);
      expect(largest((await runOf({ ...patch, beta1: 0 }, road)).theta)).toBeLessThan(1.01);
    }
  });

  test("the gap is small, and several times as wide at ten times the rate", async () => {
    const patch = patchOf("Small learning rate");
    const gap = await gapTo(patch, "nonlocal");
    // the way is 3 long
    expect(gap).toBeLessThan(0.01);
    expect(await gapTo({ ...patch, lr: 0.1, steps: 100 }, "nonlocal")).toBeGreaterThan(5 * gap);
  });

  test("sign descent jumps, its equation rests", async () => {
    const patch = patchOf("β₂ = 0");
    const { theta } = await runOf(patch, "discrete");
    const steps = theta.slice(1).map((value, k) => value - theta[k]!);
    expect(steps.every((step) => Math.abs(Math.abs(step) - 0.1) < 1e-7)).toBe(true);
    expect(steps.slice(-20).every((step, k, last) => k === 0 || step * last[k - 1]! < 0)).toBe(true);
    const end = (await runOf(patch, "nonlocal")).theta.slice(-100);
    expect(largest(end.map((value) => Math.abs(value - 4)))).toBeLessThan(1e-6);
  });

  test("RMSProp ends on its cycle, which is as wide as α", async () => {
    const patch = patchOf("RMSProp’s 2-cycle");
    for (const lr of [0.01, 0.005]) {
      const [before, last] = (await runOf({ ...patch, lr }, "discrete")).theta.slice(-2);
      expect(Math.abs(last!)).toBeCloseTo(lr / 2, 7);
      expect(before! + last!).toBeCloseTo(0, 12);
    }
  });

  test("AdaGrad needs over 1000 steps, RMSProp fewer than 100", async () => {
    const patch = patchOf("AdaGrad");
    const arrival = ({ theta }: Trajectory) => theta.findIndex((value) => Math.abs(value - 4) < 0.03);
    const adagrad = await runOf(patch, "discrete");
    expect(arrival(adagrad)).toBeGreaterThan(1000);
    expect(adagrad.v!.every((value, k, all) => k === 0 || value >= all[k - 1]!)).toBe(true);
    const step = (k: number) => adagrad.theta[k]! - adagrad.theta[k - 1]!;
    expect(step(1000)).toBeLessThan(0.01 * step(1));
    const arrived = arrival(await runOf({ ...patch, optimizer: "rmsprop" }, "discrete"));
    expect(arrived).toBeGreaterThan(0);
    expect(arrived).toBeLessThan(100);
  });

  test("Rosenbrock: soon in the valley, long on the way along it", async () => {
    const { theta, loss } = await runOf(patchOf("Rosenbrock"), "discrete");
    // in the valley y = x²
    const height = (k: number) => Math.abs(theta[2 * k + 1]! - theta[2 * k]! ** 2);
    const left = (k: number) => Math.hypot(theta[2 * k]! - 1, theta[2 * k + 1]! - 1);
    expect(height(0)).toBeGreaterThan(0.4);
    for (let k = 200; k <= 5000; k++) expect(height(k)).toBeLessThan(0.05);
    expect(loss[200]!).toBeLessThan(loss[0]! / 5);
    expect(left(200)).toBeGreaterThan(2);
    expect(left(2700)).toBeGreaterThan(0.05);
    expect(left(5000)).toBeLessThan(0.001);
  });

  test("the learning rate decides the minimum, on both roads", async () => {
    const patch = patchOf("The learning rate");
    for (const road of ["discrete", "inertial"] as const) {
      expect((await runOf(patch, road)).theta.at(-1)).toBeCloseTo(1, 1);
      expect((await runOf({ ...patch, lr: 0.01, steps: 1500 }, road)).theta.at(-1)).toBeCloseTo(-0.85, 2);
    }
  });

  test("the spike has its warning", async () => {
    const patch = patchOf("A spike");
    const { lr, beta1, beta2, epsilon, objective: text, theta0 } = { ...initialState, ...patch };
    const { objective } = await openObjective(text, theta0);
    const trajectory = await runOf(patch, "discrete");
    const { spikes } = spikeAnatomy(objective, trajectory, { optimizer: "adam", lr, beta1, beta2, epsilon });
    const highest = spikes.reduce((best, spike) => (spike.decades > best.decades ? spike : best));
    expect(highest.peak - highest.crossing!).toBeGreaterThan(50);
  });

  test("a ≫ b: the loss keeps swinging", async () => {
    const patch = patchOf("a ≫ b");
    const end = async (own: Partial<LabState>) => {
      const { loss } = await runOf({ ...patch, ...own }, "discrete");
      return largest(loss.slice(-700)) / loss[0]!;
    };
    expect(await end({})).toBeGreaterThan(0.25);
    expect(await end({ beta1: 0.99, beta2: 0.99 })).toBeLessThan(1e-6);
  });

  test("a ≫ b: thrown out of a quartic", async () => {
    const { loss } = await runOf(patchOf("Divergence"), "discrete");
    expect(loss.at(-1)!).toBeGreaterThan(1e6 * loss[0]!);
  });

  test("a heavy tail holds v up and θ back", async () => {
    const patch = patchOf("A heavy-tailed");
    const heavy = await runOf(patch, "nonlocal");
    const usual = await runOf({ ...patch, optimizer: "rmsprop" }, "nonlocal");
    const held = ({ v }: Trajectory) => v!.at(-1)! / largest(v!);
    expect(held(heavy)).toBeGreaterThan(1 / 3);
    expect(held(usual)).toBeLessThan(1e-3);
    expect(Math.abs(heavy.theta.at(-1)! - 4)).toBeGreaterThan(10 * Math.abs(usual.theta.at(-1)! - 4));
  });

  test("halving α halves the gap to the flow", async () => {
    const patch = patchOf("The flow");
    const gap = await gapTo(patch, "flow");
    const half = await gapTo({ ...patch, lr: 0.005, beta1: 0.95, beta2: 0.95, steps: 400 }, "flow");
    expect(half / gap).toBeGreaterThan(0.4);
    expect(half / gap).toBeLessThan(0.6);
  });
});
