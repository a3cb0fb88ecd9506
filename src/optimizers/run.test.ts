import { describe, expect, test } from "vitest";
import type { Objective } from "../objectives/objective.js";
import { adamOptimizer, gdOptimizer, rmspropOptimizer, run, runAsync } from "./index.js";

const quadratic: Objective = {
  dimension: 1,
  value: ([x]) => (x! - 4) ** 2,
  gradient: ([x], out) => out.set([2 * (x! - 4)]),
};

/** `quadratic` with something else in its way. */
function altered(change: Partial<Objective>): Objective {
  return { ...quadratic, ...change };
}

test("row k is the iterate after k updates, at k·lr", () => {
  const { times, theta, loss, status, solver, dimension } = run(quadratic, gdOptimizer({ lr: 0.25 }), {
    theta0: [0],
    steps: 3,
  });
  expect([...times]).toEqual([0, 0.25, 0.5, 0.75]);
  expect([...theta]).toEqual([0, 2, 3, 3.5]);
  expect([...loss]).toEqual([16, 4, 1, 0.25]);
  expect([status, dimension]).toEqual(["completed", 1]);
  expect(solver).toEqual({
    name: "discrete",
    order: null,
    nodes: 3,
    sweeps: null,
    residual: null,
    errorEstimate: null,
  });
});

test("no steps: one row", () => {
  const { times, theta, v } = run(quadratic, rmspropOptimizer({ lr: 0.1 }), { theta0: [1], steps: 0 });
  expect([[...times], [...theta], [...v!]]).toEqual([[0], [1], [0]]);
});

test("valueAndGradient is used, and gives the same run", () => {
  let calls = 0;
  const joint = altered({
    valueAndGradient: (theta, out) => {
      calls++;
      quadratic.gradient(theta, out);
      return quadratic.value(theta);
    },
  });
  const request = { theta0: [1], steps: 10 };
  expect(run(joint, adamOptimizer({ lr: 0.1 }), request)).toEqual(run(quadratic, adamOptimizer({ lr: 0.1 }), request));
  expect(calls).toBe(10);
});

test("moments are left out where they are not wanted; nothing else changes", () => {
  const options = { theta0: [0], steps: 50 };
  const { m, v, ...rest } = run(quadratic, adamOptimizer({ lr: 0.1 }), options);
  expect([m!.length, v!.length]).toEqual([51, 51]);
  expect(run(quadratic, adamOptimizer({ lr: 0.1 }), { ...options, withMoments: false })).toEqual(rest);
});

test("Adam’s corrections are exactly 1 where they are left out", () => {
  for (const beta of [0.5, 0.9, 0.999]) {
    const last = Math.ceil(40 / -Math.log(beta));
    expect(-Math.expm1(last * Math.log(beta))).toBe(1);
  }
});

