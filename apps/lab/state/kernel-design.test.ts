import { describe, expect, it } from "vitest";
import type { KernelSpec } from "../../../src/kernels/index.js";
import {
  addTerm,
  designLike,
  designText,
  familyStart,
  type KernelFamilyName,
  kernelFamilies,
  kernelNumbers,
  readDesign,
  removeTerm,
} from "./kernel-design.js";
import { initialState } from "./lab-state.js";
import { positionOf, valueAt } from "./slider.js";

const lr = 0.01;
const start = (family: KernelFamilyName) => familyStart(family, { lr, before: null });
const sum = start("sum") as Extract<KernelSpec, { family: "sum" }>;

describe("the design of a kernel", () => {
  it("is text that is read back, in every family", () => {
    for (const family of Object.keys(kernelFamilies) as KernelFamilyName[]) {
      const spec = start(family);
      expect(readDesign("kernel1", designText(spec))).toEqual({ spec, problem: null });
    }
  });

  it("is refused with a sentence; only the first can be none", () => {
    expect(readDesign("kernel2", "").problem).toContain("kernel2 must be a kernel such as");
    expect(readDesign("kernel1", "exp:-1").problem).toBe(
      "Cannot solve as kernel1 must be a finite number > 0: current value is -1",
    );
  });

  it("has numbers that a slider can stand at, and that change nothing else", () => {
    for (const family of ["exp", "sum", "power", "constant", "second-order"] as const) {
      const spec = start(family)!;
      for (const { field, value, with: put } of kernelNumbers(spec, lr)) {
        expect(value).toBeGreaterThanOrEqual(field.min);
        expect(value).toBeLessThanOrEqual(field.max);
        expect(put(value)).toEqual(spec);
        const other = put(valueAt(field, positionOf(field, value) + 7));
        expect(readDesign("kernel2", designText(other))).toEqual({ spec: other, problem: null });
      }
    }
  });

  it("gains and loses exponentials", () => {
    const more = addTerm(sum) as typeof sum;
    expect(more.terms).toEqual([...sum.terms, { weight: 0.1, rate: 0.1 }]);
    expect(removeTerm(more, 0)).toEqual({ family: "sum", terms: more.terms.slice(1) });
  });

  it("keeps the rate from family to family", () => {
    const before = { family: "exp", rate: 3 } as const;
    expect(familyStart("sum", { lr, before })).toMatchObject({ terms: [{ weight: 3, rate: 3 }, { rate: 0.3 }] });
    expect(familyStart("exp", { lr, before: sum })).toEqual({ family: "exp", rate: sum.terms[0]!.rate });
  });
});

it("starts from the memories of an algorithm", () => {
  expect(designLike(initialState)).toEqual({
    optimizer: "general",
    kernel1: "exp:10",
    kernel2: "exp:0.1",
    biasCorrection: true,
  });
  expect(designLike({ ...initialState, optimizer: "adagrad" })).toMatchObject({ kernel1: "", kernel2: "constant:100" });
  // with all digits, so that it is the same equation
  expect(designLike({ ...initialState, optimizer: "adagrad", lr: 0.003 }).kernel2).toBe(`constant:${1 / 0.003}`);
});
