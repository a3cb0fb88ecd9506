import { expect, test } from "vitest";
import { kernelSyntaxes, kernelText, parseKernel, readKernelText } from "./kernel-text.js";

const texts = ["constant:10", "exp:2", "sum:1@0,0.5@2", "power:0.5", "second-order:0.9"];

test("every spelling is read as plain data, written as it was, and made a kernel", () => {
  expect(texts.map((text) => readKernelText(text).family)).toEqual(kernelSyntaxes.map(({ name }) => name));
  for (const text of texts) {
    expect(kernelText(readKernelText(text))).toBe(text);
    expect(parseKernel(text, { lr: 0.5 }).weight(1)).toBeGreaterThan(0);
  }
});

test("numbers keep their digits", () => {
  const spec = { family: "exp", rate: 0.1 + 0.2 } as const;
  expect(readKernelText(kernelText(spec))).toEqual(spec);
});

test("what spells no kernel is refused in one sentence", () => {
  const named = { action: "solve", name: "kernel1" };
  expect(() => readKernelText("expo:2", named)).toThrow(
    "Cannot solve as kernel1 must be a kernel such as exp:rate: current value is expo:2",
  );
  expect(() => readKernelText("exp:-2")).toThrow(
    "Cannot make a kernel as text must be a finite number > 0: current value is -2",
  );
  expect(() => readKernelText("sum:1@2@3")).toThrow("a weight and a rate in each item: current value is sum:1@2@3");
  for (const text of ["", "exp", "exp:", "exp:0x10", "constructor:1", "power:1e400"]) {
    expect(() => readKernelText(text), text).toThrow(RangeError);
  }
});
