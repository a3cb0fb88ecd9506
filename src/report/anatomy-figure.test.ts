import { expect, test } from "vitest";
import { anatomyFigure } from "./anatomy-figure.js";
import type { AnatomyCurves } from "./anatomy-panels.js";

const steps = Float64Array.from({ length: 1001 }, (_, k) => k);
const stages = [
  { name: "decrease", from: 1, to: 300 },
  { name: "decoupling", from: 300, to: 700 },
  { name: "instability", from: 700, to: 730 },
  { name: "spike", from: 730, to: 740 },
  { name: "recovery", from: null, to: null },
];
const spike = { onset: 705, peak: 740, recovery: null, decades: 9, crossing: 700, settled: 741, stages };
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
  spikes: [{ ...spike, decades: 1, peak: 100, onset: 90, crossing: null }, spike],
};

interface Layer {
  readonly mark: { readonly type: string };
  readonly data?: { readonly values: readonly { readonly text?: string }[] };
}

interface Panel {
  readonly title: string;
  readonly encoding: { readonly x: { readonly scale: { readonly domain: readonly [number, number] } } };
  readonly layer: readonly Layer[];
}

const panelsOf = (figure: object) => (figure as { readonly concat: readonly Panel[] }).concat;
const textsOf = ({ layer }: Panel) =>
  layer.flatMap(({ mark, data }) => (mark.type === "text" ? data!.values.map(({ text }) => text) : []));

test("three quantities over the whole run and over the same steps around the largest spike", () => {
  const figure = anatomyFigure(curves, { title: "T" });
  const panels = panelsOf(figure);
  expect(panels).toHaveLength(6);
  const windows = panels.map(({ encoding }) => encoding.x.scale.domain);
  for (const index of [0, 2, 4]) expect(windows[index]).toEqual([0, 1000]);
  for (const index of [1, 3, 5]) expect(windows[index]).toEqual(windows[1]);
  const [from, to] = windows[1]!;
  expect(from).toBeLessThan(700);
  expect(to).toBeGreaterThan(741);
  expect(to - from).toBeLessThan(150);
});

test("the lead is written, events are marked, stages are numbered", () => {
  const figure = anatomyFigure(curves, { title: "T" });
  const { subtitle } = figure.title as { readonly subtitle: string };
  expect(subtitle).toContain("from step 700 on: 5 steps before the loss rises, 40 before its peak");
  expect(subtitle).toContain("3 instability, 4 spike, 5 recovery (none)");
  const [whole, near] = panelsOf(figure);
  // the stages 3 and 4 are too narrow from afar
  expect(textsOf(whole!)).toEqual(["1", "2"]);
  expect(textsOf(near!)).toEqual(expect.arrayContaining(["crossing 700", "onset 705", "peak 740", "2", "3", "4"]));
});

test("another spike can be shown; one without a crossing says so", () => {
  const { subtitle } = anatomyFigure(curves, { spike: 0 }).title as { readonly subtitle: string };
  expect(subtitle).toContain("rises at step 90 and is largest at step 100; q does not stay above 2/lr");
});

test("without a spike the whole run alone is drawn, also if there is nothing", () => {
  const figure = anatomyFigure({ ...curves, spikes: [] });
  expect(panelsOf(figure).map(({ title }) => title)).toEqual([
    "loss, whole run",
    "preconditioned curvature; dotted: 2/lr",
    "squared gradient and second moment",
  ]);
  const nothing = Object.fromEntries(Object.keys(curves.series).map((name) => [name, new Float64Array(0)]));
  expect(panelsOf(anatomyFigure({ threshold: 1, spikes: [], series: nothing as never }))).toHaveLength(3);
});
