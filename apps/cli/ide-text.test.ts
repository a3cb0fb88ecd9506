import { expect, test } from "vitest";
import { describeLeft, describeSolution, solutionCsv, solutionJson, solutionTable } from "./ide-text.js";
import type { IdeResult } from "./job.js";

function resultOf(components: readonly string[], { x, y }: { x: number[]; y: number[] }): IdeResult {
  return {
    settings: {},
    components,
    isComplex: components[0]!.endsWith("_re"),
    rows: { x: Float64Array.from(x), y: Float64Array.from(y) },
    curve: { x: new Float64Array(), y: new Float64Array() },
    left: [],
    status: "completed",
    method: "spectral",
    history: null,
    reached: 1,
    errorEstimate: null,
    iterations: 1,
    evaluations: 20,
    seconds: 0.25,
  };
}

test("what is not finite is null in JSON, in real and complex numbers", () => {
  const real = resultOf(["y0", "y1"], { x: [0, 1], y: [1, Number.NaN, Infinity, 2] });
  expect(JSON.parse(solutionJson({ ...real, errorEstimate: Number.NaN }))).toMatchObject({
    y: [
      [1, null],
      [null, 2],
    ],
    errorEstimate: null,
  });
  const complex = resultOf(["y0_re", "y0_im", "y1_re", "y1_im"], { x: [0], y: [1, -Infinity, 3, 4] });
  expect(JSON.parse(solutionJson(complex)).y).toEqual([
    [
      { re: 1, im: null },
      { re: 3, im: 4 },
    ],
  ]);
});

test("a table has the first components, CSV all, and the summary says so", () => {
  const names = Array.from({ length: 8 }, (_, k) => `y${k}`);
  const result = resultOf(names, { x: [0.5], y: [0, 1, 2, 3, 4, 5, 6, 7] });
  expect(solutionTable(result)).toBe("  x  y0  y1  y2  y3  y4  y5\n0.5   0   1   2   3   4   5\n");
  expect(solutionCsv(result)).toBe("x,y0,y1,y2,y3,y4,y5,y6,y7\r\n0.5,0,1,2,3,4,5,6,7\r\n");
  expect(describeSolution(result)).toBe(
    "completed: spectral; 1 iteration, 20 evaluations; no error estimate; a table shows 6 of the 8 numbers of y; 0.250 s.",
  );
});

test("an early end says where, and what is left out", () => {
  const result = { ...resultOf(["y"], { x: [], y: [] }), method: "marching", history: "convolution" } as const;
  expect(describeSolution({ ...result, status: "interrupted", reached: 0.5, errorEstimate: 2.5e-11 })).toBe(
    "interrupted at x = 0.5: marching, history by convolution; 1 iteration, 20 evaluations; error estimate 2.5e-11; 0.250 s.",
  );
  expect(describeLeft({ ...result, status: "diverged", left: [2] })).toBe(
    "x = 2 is left out: the run diverged at x = 1.",
  );
  expect(describeLeft({ ...result, status: "interrupted", left: [2, 3] })).toBe(
    "2 x are left out: the run ended at x = 1.",
  );
  expect(solutionTable(result)).toBe("x  y\n");
});
