import { expect, it } from "vitest";
import { epochMeans } from "./epoch-means.js";

it("are the means of whole passes", () => {
  expect([...epochMeans(Float64Array.of(1, 3, 4, 8, 100), 2)]).toEqual([2, 6]);
  expect([...epochMeans(Float64Array.of(1, 3), 1)]).toEqual([1, 3]);
  expect([...epochMeans(Float64Array.of(1), 2)]).toEqual([]);
});

it("show a loss that is not finite", () => {
  expect([...epochMeans(Float64Array.of(1, 3, 4, Number.NaN), 2)]).toEqual([2, Number.NaN]);
});
