import { expect, test } from "vitest";
import { createMapQueue } from "./map-queue.js";

test("gives every cell once, in order, at most as many as asked for", () => {
  const queue = createMapQueue([7, 8, 9]);
  expect(queue.size()).toBe(3);
  expect([queue.take(2), queue.take(2), queue.take(2)]).toEqual([[7, 8], [9], []]);
  expect(queue.size()).toBe(0);
});

test("a cell that ended its thread comes again alone, and once only; others come back in company", () => {
  const queue = createMapQueue([0, 1, 2, 3, 4]);
  expect(queue.take(4)).toEqual([0, 1, 2, 3]);
  expect(queue.repeat(1)).toBe(true);
  queue.putBack([2, 3]);
  expect(queue.size()).toBe(4);
  expect([queue.take(9), queue.take(9), queue.take(9)]).toEqual([[1], [2, 3], [4]]);
  expect(queue.repeat(1)).toBe(false);
  expect(queue.size()).toBe(0);
});
