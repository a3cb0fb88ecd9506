import { describe, expect, test } from "vitest";
import type { Model } from "../models/model.js";
import { solveReference } from "./reference.js";
import type { ReferenceState } from "./reference-options.js";

/** An equation with one memory of θ itself, known only by the weight of its kernel. */
function linearModel(change: Partial<Model> & Pick<Model, "field"> & { readonly weight: () => number }): Model {
  return {
    stateSize: 1,
    components: { theta: [0, 1] },
    driveSize: 1,
    drive: ([x], out) => out.set([x!]),
    memory: [{ name: "m", kernel: { weight: change.weight }, size: 1, integrand: (drive, out) => out.set(drive) }],
    advance: 0,
    timeScale: 0.1,
    loss: (y) => y[0]! ** 2 / 2,
    ...change,
  };
}

const exactly = { tolerance: 1e-10, quadratureNodes: 60 };

test("hold-all: the field is not asked later than memories are", () => {
  const clock = linearModel({ weight: () => 0, advance: 0.5, field: (t, _y, _drive, _memory, out) => out.set([t]) });
  const end = (lookAhead: "hold" | "hold-all") => {
    return solveReference(clock, { initial: [0], until: 3, step: 0.25, lookAhead }).theta.at(-1);
  };
  // Euler's sums of t, and of min(t, 2.5), at 0, 0.25, …, 2.75; binary fractions are exact
  expect([end("hold"), end("hold-all")]).toEqual([
    (0.25 * 0.25 * 11 * 12) / 2,
    (0.25 * 0.25 * 11 * 12) / 2 - 0.25 * 0.25,
  ]);
});

test("plain: the first step of an unshifted model is like any other", () => {
  const clock = linearModel({ weight: () => 0, field: (t, _y, _drive, _memory, out) => out.set([t]) });
  const second = (firstStep: "quarter" | "plain") => {
    return solveReference(clock, { initial: [0], until: 3, step: 1, firstStep }).theta[1];
  };
  expect([second("quarter"), second("plain")]).toEqual([0.25, 0]);
});

test("the acceleration is what the equation gives, with memories read ahead and held", () => {
  const model = linearModel({
    stateSize: 2,
    components: { theta: [0, 1], velocity: [1, 2] },
    drive: ([x], out) => out.set([x!]),
    weight: () => 1,
    advance: 0.25,
    field: (t, y, drive, [m], out) => out.set([y[1]!, t - drive[0]! - m![0]!]),
  });
  const options = { initial: [1, 0], until: 2, step: 0.125, lookAhead: "hold-all" as const, ...exactly };
  const { theta, m, times, acceleration } = solveReference(model, options);
  const last = times.length - 1;
  times.forEach((t, k) => {
    const expected = Math.min(t, 1.75) - theta[k]! - m![Math.min(k + 2, last)]!;
    // the same integrals, to rounding
    expect(Math.abs(acceleration![k]! - expected)).toBeLessThan(1e-13);
  });
});

describe("memoryless", () => {
  const decay = {
    field: (_t: number, y: Float64Array, _d: unknown, [m]: readonly Float64Array[], out: Float64Array) =>
      out.set([-y[0]! - m![0]!]),
  };
  const options = { initial: [1], until: 1, step: 0.25, firstGuess: "memoryless" as const };

  test("the iteration starts from the equation without a past", () => {
    let asked = 0;
    const model = linearModel({ weight: () => 1, ...decay });
    const { theta, status } = solveReference(model, { ...options, isCancelled: () => ++asked > 1 });
    expect(status).toBe("interrupted");
    expect([...theta]).toEqual([1, 0.75, 0.75 ** 2, 0.75 ** 3, 0.75 ** 4]);
  });

  test("where it starts does not change what it tends to, nor that a run can be resumed", () => {
    const model = linearModel({ weight: () => 1, ...decay });
    const states: ReferenceState[] = [];
    const whole = solveReference(model, { ...options, ...exactly, onCheckpoint: (state) => states.push(state) });
    expect(solveReference(model, { ...options, ...exactly, resume: states[2]! })).toEqual(whole);
    const other = solveReference(model, { ...options, ...exactly, firstGuess: "constant" });
    // both stop where a sweep changes less than 1e-10
    whole.theta.forEach((x, k) => {
      expect(Math.abs(x - other.theta[k]!)).toBeLessThan(1e-9);
    });
  });

  test("an equation that has no field without memory diverges", () => {
    const adagrad = linearModel({
      weight: () => 1,
      field: (_t, y, _drive, [m], out) => out.set([-y[0]! / Math.sqrt(m![0]!)]),
    });
    const { status, solver, event, theta } = solveReference(adagrad, options);
    expect([status, solver.sweeps, event!.kind, theta.length]).toEqual(["diverged", 0, "non-finite parameters", 1]);
  });
});
