import { expect, test } from "vitest";
import { nearestNames } from "./nearest.js";

const names = ["adagrad", "rmsprop", "adam", "adamw", "signgd", "gd", "sgd"];

test("the nearest name comes first", () => {
  expect(nearestNames("admw", names)).toEqual(["adamw", "adam"]);
  expect(nearestNames("rmsporp", names)[0]).toBe("rmsprop");
  expect(nearestNames("Adam", names)[0]).toBe("adam");
});

test("the beginning of a name is near to it", () => {
  expect(nearestNames("rms", names)[0]).toBe("rmsprop");
});

test("at most three names, at least one", () => {
  expect(nearestNames("zzzzzzzz", names).length).toBeGreaterThan(0);
  expect(nearestNames("zzzzzzzz", names).length).toBeLessThanOrEqual(3);
  expect(nearestNames("x", [])).toEqual([]);
});
