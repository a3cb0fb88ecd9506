import { describe, expect, it } from "vitest";
import type { FigureLine, FigurePanel } from "../../../src/report/index.js";
import { dataOf, inOrder } from "./line-plot.js";

const panelOf = (...lines: readonly FigureLine[]): FigurePanel => ({ title: "", xTitle: "k", yTitle: "f", lines });
const line = (kind: FigureLine["kind"], x: readonly number[], y: readonly number[]): FigureLine => {
  return { label: kind, kind, x: Float64Array.from(x), y: Float64Array.from(y) };
};

describe("dataOf", () => {
  it("puts lines over the same points into columns, and gaps where there is no number", () => {
    const data = dataOf(
      panelOf(line("continuous", [0, 1, 2], [1, Number.NaN, 3]), line("discrete", [0, 1, 2], [4, 5, 6])),
    );
    expect(data.map((column) => Array.from(column))).toEqual([
      [0, 1, 2],
      [1, null, 3],
      [4, 5, 6],
    ]);
  });

  it("joins lines over points that differ anywhere", () => {
    const data = dataOf(
      panelOf(line("continuous", [0, 1, 2, 5], [1, 2, 3, 4]), line("discrete", [0, 1, 3, 5], [5, 6, 7, 8])),
    );
    expect(Array.from(data[0])).toEqual([0, 1, 2, 3, 5]);
    expect(data[1]![3]).toBeUndefined();
    expect(data[2]![3]).toBe(7);
  });
});

it("draws thin lines on wide ones", () => {
  const all = panelOf(line("discrete", [0], [0]), line("measured", [0], [0]), line("continuous", [0], [0]));
  expect(inOrder(all).lines.map(({ kind }) => kind)).toEqual(["continuous", "discrete", "measured"]);
});
