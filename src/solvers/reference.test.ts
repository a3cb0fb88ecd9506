import { describe, expect, test } from "vitest";
import type { Model } from "../models/model.js";
import { solveReference, solveReferenceBySweeps } from "./reference.js";
import type { ReferenceState } from "./reference-options.js";

/** A scalar equation with one memory of y itself, known only by the weight of its kernel. */
function linearModel(change: Partial<Model> & { readonly weight: (age: number) => number }): Model {
  return {
    stateSize: 1,
    components: { theta: [0, 1] },
    driveSize: 1,
    drive: (y, out) => out.set(y),
    memory: [{ name: "m", kernel: { weight: change.weight }, size: 1, integrand: (drive, out) => out.set(drive) }],
    advance: 0,
    timeScale: 0.1,
    field: (_t, _y, _drive, memory, out) => out.set([-memory[0]![0]!]),
    loss: (y) => y[0]! ** 2 / 2,
    ...change,
  };
}

/** `y' = −2∫₀ᵗ e^(−2(t−s)) y ds`, that is y″ + 2y′ + 2y = 0, y′(0) = 0; the memory is −y′. */
const fading = linearModel({ weight: (age) => 2 * Math.exp(-2 * age) });
const fadingSolution = (t: number) => Math.exp(-t) * (Math.cos(t) + Math.sin(t));
const fadingMemory = (t: number) => 2 * Math.exp(-t) * Math.sin(t);

/** `y' = −sin t + w·sin(t⁺) − w∫₀^(t⁺) y ds`, solved by cos t; t⁺ is the time at which the memory is read. */
function lookingModel(advance: number, last = Infinity): Model {
  const w = 0.6;
  return linearModel({
    weight: () => w,
    advance,
    field: (t, _y, _drive, memory, out) => {
      out.set([-Math.sin(t) + w * Math.sin(Math.min(t + advance, last)) - memory[0]![0]!]);
    },
  });
}

/** AdaGrad on (x − 4)², lr 0.1. */
function adagradModel(shifted: boolean): Model {
  return linearModel({
    weight: () => 10,
    advance: shifted ? 0.1 : 0,
    drive: ([x], out) => out.set([2 * (x! - 4)]),
    memory: [{ name: "v", kernel: { weight: () => 10 }, size: 1, integrand: ([g], out) => out.set([g! * g!]) }],
    field: (_t, _y, drive, memory, out) => out.set([-drive[0]! / Math.sqrt(memory[0]![0]!)]),
    loss: ([x]) => (x! - 4) ** 2,
  });
}

const exactly = { tolerance: 1e-10, quadratureNodes: 60 };

function largestError(model: Model, step: number, exact: (t: number) => number): number {
  const { times, theta, status } = solveReference(model, { initial: [1], until: 3, step, ...exactly });
  expect(status).toBe("completed");
  return Math.max(...theta.map((y, k) => Math.abs(y - exact(times[k]!))));
}

describe("order 1", () => {
  test.each([
    ["fading memory", fading, fadingSolution],
    ["memory ahead of time", lookingModel(0.1), Math.cos],
  ])("%s", (_name, model, exact) => {
    const coarse = largestError(model, 0.02, exact);
    const fine = largestError(model, 0.01, exact);
    expect(fine).toBeLessThan(0.01);
    expect(Math.abs(Math.log2(coarse / fine) - 1)).toBeLessThan(0.2);
  });
});

test("memories are reported at t, not ahead of it", () => {
  const times = [0, 0.3, 1.234, 3];
  const { m, v } = solveReference(fading, { initial: [1], until: 3, step: 0.01, times, ...exactly });
  expect(v).toBeUndefined();
  // Euler's error at this step is 0.003
  times.forEach((t, k) => {
    expect(Math.abs(m![k]! - fadingMemory(t))).toBeLessThan(0.01);
  });
  expect(m![0]).toBe(0);
  const ahead = solveReference(lookingModel(0.5), { initial: [1], until: 3, step: 0.01, times, ...exactly });
  times.forEach((t, k) => {
    expect(Math.abs(ahead.m![k]! - 0.6 * Math.sin(t))).toBeLessThan(0.02);
  });
});

test("hold: memories past the end are read at the end", () => {
  const held = lookingModel(0.5, 3);
  const solve = (lookAhead: "hold" | "extrapolate") => {
    return solveReference(held, { initial: [1], until: 3, step: 0.01, lookAhead, ...exactly }).theta.at(-1)!;
  };
  expect(Math.abs(solve("hold") - Math.cos(3))).toBeLessThan(0.02);
  // the model itself holds its time at 3: memory taken further on must be off
  expect(Math.abs(solve("extrapolate") - Math.cos(3))).toBeGreaterThan(0.03);
});

