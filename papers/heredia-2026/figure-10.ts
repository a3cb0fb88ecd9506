import type { Laboratory, Picture } from "../../src/experiments/index.js";
import { type FigureLine, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { supNorm } from "../../src/trajectory/measure.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { defineStudy } from "./define-study.js";
import { gridSize } from "./final-errors.js";
import { formula, settingOf } from "./setup.js";

const until = 4;
const rates = [0.05, 0.01];
const velocity0 = 1;
/** Steps by which a run is made longer, to see what its end does. */
const longer = 10;

/** What one choice of the author's numerics does to θ, over time. */
interface Effect {
  readonly model: "first order" | "second order";
  readonly lr: number;
  readonly name: string;
  readonly times: Float64Array;
  readonly distance: Float64Array;
}

export const figure10 = defineStudy<readonly Effect[]>({
  figure: 10,
  title: "Whose effect is which: the author’s numerics taken apart",
  seconds: 10,
  compute: takeApart,
  draw: (effects) => [drawEffects(effects)],
  tabulate: (effects) => [effectTable(effects)],
  claims: [],
});

async function takeApart(laboratory: Laboratory): Promise<readonly Effect[]> {
  const parts = await Promise.all(rates.flatMap((lr) => [firstOrder(laboratory, lr), secondOrder(laboratory, lr)]));
  return parts.flat();
}

/** Times of the author's grid. */
function authorTimes(lr: number): readonly number[] {
  const steps = Math.round(until / lr);
  return Array.from({ length: gridSize({ lr, steps }) }, (_, i) => lr + (i * lr) / 5);
}

async function firstOrder(laboratory: Laboratory, lr: number): Promise<readonly Effect[]> {
  const { run, referenceFrom } = laboratory;
  const at = authorTimes(lr);
  const own = { c: 1.5, lr, steps: Math.round(until / lr) };
  const [shifted, exact] = await Promise.all([
    run(settingOf({ ...own, road: "nonlocal", at })),
    run(settingOf({ ...own, road: "nonlocal", at, shifted: false })),
  ]);
  const effectOf = (name: string, one: Trajectory, other: Trajectory) =>
    effect({ model: "first order", lr, name }, [one, other]);
  const unshifted = effectOf("memories at t, not t + lr", exact, shifted);
  if (!(lr >= referenceFrom)) return [unshifted];
  const reference = { ...own, road: "reference", shifted: false } as const;
  const [author, from0] = await Promise.all([
    run(settingOf({ ...reference, numerics: "h2-first-order" })),
    run(settingOf({ ...reference, numerics: "h2-first-order-from-0" })),
  ]);
  return [
    unshifted,
    effectOf("start at t = lr without memory", author, withoutStart(from0)),
    effectOf("Euler steps of lr/5", withoutStart(from0), exact),
    effectOf("all of it, against his equation", author, exact),
  ];
}

async function secondOrder(laboratory: Laboratory, lr: number): Promise<readonly Effect[]> {
  const { run, referenceFrom } = laboratory;
  if (!(lr >= referenceFrom)) return [];
  const own = { c: 1.5, lr, steps: Math.round(until / lr), velocity0 };
  const reference = { ...own, road: "reference" } as const;
  const [exact, author, further, from0] = await Promise.all([
    run(settingOf({ ...own, road: "inertial", at: authorTimes(lr) })),
    run(settingOf({ ...reference, numerics: "h2-inertial" })),
    run(settingOf({ ...reference, numerics: "h2-inertial", steps: own.steps + longer })),
    run(settingOf({ ...reference, numerics: "h2-inertial-from-0", steps: own.steps + longer })),
  ]);
  const effectOf = (name: string, one: Trajectory, other: Trajectory) =>
    effect({ model: "second order", lr, name }, [one, other]);
  return [
    effectOf("start at t = lr without memory", further, withoutStart(from0)),
    effectOf("Euler steps of lr/5", withoutStart(from0), exact),
    effectOf("look-ahead held at the end", author, further),
    effectOf("all of it, against his equation", author, exact),
  ];
}

/** Without the rows before t = lr. */
function withoutStart({ times, theta, ...rest }: Trajectory): Trajectory {
  return { ...rest, times: times.slice(5), theta: theta.slice(5) };
}

/** |Δθ| of two runs on one grid, over the shorter of them. */
function effect(what: Pick<Effect, "model" | "lr" | "name">, [one, other]: readonly [Trajectory, Trajectory]): Effect {
  const rows = Math.min(one.times.length, other.times.length);
  const times = one.times.slice(0, rows);
  return { ...what, times, distance: times.map((_, k) => Math.abs(one.theta[k]! - other.theta[k]!)) };
}

function drawEffects(effects: readonly Effect[]): Picture {
  const panels = (["first order", "second order"] as const).flatMap((model) => {
    const own = effects.filter((item) => item.model === model && item.lr === 0.01);
    if (own.length === 0) return [];
    const lines = own.map(({ name, times, distance }): FigureLine => {
      return { label: name, kind: "continuous", ...thin(times, distance) };
    });
    return [{ title: `${model}, lr 0.01`, xTitle: "time t", yTitle: "|Δθ|", yScale: "log" as const, lines }];
  });
  const rows = effects.flatMap(({ model, lr, name, times, distance }) => {
    const { x, y } = thin(times, distance);
    return Array.from(x, (t, k) => `${model},${lr},"${name}",${t},${y[k]}`);
  });
  return {
    name: "figure-10",
    spec: panelFigure(panels, { title: "Figure 10. What the author’s numerics do to θ", colorLegend: true }),
    csv: `model,lr,effect,t,distance\n${rows.join("\n")}\n`,
    alt: "Distance over time that each choice of the author’s numerics makes",
    caption: `${formula(1.5)}, θ0 = −1.5, u0 = ${velocity0}, β = (0.99, 0.999), T = ${until}. Start: his run against the same begun at t = 0. Euler: that against the equation. End: his run against one that is ${longer} steps longer. Without --with-reference only the shift is shown.`,
  };
}

function effectTable(effects: readonly Effect[]): ReportTable {
  return {
    name: "figure-10-table",
    title: "sup |Δθ| by effect",
    note: `Over [lr, ${until}]; "at the end" is |Δθ| at the last time.`,
    columns: ["model", "lr", "effect", "sup |Δθ|", "at the end"],
    rows: effects.map(({ model, lr, name, distance }) => [model, lr, name, supNorm(distance), distance.at(-1)!]),
  };
}
