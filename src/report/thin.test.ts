import { expect, it } from "vitest";
import { thin } from "./thin.js";

it("keeps a short series as it is", () => {
  const x = Float64Array.of(0, 1, 2);
  expect(thin(x, x, { buckets: 1 }).y).toBe(x);
});

it("keeps ends, order, every spike, and the envelope of an oscillation", () => {
  const x = Float64Array.from({ length: 150_001 }, (_, k) => k);
  const y = x.map((k) => (k === 77_777 ? 50 : Math.sin(k)));
  const drawn = thin(x, y, { buckets: 200 });
  expect(drawn.x.length).toBeLessThanOrEqual(402);
  expect([drawn.x[0], drawn.x.at(-1)]).toEqual([0, 150_000]);
  for (let k = 1; k < drawn.x.length; k++) expect(drawn.x[k]! > drawn.x[k - 1]!).toBe(true);
  expect(Math.max(...drawn.y)).toBe(50);
  expect(Math.min(...drawn.y)).toBeLessThan(-0.9999);
});

it("keeps the numbers of a bucket that begins without one", () => {
  const x = Float64Array.from({ length: 1002 }, (_, k) => k);
  const y = x.map((k) => (k % 100 === 1 && k < 1000 ? Number.NaN : k % 100 === 50 ? 7 : 0));
  const drawn = thin(x, y, { buckets: 10 });
  expect(drawn.y.filter((value) => value === 7)).toHaveLength(10);
  expect(drawn.y.some(Number.isNaN)).toBe(false);
});