describe("divergence keeps everything up to there", () => {
  test("overflowing parameters end before the step that overflows", () => {
    // |x − 4| grows 19-fold a step until the step itself, lr·g, passes the largest double
    const { theta, times, loss, status, event } = run(altered({ value: () => 0 }), gdOptimizer({ lr: 10 }), {
      theta0: [0],
      steps: 1000,
    });
    expect([status, event!.kind]).toEqual(["diverged", "non-finite parameters"]);
    expect([theta.length, loss.length]).toEqual([times.length, times.length]);
    expect(theta.every((x) => Number.isFinite(x))).toBe(true);
    expect(event!.size).toBe(Math.abs(theta.at(-1)!));
    expect(event!.size).toBeGreaterThan(1e300);
    expect(event!.time).toBe(times.length * 10);
  });

  test("a gradient that is not finite belongs to the last row", () => {
    const broken = altered({ gradient: ([x], out) => out.fill(x! > 1.5 ? Number.NaN : -6) });
    const { theta, status, event, times } = run(broken, gdOptimizer({ lr: 0.1 }), { theta0: [1], steps: 9 });
    expect([status, event]).toEqual(["diverged", { kind: "non-finite gradient", time: 0.1, size: theta.at(-1) }]);
    expect(times.length).toBe(2);
  });

  test("a loss that overflows is the last row's", () => {
    const { loss, theta, event, status } = run(quadratic, gdOptimizer({ lr: 10 }), { theta0: [0], steps: 1000 });
    expect([status, event!.kind]).toEqual(["diverged", "non-finite loss"]);
    expect(loss.at(-1)).toBe(Number.POSITIVE_INFINITY);
    expect(Number.isFinite(loss.at(-2))).toBe(true);
    expect(Number.isFinite(theta.at(-1))).toBe(true);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("loss %s counts", (value) => {
    const { status, event, times } = run(
      altered({ value: ([x]) => (x! > 1.5 ? value : 0) }),
      gdOptimizer({ lr: 0.1 }),
      {
        theta0: [1],
        steps: 9,
      },
    );
    expect([status, event, times.length]).toEqual([
      "diverged",
      { kind: "non-finite loss", time: 0.1, size: expect.closeTo(1.6, 12) },
      2,
    ]);
  });

  test("a step beyond the largest double leaves the row before it", () => {
    const steep = altered({ gradient: (_theta, out) => out.fill(-1e308) });
    const { status, event, theta } = run(steep, gdOptimizer({ lr: 10 }), { theta0: [1], steps: 5 });
    expect([status, event, [...theta]]).toEqual([
      "diverged",
      { kind: "non-finite parameters", time: 10, size: 1 },
      [1],
    ]);
  });

  test("a square that overflows is no quiet standstill", () => {
    const steep = altered({ gradient: (_theta, out) => out.fill(1e200) });
    const { status, event } = run(steep, adamOptimizer({ lr: 0.1 }), { theta0: [1], steps: 5 });
    expect([status, event!.kind, event!.time]).toEqual(["diverged", "non-finite memory", 0.1]);
  });

  test("at the very start", () => {
    const { status, theta, event } = run(altered({ value: () => Number.NaN }), gdOptimizer({ lr: 0.1 }), {
      theta0: [1],
      steps: 5,
    });
    expect([status, [...theta], event!.time]).toEqual(["diverged", [1], 0]);
  });
});

test("a cancelled run keeps what is there", () => {
  let asked = 0;
  const { status, times, theta, v } = run(quadratic, adamOptimizer({ lr: 0.1 }), {
    theta0: [1],
    steps: 1e5,
    isCancelled: () => ++asked > 3,
  });
  expect(status).toBe("interrupted");
  expect(times.length).toBeGreaterThan(1);
  expect(times.length).toBeLessThan(1e4);
  expect([theta.length, v!.length]).toEqual([times.length, times.length]);
});

test("runAsync is cancelled between any two updates", async () => {
  let asked = 0;
  const objective = {
    dimension: 1,
    valueAndGradient: async (theta: Float64Array, out: Float64Array) => {
      quadratic.gradient(theta, out);
      return quadratic.value(theta);
    },
  };
  const request = { theta0: [1], steps: 50, isCancelled: () => ++asked > 3 };
  const { status, times } = await runAsync(objective, adamOptimizer({ lr: 0.1 }), request);
  expect([status, times.length]).toEqual(["interrupted", 4]);
});

test("progress rises to 1", () => {
  const seen: number[] = [];
  run(quadratic, gdOptimizer({ lr: 0.1 }), { theta0: [1], steps: 1000, onProgress: (fraction) => seen.push(fraction) });
  expect(seen.length).toBe(200);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

test.each([
  [{ theta0: [1, 2], steps: 1 }, "as the length of theta0 must be the objective's dimension 1: current value is 2"],
  [{ theta0: [Number.NaN], steps: 1 }, "as theta0[0] must be a finite number: current value is NaN"],
  [{ theta0: [1], steps: 1.5 }, "as steps must be an integer ≥ 0: current value is 1.5"],
  [{ theta0: [1], steps: 1e15 }, "as steps must be at most 536870911 in dimension 1, since every row is kept"],
  [{ theta0: [1], steps: -1 }, "as steps must be an integer ≥ 0: current value is -1"],
])("bad input %o throws", async (options, sentence) => {
  expect(() => run(quadratic, gdOptimizer({ lr: 1 }), options)).toThrow(sentence);
  const objective = { dimension: 1, valueAndGradient: async () => 0 };
  await expect(runAsync(objective, gdOptimizer({ lr: 1 }), options)).rejects.toThrow(sentence);
});