test("a later start is the lower limit of the memory", () => {
  const { times, theta } = solveReference(fading, { initial: [1], start: 2, until: 5, step: 0.01, ...exactly });
  expect([times[0], times.at(-1)]).toEqual([2, 5]);
  expect(Math.abs(theta.at(-1)! - fadingSolution(3))).toBeLessThan(0.01);
});

/**
 * The shifted AdaGrad equation by other means: a uniform grid of α/64 on [0, T + 4α], G by the trapezoidal rule, θ by
 * Heun's method, swept until nothing changes. Past T + 4α the gradient is taken to be constant.
 */
function shiftedAdagrad(until: number): { step: number; theta: Float64Array } {
  const perLr = 64;
  const step = 0.1 / perLr;
  const count = Math.round(until / step) + 4 * perLr;
  const theta = new Float64Array(count + 1).fill(1);
  const square = (i: number) => (2 * (theta[Math.min(i, count)]! - 4)) ** 2;
  const memory = new Float64Array(count + perLr + 1);
  for (let round = 0; round < 200; round++) {
    for (let i = 1; i < memory.length; i++) memory[i] = memory[i - 1]! + (step / 2) * 10 * (square(i - 1) + square(i));
    for (let i = 0; i < count; i++) {
      const slope = (x: number, j: number) => (-2 * (x - 4)) / Math.sqrt(memory[j + perLr]!);
      const first = slope(theta[i]!, i);
      theta[i + 1] = theta[i]! + (step / 2) * (first + slope(theta[i]! + step * first, i + 1));
    }
  }
  return { step, theta };
}

test("AdaGrad, shifted, against an independent computation, order 1", () => {
  const { step, theta: expected } = shiftedAdagrad(2);
  const error = (perLr: number) => {
    const result = solveReference(adagradModel(true), { initial: [1], until: 2, step: 0.1 / perLr, ...exactly });
    const stride = Math.round(0.1 / perLr / step);
    return Math.max(...result.theta.map((x, k) => Math.abs(x - expected[k * stride]!)));
  };
  const [coarse, fine] = [error(16), error(32)];
  expect(fine).toBeLessThan(0.005);
  // the horizon, which the spline extrapolates, adds a little of another order
  expect(Math.abs(Math.log2(coarse / fine) - 1)).toBeLessThan(0.2);
});

test("AdaGrad, unshifted, which starts like √t, tends to the Lambert solution", () => {
  // 4 − θ = 3√w with w − ln w = 1 + 8αt/9 (theory of the invariant, ε = 0), here at t = 2 by bisection
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const w = (low + high) / 2;
    if (w - Math.log(w) > 1 + (8 * 0.1 * 2) / 9) low = w;
    else high = w;
  }
  const exact = 4 - 3 * Math.sqrt(low);
  const error = (step: number) => {
    const options = { initial: [1], until: 2, step, tolerance: 1e-8, quadratureNodes: 200 };
    const { theta, status } = solveReference(adagradModel(false), options);
    expect(status).toBe("completed");
    return Math.abs(theta.at(-1)! - exact);
  };
  expect(error(0.01)).toBeLessThan(0.05);
  expect(error(0.01)).toBeLessThan(0.8 * error(0.04));
});

