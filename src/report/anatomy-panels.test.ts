import { expect, test } from "vitest";
import { type AnatomyCurves, anatomyPanels, describeLead } from "./anatomy-panels.js";

const steps = Float64Array.from({ length: 1001 }, (_, k) => k);
const spike = { onset: 705, peak: 740, recovery: null, decades: 9, crossing: 700, settled: 741, stages: [] };
const curves: AnatomyCurves = {
  threshold: 2000,
  series: {
    steps,
    loss: steps.map((k) => Math.exp(-k / 10)),
    directional: steps.map((k) => (k === 0 ? Number.NaN : k)),
    largest: steps.map((k) => 2 * k),
    gradient: steps.map((k) => Math.exp(-k / 20)),
    rootSecond: steps.map((k) => Math.exp(-k / 200)),
  },
  spikes: [{ ...spike, decades: 1, peak: 100, onset: 90, crossing: null, settled: 120 }, spike],
};

test("the largest spike is shown, from afar and from near", () => {
  const { shown, windows, rows } = anatomyPanels(curves);
  expect(shown).toBe(curves.spikes[1]);
  expect(windows[0]).toEqual([0, 1000]);
  const [from, to] = windows[1]!;
  expect(from).toBeLessThan(700);
  expect(to).toBeGreaterThan(741);
  for (const row of rows) expect(row).toHaveLength(2);
});

test("squares are drawn of gradient and second moment, at the steps of the window", () => {
  const { windows, rows } = anatomyPanels(curves, { spike: 0 });
  const [second, gradient] = rows[2]![1]!.lines;
  expect(gradient!.x[0]).toBe(windows[1]![0]);
  expect(gradient!.y[0]).toBeCloseTo(Math.exp(-windows[1]![0] / 10), 12);
  expect(second!.y[0]).toBeCloseTo(Math.exp(-windows[1]![0] / 100), 12);
});

test("the lead is a sentence, with or without a crossing", () => {
  expect(describeLead(spike)).toBe(
    "q stays above 2/lr from step 700 on: 5 steps before the loss rises, 40 before its peak",
  );
  expect(describeLead({ ...spike, crossing: 710 })).toContain("5 steps after the loss has begun to rise");
  expect(describeLead(curves.spikes[0]!)).toContain("q does not stay above 2/lr");
});
