import { expect, test } from "vitest";
import type { TrainingMetrics } from "../training/index.js";
import { trainingFigure } from "./training-figure.js";

const { NaN: none } = Number;
const step = Float64Array.of(0, 2, 4);
const blank = step.map(() => none);
const metrics: TrainingMetrics = {
  ...{ step, loss: Float64Array.of(4, 1, Infinity), gradientNorm: Float64Array.of(2, 1, none) },
  ...{ updateNorm: blank, thetaNorm: blank, mNorm: Float64Array.of(0, 1, 2), rootVNorm: Float64Array.of(0, 0, 0) },
  curvature: Float64Array.of(none, 3, none),
  measured: { "test loss": Float64Array.of(0, none, Infinity), accuracy: Float64Array.of(0, none, none) },
};
const run = { loss: Float64Array.of(4, 2, 1, 8, Infinity), metrics };

interface Panel {
  readonly encoding: {
    readonly x: { readonly scale: { readonly domain: readonly number[] } };
    readonly color: { readonly legend: { readonly values: readonly string[] } };
  };
  readonly data: { readonly values: readonly { readonly x: number; readonly paint: string }[] };
}

const panelsOf = (threshold: number | null) =>
  trainingFigure(run, { title: "a run", threshold }).concat as readonly Panel[];

test("a run that diverges has all panels from 0 to its last step", () => {
  const panels = panelsOf(2);
  expect(panels).toHaveLength(4);
  for (const { encoding } of panels) expect(encoding.x.scale.domain).toEqual([0, 4]);
});

test("the legend has what is drawn, and nothing else", () => {
  const panels = panelsOf(2);
  const drawn = new Set(panels.flatMap(({ data }) => data.values.map(({ paint }) => paint)));
  const named = panels[0]!.encoding.color.legend.values;
  // the test loss and ‖√v‖ are nowhere positive and finite, so that they have no place on a logarithmic axis
  expect([...named].sort()).toEqual(["accuracy", "loss", "q, along the gradient", "‖g‖", "‖m‖"].sort());
  for (const name of named) expect(drawn).toContain(name);
});