test("components and memories of several sizes are laid out by row", () => {
  // θ = (a, b) with velocity (p, q): θ' = velocity, velocity' = −m, v = ∫ ‖θ‖²; two copies of y″ = −∫₀ᵗ y
  const model: Model = {
    stateSize: 4,
    components: { theta: [0, 2], velocity: [2, 4] },
    driveSize: 2,
    drive: (y, out) => out.set(y.subarray(0, 2)),
    memory: [
      { name: "m", kernel: { weight: () => 1 }, size: 2, integrand: (drive, out) => out.set(drive) },
      { name: "v", kernel: { weight: () => 1 }, size: 1, integrand: ([a, b], out) => out.set([a! * a! + b! * b!]) },
    ],
    advance: 0,
    timeScale: 0.05,
    field: (_t, y, _drive, [m], out) => out.set([y[2]!, y[3]!, -m![0]!, -m![1]!]),
    loss: (y) => y[0]! + 10 * y[1]!,
  };
  const result = solveReference(model, { initial: [1, 2, 0, 0], until: 1, times: [0, 0.5, 1] });
  const { theta, velocity, acceleration, m, v, loss, dimension, times } = result;
  expect([dimension, theta.length, velocity!.length, m!.length, v!.length]).toEqual([2, 6, 6, 6, 3]);
  expect([...times]).toEqual([0, 0.5, 1]);
  expect([...theta.subarray(0, 2), ...velocity!.subarray(0, 2)]).toEqual([1, 2, 0, 0]);
  expect(acceleration).toEqual(m!.map((x) => -x));
  for (const k of [1, 2]) {
    for (const rows of [theta, velocity!, m!]) expect(rows[2 * k + 1]).toBeCloseTo(2 * rows[2 * k]!, 12);
    expect(loss[k]).toBe(theta[2 * k]! + 10 * theta[2 * k + 1]!);
  }
  // y‴ = −y, y(0) = 1: y(1) = 1 − 1/3! + 1/6! within Euler's error; ∫y = −y″
  expect(Math.abs(theta[4]! - (1 - 1 / 6 + 1 / 720))).toBeLessThan(0.03);
  expect(Math.abs(m![4]! - (1 - 1 / 24))).toBeLessThan(0.03);
  expect(v![2]).toBeGreaterThan(5 * 0.9);
});

describe("ends honestly", () => {
  test("not-converged keeps the error that was left", () => {
    const result = solveReference(fading, { initial: [1], until: 3, maximumIterations: 2 });
    expect([result.status, result.solver.sweeps]).toEqual(["not-converged", 2]);
    expect(result.solver.residual).toBeGreaterThan(1e-4);
    expect(result.theta.length).toBe(31);
  });

  test("interrupted keeps the last whole sweep", () => {
    const two = solveReference(fading, { initial: [1], until: 3, maximumIterations: 2 });
    let asked = 0;
    const result = solveReference(fading, { initial: [1], until: 3, isCancelled: () => ++asked > 2 });
    expect(result).toEqual({ ...two, status: "interrupted" });
  });

  test("interrupted before anything is the constant trajectory", () => {
    const result = solveReference(fading, { initial: [1], until: 3, isCancelled: () => true });
    expect([result.status, result.solver.sweeps, result.solver.residual]).toEqual(["interrupted", 0, null]);
    expect(result.theta.every((x) => x === 1)).toBe(true);
  });

  test("diverged keeps what is finite", () => {
    const explosive = linearModel({
      weight: () => 1,
      field: (_t, y, _drive, _memory, out) => out.set([1e60 * y[0]!]),
    });
    const { status, event, times, theta, loss } = solveReference(explosive, { initial: [1], until: 3 });
    // each Euler step of 0.1 multiplies by 1e59: 1e295 after 5, too much after 6
    expect([status, event!.kind, times.length, theta.length, loss.length]).toEqual([
      "diverged",
      "non-finite parameters",
      6,
      6,
      6,
    ]);
    expect(event!.time).toBeCloseTo(0.6, 12);
    expect(event!.size).toBe(theta[5]);
    expect(theta.every((x) => Number.isFinite(x))).toBe(true);
  });

  test("an explosion does not reach back into what is kept", () => {
    // the memory of y² would overflow before y does: rows are kept as far as all of them is finite
    const explosive = linearModel({
      weight: () => 1,
      memory: [{ name: "v", kernel: { weight: () => 1 }, size: 1, integrand: ([y], out) => out.set([y! * y!]) }],
      field: (_t, y, _drive, _memory, out) => out.set([1e60 * y[0]!]),
    });
    const { theta, v, times, status } = solveReference(explosive, { initial: [1], until: 3 });
    expect(status).toBe("diverged");
    expect(times.length).toBe(3);
    expect(v!.every((x) => Number.isFinite(x))).toBe(true);
    expect(theta[1]).toBeCloseTo(1e59, -46);
    // a polyline from 1 to 1e59 over 0.1 has the mean square 1e118/3
    expect(v![1]! / (1e118 / 30)).toBeCloseTo(1, 12);
  });

  test("a gradient or a memory that is not finite is named", () => {
    const wall = linearModel({
      weight: () => 1,
      drive: ([x], out) => out.set([x! > 1.25 ? Number.NaN : 0]),
      field: (_t, _y, drive, _memory, out) => out.set([1 + drive[0]!]),
    });
    expect(solveReference(wall, { initial: [1], until: 3 }).event!.kind).toBe("non-finite gradient");
    const heavy = linearModel({ weight: () => Infinity });
    expect(solveReference(heavy, { initial: [1], until: 3 }).event!.kind).toBe("non-finite memory");
  });
});

