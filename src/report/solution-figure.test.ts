import { expect, test } from "vitest";
import { solutionFigure } from "./solution-figure.js";

interface Panel {
  readonly title: string;
  readonly data: { readonly values: readonly { readonly x: number; readonly y: number }[] };
}

const panelOf = (figure: ReturnType<typeof solutionFigure>) => (figure.concat as readonly Panel[])[0]!;
const x = Float64Array.from({ length: 101 }, (_, k) => k / 100);

test("all of a solution is drawn, also where it is large", () => {
  const panel = panelOf(solutionFigure({ x, y: x.map((place) => Math.exp(20 * place)), labels: ["y"] }));
  expect(panel.title).toBe("solution y(x)");
  expect(panel.data.values).toHaveLength(101);
});

test("the end of a solution that diverged does not flatten the rest", () => {
  const y = Float64Array.from(x, (place) => 1 / (1.0001 - place));
  const panel = panelOf(solutionFigure({ x, y, labels: ["y"] }, { diverged: true }));
  // the median is 2, at x = 1/2; 60 lies between the values at 0.98 and 0.99
  expect(panel.title).toBe("solution y(x) (drawn: up to |y| = 60)");
  expect(panel.data.values.at(-1)!.x).toBe(0.98);
});

test("of many curves the first are drawn; what is not finite is left out", () => {
  const labels = Array.from({ length: 8 }, (_, k) => `y${k}`);
  const y = Float64Array.from({ length: 16 }, (_, k) => (k === 3 ? Number.NaN : k));
  const panel = panelOf(solutionFigure({ x: Float64Array.of(0, 1), y, labels }, { diverged: true }));
  expect(panel.title).toBe("solution y(x) (drawn: 6 of 8 curves)");
  expect(panel.data.values).toHaveLength(11);
});
