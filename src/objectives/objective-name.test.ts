import { describe, expect, it } from "vitest";
import { parseObjectiveName } from "./objective-name.js";

describe("names of objectives", () => {
  it.each([
    ["quadratic", { name: "quadratic", args: [] }],
    [" power ( 4 ) ", { name: "power", args: [4] }],
    ["illConditioned(4, 1e3)", { name: "illConditioned", args: [4, 1000] }],
    ["rosenbrock1d(-.5)", { name: "rosenbrock1d", args: [-0.5] }],
    ["x", { name: "x", args: [] }],
  ])("reads %s", (text, expected) => {
    expect(parseObjectiveName(text)).toEqual(expected);
  });

  it.each(["x^2", "cosh(x)", "2x", "", "power(4,)", "power(4", "a.b"])("leaves %j to others", (text) => {
    expect(parseObjectiveName(text)).toBeNull();
  });
});
