import { describe, expect, it } from "vitest";
import type { TrainingMetrics } from "../../src/training/index.js";
import { extremesOf, firstAt, gapShare, testSeries } from "./test-progress.js";

const unused = new Float64Array(5);
const metrics: TrainingMetrics = {
  step: Float64Array.of(0, 25, 50, 75, 100),
  loss: Float64Array.of(1, 0.5, 0.1, 0.02, 0.01),
  gradientNorm: unused,
  updateNorm: unused,
  thetaNorm: unused,
  mNorm: unused,
  rootVNorm: unused,
  curvature: unused,
  measured: { "test loss": Float64Array.of(1, Number.NaN, 0.2, 0.08, 0.1) },
};

describe("testSeries", () => {
  const series = testSeries(metrics, "test loss");

  it("keeps the rows at which there is a value", () => {
    expect([...series.step]).toEqual([0, 50, 75, 100]);
    expect([...series.loss]).toEqual([1, 0.1, 0.02, 0.01]);
    expect([...series.value]).toEqual([1, 0.2, 0.08, 0.1]);
  });

  it("has nothing of what was never measured", () => {
    const none = testSeries(metrics, "accuracy");
    expect(none.value.length).toBe(0);
    expect(gapShare(none)).toBeNaN();
    expect(extremesOf(none).most).toBeNaN();
    expect(firstAt(none, 1)).toBeNaN();
  });

  it("gives its extremes and the first value at a training loss", () => {
    expect(extremesOf(series)).toEqual({ least: 0.08, most: 1, last: 0.1 });
    expect(firstAt(series, 0.1)).toBe(0.2);
    expect(firstAt(series, 1e-3)).toBeNaN();
  });

  it("gives the median share of the gap over the last quarter", () => {
    const gaps = [(0.08 - 0.02) / 0.08, (0.1 - 0.01) / 0.1];
    // of two values one of them is the median
    expect(gaps).toContain(gapShare(series));
  });
});
