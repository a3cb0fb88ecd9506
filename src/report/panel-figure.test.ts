import { expect, test } from "vitest";
import type { FigurePanel } from "./figure-spec.js";
import { palette } from "./figure-spec.js";
import { panelFigure } from "./panel-figure.js";

const line = (label: string, y: readonly number[]) => {
  return { label, kind: "discrete" as const, x: Float64Array.from(y.keys()), y: Float64Array.from(y) };
};
const panel: FigurePanel = { title: "", xTitle: "k", yTitle: "θ", lines: [line("b", [1, 2]), line("z", [3, 1e300])] };

interface Panel {
  readonly encoding: Record<"x" | "y" | "color", { readonly scale: Readonly<Record<"domain" | "range", unknown[]>> }>;
  readonly data: { readonly values: readonly { readonly y: number }[] };
}
const only = (figure: object) => (figure as { readonly concat: readonly [Panel] }).concat[0];

test("labels have the colours of their places, those without a place what comes after", () => {
  const colours = (labels?: readonly string[]) =>
    only(panelFigure([panel], labels === undefined ? {} : { labels })).encoding.color.scale.range.slice(0, 2);
  expect(colours()).toEqual([palette[0], palette[1]]);
  expect(colours(["a", "b", "c"])).toEqual([palette[1], palette[4]]);
});

test("a panel with a range has it as its axis, and no coordinates that cannot be drawn", () => {
  const { encoding, data } = only(panelFigure([{ ...panel, xRange: [0, 2], yRange: [0, 10] }]));
  expect([encoding.x.scale.domain, encoding.y.scale.domain]).toEqual([
    [0, 2],
    [0, 10],
  ]);
  expect(data.values.map(({ y }) => y)).toEqual([1, 2, 3, 1010]);
});
