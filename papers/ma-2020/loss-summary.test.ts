import { describe, expect, it } from "vitest";
import { lossText, summarizeLosses } from "./loss-summary.js";

const falling = Float64Array.from({ length: 101 }, (_, k) => Math.exp(-0.1 * k));

describe("summarizeLosses", () => {
  it("reads start, least and the last losses", () => {
    const loss = Float64Array.from([...falling.slice(0, 97), 1, 2, 3, 6]);
    const summary = summarizeLosses({ loss, status: "completed" }, { steps: 100, last: 4 });
    expect(summary).toMatchObject({ first: 1, least: falling[96], mean: 3, high: 6 });
    // of four the third, or the second: both are medians
    expect([2, 3]).toContain(summary.median);
  });

  it("leaves the losses as they are", () => {
    const loss = Float64Array.from(falling);
    summarizeLosses({ loss, status: "completed" }, { steps: 100, last: 30 });
    expect(loss).toEqual(falling);
  });

  it("diagnoses as the project does", () => {
    const { diagnosis } = summarizeLosses({ loss: falling, status: "completed" }, { steps: 100, last: 10 });
    expect(diagnosis.regime).toBe("converged");
  });

  it("has no finite mean of a run that ended early, whatever its losses", () => {
    for (const loss of [falling.slice(0, 60), Float64Array.of(...falling.slice(0, 60), Infinity)]) {
      const summary = summarizeLosses({ loss, status: "diverged" }, { steps: 100, last: 10 });
      expect(summary).toMatchObject({ mean: Infinity, median: Infinity, high: Infinity, least: falling[59] });
      expect(summary.diagnosis.regime).toBe("divergence");
    }
  });

  it("does not lose a NaN in the mean", () => {
    const loss = Float64Array.from(falling, (value, k) => (k === 95 ? Number.NaN : value));
    const summary = summarizeLosses({ loss, status: "completed" }, { steps: 100, last: 10 });
    expect(summary.mean).toBe(Infinity);
    expect(summary.least).toBe(falling[100]);
  });
});

describe("lossText", () => {
  it("says what is not finite in words", () => {
    expect([1.26e-7, 0, Infinity, Number.NaN].map(lossText)).toEqual(["1.3e-7", "0.0e+0", "not finite", "not finite"]);
  });
});
