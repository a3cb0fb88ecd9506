import { expect, test } from "vitest";
import { compareTrajectories } from "./compare.js";
import { selectRows } from "./select-rows.js";
import type { Trajectory } from "./trajectory.js";

function trajectory(times: number[], theta: number[], extra: Partial<Trajectory> = {}): Trajectory {
  return {
    times: Float64Array.from(times),
    dimension: theta.length / times.length,
    theta: Float64Array.from(theta),
    loss: new Float64Array(times.length),
    status: "completed",
    solver: { name: "test", order: null, nodes: times.length - 1, sweeps: null, residual: null, errorEstimate: null },
    ...extra,
  };
}

test("compares only at matching times, also when they differ by rounding", () => {
  const a = trajectory([0, 0.1, 0.2, 3 * 0.1], [0, 1, 2, 3]);
  const b = trajectory([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3], [0, 99, 1.5, 99, 4, 99, 3.25]);
  const found = compareTrajectories(a, b);
  expect(found).toMatchObject({ matches: 4, theta: { sup: 2, final: 0.25 }, m: null, v: null });
  expect(found.until).toBeCloseTo(0.3, 12);
});

test("takes the largest component", () => {
  const a = trajectory([0, 1], [0, 0, 0, 0]);
  const b = trajectory([0, 1], [1, -5, 2, -3]);
  expect(compareTrajectories(a, b).theta).toEqual({ sup: 5, final: 3 });
});

test("compares moments where both have them, with the size of a row", () => {
  const moment = { v: Float64Array.of(1, 2) };
  const a = trajectory([0, 1], [0, 0, 0, 0], moment);
  const b = trajectory([0, 1], [0, 0, 0, 0], { v: Float64Array.of(1, 5), m: Float64Array.of(1, 2, 3, 4) });
  expect(compareTrajectories(a, b)).toMatchObject({ v: { sup: 3, final: 3 }, m: null });
});

test("does not hide what is not a number", () => {
  const found = compareTrajectories(trajectory([0, 1, 2], [0, 0, 0]), trajectory([0, 1, 2], [0, Number.NaN, 0]));
  expect(found.theta.sup).toBeNaN();
  expect(found.theta.final).toBe(0);
});

test("refuses trajectories that have nothing in common", () => {
  expect(() => compareTrajectories(trajectory([0], [1]), trajectory([0], [1, 2]))).toThrow(RangeError);
  expect(() => compareTrajectories(trajectory([0, 1], [1, 1]), trajectory([0.5], [1]))).toThrow("in common");
});

test("selects rows in the order asked for", () => {
  const rows = selectRows(trajectory([0, 1, 2], [1, 2, 3, 4, 5, 6], { v: Float64Array.of(7, 8, 9) }), [2, 0, 2]);
  expect(Array.from(rows.times)).toEqual([2, 0, 2]);
  expect(Array.from(rows.theta)).toEqual([5, 6, 1, 2, 5, 6]);
  expect(Array.from(rows.v!)).toEqual([9, 7, 9]);
  expect(() => selectRows(rows, [3])).toThrow("current value is 3");
});
