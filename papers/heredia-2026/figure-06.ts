import type { Laboratory, Picture, RunSetting } from "../../src/experiments/index.js";
import { type FigureLine, type FigurePanel, gapFigure, orderLabel, panelFigure, thin } from "../../src/report/index.js";
import { observedOrder } from "../../src/trajectory/observed-order.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { defineStudy } from "./define-study.js";
import { publishedHorizons } from "./published.js";
import { formula, type Run, settingOf, velocities, velocityText } from "./setup.js";
import {
  authorsDifference,
  type DifferenceRow,
  differenceOrder,
  from,
  smallDifference,
  type VelocityData,
} from "./velocity-claims.js";

const c = 1.5;
const rates = [1e-3, 5e-3, 0.01] as const;
/** The learning rate of the curves. */
const drawnRate = 0.01;
/** The first steps are drawn apart, with more rows. */
const early = { steps: 20, perStep: 10 } as const;

interface Figure06 extends VelocityData {
  /** θ(t) at the drawn learning rate, by initial velocity. */
  readonly drawn: readonly VelocityRun[];
  /** The same, its first steps only. */
  readonly early: readonly VelocityRun[];
}

export const figure06 = defineStudy<Figure06>({
  figure: 6,
  title: "Velocity independence",
  seconds: 6,
  shown: rates.flatMap((lr) => velocities.map((velocity0) => velocityRun(lr, { road: "inertial", velocity0 }))),
  compute,
  draw: (data) => [drawCurves(data), drawOrder(data)],
  hasReference: ({ author }) => author.length > 0,
  claims: [smallDifference, differenceOrder, authorsDifference],
});

async function compute(laboratory: Laboratory): Promise<Figure06> {
  const runs = await Promise.all(rates.map((lr) => runAll(laboratory, lr, "inertial")));
  const first = velocities.map(async (velocity0): Promise<VelocityRun> => {
    const setting = settingOf({ road: "inertial", c, lr: drawnRate, velocity0, ...early });
    return { lr: drawnRate, velocity0, trajectory: await laboratory.run(setting) };
  });
  const slow = rates.filter((lr) => lr >= laboratory.referenceFrom);
  const authors = await Promise.all(slow.map((lr) => runAll(laboratory, lr, "reference")));
  return {
    ours: runs.flatMap(differences),
    author: authors.flatMap(differences),
    drawn: runs[rates.indexOf(drawnRate)]!,
    early: await Promise.all(first),
  };
}

interface VelocityRun {
  readonly lr: number;
  readonly velocity0: number;
  readonly trajectory: Trajectory;
}

function runAll({ run }: Laboratory, lr: number, road: "inertial" | "reference"): Promise<readonly VelocityRun[]> {
  const numerics = road === "reference" ? ({ numerics: "h2-inertial" } as const) : {};
  return Promise.all(
    velocities.map(async (velocity0) => {
      return { lr, velocity0, trajectory: await run(velocityRun(lr, { road, velocity0, ...numerics })) };
    }),
  );
}

/** A run at a learning rate, over the author's number of steps. */
function velocityRun(lr: number, own: Pick<Run, "road" | "velocity0" | "numerics">): RunSetting {
  const { steps } = publishedHorizons.find((horizon) => horizon.lr === lr)!;
  return settingOf({ c, lr, steps, ...own });
}

/** θ at one velocity less θ from rest, over time. */
function differenceOf(trajectory: Trajectory, rest: Trajectory): Float64Array {
  return trajectory.theta.map((theta, k) => Math.abs(theta - (rest.theta[k] ?? Number.NaN)));
}

function differences(runs: readonly VelocityRun[]): DifferenceRow[] {
  const rest = runs.find(({ velocity0 }) => velocity0 === 0)!.trajectory;
  return runs
    .filter(({ velocity0 }) => velocity0 !== 0)
    .map(({ lr, velocity0, trajectory }) => {
      const difference = differenceOf(trajectory, rest);
      const late = difference.filter((_, k) => trajectory.times[k]! >= from);
      return { lr, velocity0, sup: late.reduce((most, value) => (value <= most ? most : value), 0) };
    });
}

function drawCurves({ drawn, early: first }: Figure06): Picture {
  const rest = drawn.find(({ velocity0 }) => velocity0 === 0)!.trajectory;
  const curves = (runs: readonly VelocityRun[], pick: (trajectory: Trajectory) => Float64Array) =>
    runs.map(({ velocity0, trajectory }): FigureLine => {
      return { label: velocityText(velocity0), kind: "continuous", ...thin(trajectory.times, pick(trajectory)) };
    });
  const panel = (title: string, yTitle: string, lines: readonly FigureLine[]): FigurePanel => {
    return { title, xTitle: "time t", yTitle, lines };
  };
  const panels: readonly FigurePanel[] = [
    panel(
      "whole run",
      "θ(t)",
      curves(drawn, ({ theta }) => theta),
    ),
    panel(
      `first ${early.steps} steps`,
      "θ(t)",
      curves(first, ({ theta }) => theta),
    ),
    {
      ...panel(
        "difference from u0 = 0",
        "|θ_u(t) − θ_0(t)|",
        curves(drawn, (run) => differenceOf(run, rest)),
      ),
      yScale: "log",
    },
  ];
  const rows = Array.from(rest.times, (t, k) => [t, ...drawn.map(({ trajectory }) => trajectory.theta[k])].join(","));
  return {
    name: "figure-06",
    spec: panelFigure(panels, {
      title: `Figure 6. Velocity independence, lr ${drawnRate}`,
      columns: 2,
      kindLegend: false,
    }),
    csv: `t,${drawn.map(({ velocity0 }) => `theta_u0_${velocity0}`).join(",")}\n${rows.join("\n")}\n`,
    alt: "θ over time for four initial velocities, which lie on each other, and their distance from the run that starts at rest",
    caption: `${formula(c)}, θ0 = −1.5, β = (0.99, 0.999), inertial model, θ′(0) = u0. The velocity is forgotten within a few lr; what it moved θ by until then, about u0·lr/2, stays until the minimum pulls it in.`,
  };
}

function drawOrder({ ours, author }: Figure06): Picture {
  const lines = velocities.flatMap((velocity0): FigureLine[] => {
    const own = ours.filter((row) => row.velocity0 === velocity0);
    if (own.length === 0) return [];
    const [x, y] = [own.map(({ lr }) => lr), own.map(({ sup }) => sup)];
    const slope = observedOrder(x, y)?.slope ?? Number.NaN;
    return [
      {
        label: orderLabel(velocityText(velocity0), slope),
        kind: "measured",
        x: Float64Array.from(x),
        y: Float64Array.from(y),
      },
    ];
  });
  const rows = [
    ...ours.map((row) => ({ ...row, whose: "ours" })),
    ...author.map((row) => ({ ...row, whose: "author" })),
  ].map(({ whose, lr, velocity0, sup }) => [whose, lr, velocity0, sup].join(","));
  return {
    name: "figure-06-order",
    spec: gapFigure(lines, {
      title: "Figure 6: distance from the run that starts at rest",
      yTitle: "sup over t ≥ 1 of |θ_u − θ_0|",
    }),
    csv: `whose,lr,u0,sup\n${rows.join("\n")}\n`,
    alt: "Largest distance after t = 1 from the run that starts at rest, against the learning rate, for three initial velocities",
    caption: "Largest distance at the rows with t ≥ 1, both axes logarithmic.",
  };
}
