import { expect, it } from "vitest";
import { stepGap } from "./gaps.js";

const rows = (...theta: number[]) => ({ theta: Float64Array.from(theta), dimension: 1 });

it("holds X against the flow at both ends of each step, and at the nodes alone", () => {
  const flow = rows(0, 1, 2, 3, 4);
  const algorithm = rows(0, 2.25, 4);
  expect(stepGap(algorithm, flow, { stride: 2, isEveryStep: true })).toEqual({ steps: 2, nodes: 0.25 });
  expect(stepGap(algorithm, flow, { stride: 2, isEveryStep: false })).toEqual({ steps: 0.25, nodes: 0.25 });
});

it("measures by the Euclidean norm", () => {
  const one = { theta: Float64Array.of(0, 0, 3, 4), dimension: 2 };
  const other = { theta: new Float64Array(4), dimension: 2 };
  expect(stepGap(one, other, { stride: 1, isEveryStep: false }).nodes).toBe(5);
});
