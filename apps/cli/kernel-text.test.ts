import { expect, test } from "vitest";
import { kernelSyntaxes, parseKernel } from "./kernel-text.js";

const lr = 0.5;
const parse = (text: string) => parseKernel({ action: "solve", name: "--kernel2", text }, { lr });

test("reads every spelling", () => {
  expect(parse("constant:10").weight(3)).toBe(10);
  expect(parse("exp:2").weight(1)).toBeCloseTo(2 * Math.exp(-2), 14);
  expect(parse("sum:1@0,0.5@2").weight(1)).toBeCloseTo(1 + 0.5 * Math.exp(-2), 14);
  expect(parse("power:0.5").weight(4)).toBeCloseTo(0.5, 14);
  // 2x·e^(−x)·(1 − beta)/lr at beta = ½, x = age/lr = 1
  expect(parse("second-order:0.5").weight(0.5)).toBeCloseTo(2 / Math.E, 14);
  for (const { syntax, name } of kernelSyntaxes) expect(syntax.startsWith(`${name}:`)).toBe(true);
});

test("refuses the rest with the nearest spelling", () => {
  expect(() => parse("expo:2")).toThrow("exp:rate");
  expect(() => parse("exp")).toThrow("exp:rate");
  for (const text of [
    "constant:",
    "constant:-1",
    "exp:0",
    "exp:NaN",
    "sum:",
    "sum:1",
    "sum:1@2@3",
    "sum:1@2,",
    "power:1",
    "power:0",
    "second-order:1",
    "second-order:-0.1",
    "second-order:0.9@0.1",
  ]) {
    expect(() => parse(text), text).toThrow(RangeError);
  }
});
