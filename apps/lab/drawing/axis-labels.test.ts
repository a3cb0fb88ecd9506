import { describe, expect, it } from "vitest";
import { logLabels, logSplits, tickLabels } from "./axis-labels.js";

describe("tickLabels", () => {
  it.each([
    [
      [0, 0.25, 0.5, 0.75, 1],
      ["0", "0.25", "0.5", "0.75", "1"],
    ],
    [
      [0, 200, 400],
      ["0", "200", "400"],
    ],
    [
      [-1.5, 0, 1.5],
      ["-1.5", "0", "1.5"],
    ],
    [
      [0, 0.0002, 0.0004],
      ["0", "2e-4", "4e-4"],
    ],
    [
      [9.5e6, 1e7, 1.05e7],
      ["0.95e7", "1e7", "1.05e7"],
    ],
    [
      [1e5, 2e5],
      ["1e5", "2e5"],
    ],
    [
      [0.1 + 0.2, 0.6, 0.9],
      ["0.3", "0.6", "0.9"],
    ],
  ])("of %j are %j", (ticks, labels) => {
    expect(tickLabels(ticks)).toEqual(labels);
  });

  it("tells ticks apart, whatever their size", () => {
    for (const gap of [1e-9, 2.5e-4, 0.05, 1, 2.5, 500, 1e8]) {
      for (const from of [0, 10 * gap, -3 * gap]) {
        const ticks = Array.from({ length: 6 }, (_, k) => from + k * gap);
        const labels = tickLabels(ticks);
        expect(new Set(labels).size).toBe(6);
        for (const [k, label] of labels.entries()) expect(Math.abs(Number(label) - ticks[k]!)).toBeLessThan(1e-6 * gap);
      }
    }
  });

  it("leaves a gap for what is no tick", () => {
    expect(tickLabels([null, 1])).toEqual(["", "1"]);
  });
});

describe("logSplits", () => {
  it("has at least two and at most as many as fit, inside the axis", () => {
    for (const [from, to] of [
      [-3, 2],
      [0.1, 0.4],
      [-30, 1],
      [2, 2.01],
      [0, 300],
    ] as const) {
      const splits = logSplits([from, to], 6);
      expect(splits.length).toBeGreaterThanOrEqual(2);
      expect(splits.length).toBeLessThanOrEqual(7);
      for (const split of splits) expect(split >= from - 1e-8 && split <= to + 1e-8).toBe(true);
      expect(new Set(logLabels(splits)).size).toBe(splits.length);
    }
  });
});