test("a run can be resumed from any checkpoint, bit for bit, also through JSON", () => {
  const states: ReferenceState[] = [];
  const options = { initial: [1], until: 3, tolerance: 1e-8, quadratureNodes: 40 };
  const whole = solveReference(fading, { ...options, onCheckpoint: (state) => states.push(state) });
  expect(states.length).toBe(whole.solver.sweeps! - 1);
  const { iteration, mixing, previousError, y } = states[3]!;
  const text = JSON.stringify({ iteration, mixing, previousError, y: Array.from(y) });
  expect(solveReference(fading, { ...options, resume: JSON.parse(text) })).toEqual(whole);
});

test("sweep by sweep gives the same states and the same trajectory", () => {
  const options = { initial: [1], until: 3, quadratureNodes: 40 };
  const states: ReferenceState[] = [];
  const whole = solveReference(fading, { ...options, onCheckpoint: (state) => states.push(state) });
  const sweeps = solveReferenceBySweeps(fading, options);
  for (const state of states) expect(sweeps.next()).toEqual({ done: false, value: state });
  expect(sweeps.next()).toEqual({ done: true, value: whole });
});

test("mixing rises when the error grows", () => {
  // a strong memory makes the first sweeps overshoot more and more
  const strong = linearModel({ weight: () => 40 });
  const mixings: number[] = [];
  const options = { initial: [1], until: 4, maximumIterations: 8, quadratureNodes: 40 };
  solveReference(strong, { ...options, onCheckpoint: ({ mixing }) => mixings.push(mixing) });
  expect(mixings[0]).toBe(0.5);
  expect(mixings.at(-1)).toBeGreaterThan(0.5);
  for (let k = 1; k < mixings.length; k++) {
    const rise = mixings[k]! - mixings[k - 1]!;
    expect(rise === 0 || Math.abs(rise - 0.0005) < 1e-12).toBe(true);
  }
  const wide: number[] = [];
  solveReference(strong, { ...options, mixingStep: 0.125, onCheckpoint: ({ mixing }) => wide.push(mixing) });
  expect(wide.slice(0, 4)).toEqual([0.5, 0.625, 0.75, 0.875]);
});

test("progress rises to 1", () => {
  const seen: number[] = [];
  solveReference(fading, { initial: [1], until: 3, onProgress: (fraction) => seen.push(fraction) });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

test("the grid ends at `until`, also where that is no multiple of the step", () => {
  const times = (until: number) => [...solveReference(fading, { initial: [1], until, step: 0.25 }).times];
  expect(times(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(times(0.6)).toEqual([0, 0.25, 0.5, 0.6]);
  expect(times(0.2)).toEqual([0, 0.2]);
});

test.each([
  [{ initial: [1, 2], until: 1 }, "as the length of initial must be 1: current value is 2"],
  [{ initial: [Number.NaN], until: 1 }, "as initial[0] must be a finite number: current value is NaN"],
  [{ initial: [1], until: Number.NaN }, "as until must be finite and later than the start 0: current value is NaN"],
  [{ initial: [1], until: 1, start: 1 }, "as until must be finite and later than the start 1: current value is 1"],
  [{ initial: [1], until: 1, start: -1 }, "as start must be a finite number ≥ 0: current value is -1"],
  [{ initial: [1], until: 1, step: 0 }, "as step must be a finite number > 0: current value is 0"],
  [{ initial: [1], until: 1, tolerance: 0 }, "as tolerance must be a finite number > 0: current value is 0"],
  [{ initial: [1], until: 1, times: [0, 1.5] }, "as times[1] must be in [0, 1]: current value is 1.5"],
  [{ initial: [1], until: 1, quadratureNodes: 0 }, "as quadratureNodes must be an integer ≥ 1: current value is 0"],
  [{ initial: [1], until: 1, mixingStep: -1 }, "as mixingStep must be a finite number ≥ 0: current value is -1"],
  [
    { initial: [1], until: 1, firstStep: "half" as "plain" },
    "as firstStep must be quarter or plain: current value is half",
  ],
  [{ initial: [1], until: 1, firstGuess: "" as "constant" }, "as firstGuess must be constant or memoryless: current"],
  [
    { initial: [1], until: 1, lookAhead: "no" as "hold" },
    "as lookAhead must be extrapolate or hold or hold-all: current",
  ],
  [{ initial: [1], until: 1, maximumIterations: 1.5 }, "as maximumIterations must be an integer ≥ 1"],
])("bad input %o throws", (options, sentence) => {
  expect(() => solveReference(fading, options)).toThrow(sentence);
});
