import { expect, test } from "vitest";
import { negativeStretches } from "./negative-stretches.js";
import { trajectoryFigure } from "./trajectory-figure.js";

const line = (y: readonly number[]) => ({
  label: "v",
  kind: "continuous" as const,
  x: Float64Array.from(y, (_, k) => k),
  y: Float64Array.from(y),
});
const points = (y: readonly number[], otherwise = { from: 0, to: 1 }) =>
  negativeStretches([line(y)], { otherwise }).map((each) => [Array.from(each.x), Array.from(each.y)]);

test("stretches begin and end at 0, the deepest first, and at the ends of the line where these are negative", () => {
  expect(points([1, -1, 1, -3, -3])).toEqual([
    [
      [2.25, 3, 4],
      [0, -3, -3],
    ],
    [
      [0.5, 1, 1.5],
      [0, -1, 0],
    ],
  ]);
  expect(points([-2, 2])).toEqual([
    [
      [0, 0.5],
      [-2, 0],
    ],
  ]);
});

test("no crossing is made up beside a value that is not finite", () => {
  expect(points([Number.NaN, -1, 1])).toEqual([
    [
      [1, 1.5],
      [-1, 0],
    ],
  ]);
});

test("where no point is negative the time is marked on the level 0", () => {
  expect(points([1, 1], { from: 0.25, to: 0.5 })).toEqual([
    [
      [0.25, 0.5],
      [0, 0],
    ],
  ]);
});

test("a figure has a panel for all that a trajectory holds, and says where v is negative", () => {
  const row = Float64Array.of(1, -1);
  const trajectory = {
    times: Float64Array.of(0, 1),
    dimension: 1,
    ...{ theta: row, velocity: row, acceleration: row, m: row, v: row, loss: row },
    status: "completed" as const,
    solver: { name: "fast", order: 9, nodes: 1, sweeps: null, residual: null, errorEstimate: null },
  };
  const titles = (negativeV: { from: number; to: number; min: number } | null) => {
    const { concat } = trajectoryFigure([{ label: "a", trajectory, negativeV }]) as { concat: { title: string }[] };
    return concat.map(({ title }) => title);
  };
  const others = ["parameters θ", "velocity θ′", "acceleration θ″", "loss f(θ)", "first moment m"];
  expect(titles(null)).toEqual([...others, "second moment v"]);
  const negative = { from: 0.51234, to: 1, min: -1 };
  expect(titles(negative)).toEqual([...others, "second moment v; red: v < 0 from 0.512 to 1"]);
});
