import { expect, test } from "vitest";
import { findByName, nearestNames } from "./nearest.js";

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

test("an entry is found by its name; else the sentence names the nearest", () => {
  const entries = names.map((name, index) => ({ name, index }));
  const options = { action: "run", what: "optimizer" };
  expect(findByName(entries, "adamw", options)).toBe(entries[3]);
  expect(() => findByName(entries, "admw", options)).toThrow(
    "Cannot run as optimizer must be a known one such as adamw, adam: current value is admw",
  );
});
