import { expect, test } from "vitest";
import { createTimeGrid } from "./time-grid.js";

test("k·lr up to the end; only a continuous road adds an end that is no multiple", () => {
  const request = { lr: 0.25, until: 0.6 };
  expect(Array.from(createTimeGrid({ ...request, discrete: true }).times)).toEqual([0, 0.25, 0.5]);
  expect(Array.from(createTimeGrid({ ...request, discrete: false }).times)).toEqual([0, 0.25, 0.5, 0.6]);
});

test("a multiple up to rounding gets no second row beside it", () => {
  // 0.3 < 3·0.1 in floating point
  const grid = createTimeGrid({ lr: 0.1, until: 0.3, discrete: false });
  expect(grid.steps).toBe(3);
  expect(Array.from(grid.times)).toEqual([0, 0.1, 0.2, 3 * 0.1]);
  expect(grid.until).toBe(3 * 0.1);
  expect(createTimeGrid({ lr: 0.01, until: 1500, discrete: false }).times.length).toBe(150_001);
});

test("steps are T = N·lr on both roads", () => {
  for (const discrete of [true, false]) {
    expect(createTimeGrid({ lr: 0.5, steps: 4, discrete })).toMatchObject({ until: 2, steps: 4 });
  }
});

test("times asked for keep their order, their duplicates and their digits", () => {
  const grid = createTimeGrid({ lr: 0.1, at: [0.3, 0, 0.3, 0.1], discrete: true });
  expect(grid).toMatchObject({ steps: 3 });
  expect(Array.from(grid.times)).toEqual([0.3, 0, 0.3, 0.1]);
  expect(createTimeGrid({ lr: 0.1, at: [1.25, 0.1], discrete: false }).until).toBe(1.25);
  expect(createTimeGrid({ lr: 0.1, at: [1.25, 0.1], until: 3, discrete: false }).until).toBe(3);
});

test("a discrete run has no value between its steps", () => {
  const grid = (at: number) => createTimeGrid({ lr: 0.1, at: [at], discrete: true });
  expect(() => grid(0.25)).toThrow("here 0.2 or 0.3");
  expect(() => grid(0.2 + 2e-10)).toThrow("here 0.2 or 0.3");
  expect(() => grid(0.2 - 2e-10)).toThrow("here 0.1 or 0.2");
  expect(grid(0.2 + 0.9e-10).steps).toBe(2);
  // decimals of late steps carry more rounding than 1e-9·lr allows
  expect(createTimeGrid({ lr: 0.001, at: [123456.789], discrete: false }).until).toBe(123456.789);
  expect(createTimeGrid({ lr: 0.001, at: [12345.678], discrete: true }).steps).toBe(12_345_678);
});

test("refuses what has no meaning", () => {
  const request = { lr: 0.1, discrete: false };
  expect(() => createTimeGrid(request)).toThrow("exactly one of --until and --steps");
  expect(() => createTimeGrid({ ...request, until: 1, steps: 10 })).toThrow("exactly one of --until and --steps");
  expect(() => createTimeGrid({ ...request, until: 1, at: [1.1] })).toThrow("[0, 1]");
  expect(() => createTimeGrid({ ...request, until: 1e12 })).toThrow("at most");
});
