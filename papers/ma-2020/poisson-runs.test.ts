import { expect, it } from "vitest";
import { checkTask } from "../../src/networks/index.js";
import type { TrainingMetrics } from "../../src/training/index.js";
import { lateMedian, poissonProblems, poissonSizes, poissonTask, testCurve } from "./poisson-runs.js";

const { NaN: none } = Number;

function metrics(step: readonly number[], errors: readonly number[] | null): TrainingMetrics {
  const column = new Float64Array(step.length);
  const [loss, gradientNorm, updateNorm, thetaNorm] = [column, column, column, column];
  const [mNorm, rootVNorm, curvature] = [column, column, column];
  const measured: Record<string, Float64Array> = errors === null ? {} : { "test error": Float64Array.from(errors) };
  return {
    step: Float64Array.from(step),
    ...{ loss, gradientNorm, updateNorm, thetaNorm, mNorm, rootVNorm, curvature, measured },
  };
}

it("reads the test errors at the steps that have one", () => {
  const { steps, values } = testCurve({ metrics: metrics([0, 5, 10, 15, 20], [4, none, 2, none, 1]) });
  expect([...steps]).toEqual([0, 10, 20]);
  expect([...values]).toEqual([4, 2, 1]);
  expect(testCurve({ metrics: metrics([0, 5], null) }).steps.length).toBe(0);
});

it("takes the median of the last fifth, and none of a run that did not get there", () => {
  const curve = { steps: Float64Array.of(0, 70, 85, 90, 100), values: Float64Array.of(9, 8, 3, 1, 2) };
  expect(lateMedian(curve, { steps: 100, status: "completed" })).toBe(2);
  expect(lateMedian(curve, { steps: 100, status: "diverged" })).toBe(Infinity);
  expect(lateMedian(curve, { steps: 1000, status: "completed" })).toBe(Infinity);
});

it("sets tasks that can be trained, at every size", () => {
  for (const sizes of Object.values(poissonSizes)) {
    for (const problem of poissonProblems)
      expect(() => checkTask(poissonTask(problem, sizes[problem.name]))).not.toThrow();
  }
});
