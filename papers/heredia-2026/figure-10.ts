import type { Laboratory, Picture } from "../../src/experiments/index.js";
import { type FigureLine, panelFigure, type ReportTable, thin } from "../../src/report/index.js";
import { supNorm } from "../../src/trajectory/measure.js";
import type { Trajectory } from "../../src/trajectory/trajectory.js";
import { defineStudy } from "./define-study.js";
import { authorTimes } from "./final-errors.js";
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
  shown: rates.flatMap((lr) => {
    const own = { c: 1.5, lr, steps: Math.round(until / lr) };
    const first = settingOf({ ...own, road: "nonlocal" });
    return [first, { ...first, shifted: false }, settingOf({ ...own, road: "inertial", velocity0 })];
  }),
  compute: takeApart,
  draw: (effects) => [drawEffects(effects)],
  tabulate: (effects) => [effectTable(effects)],
  claims: [],
});

async function takeApart(laboratory: Laboratory): Promise<readonly Effect[]> {
  const parts = await Promise.all(rates.flatMap((lr) => [firstOrder(laboratory, lr), secondOrder(laboratory, lr)]));
  return parts.flat();
}

async function firstOrder({ run, referenceFrom }: Laboratory, lr: number): Promise<readonly Effect[]> {
  const own = { c: 1.5, lr, steps: Math.round(until / lr) };
  const exact = { ...own, road: "nonlocal", at: authorTimes(own) } as const;
  const [shifted, unshifted, late] = await Promise.all([
    run(settingOf(exact)),
    run(settingOf({ ...exact, shifted: false })),
    run(settingOf({ ...exact, shifted: false, start: lr })),
  ]);
  const effectOf = (name: string, one: Trajectory, other: Trajectory) =>
    effect({ model: "first order", lr, name }, [one, other]);
  const effects = [
    effectOf("memories at t, not t + lr", unshifted, shifted),
    effectOf("start at t = lr without memory", late, unshifted),
  ];
  if (!(lr >= referenceFrom)) return effects;
  const author = await run(settingOf({ ...own, road: "reference", shifted: false, numerics: "h2-first-order" }));
  return [
    ...effects,
    effectOf("Euler steps of lr/5 and relaxation", author, late),
    effectOf("all of it", author, shifted),
  ];
}

async function secondOrder({ run, referenceFrom }: Laboratory, lr: number): Promise<readonly Effect[]> {
  const own = { c: 1.5, lr, steps: Math.round(until / lr), velocity0 };
  const exact = { ...own, road: "inertial", at: authorTimes(own) } as const;
  const [paper, late] = await Promise.all([run(settingOf(exact)), run(settingOf({ ...exact, start: lr }))]);
  const effectOf = (name: string, one: Trajectory, other: Trajectory) =>
    effect({ model: "second order", lr, name }, [one, other]);
  const start = effectOf("start at t = lr without memory", late, paper);
  if (!(lr >= referenceFrom)) return [start];
  const reference = { ...own, road: "reference", numerics: "h2-inertial" } as const;
  const [author, further] = await Promise.all([
    run(settingOf(reference)),
    run(settingOf({ ...reference, steps: own.steps + longer })),
  ]);
  return [
    start,
    effectOf("Euler steps of lr/5 and relaxation", further, late),
    effectOf("look-ahead held at the end", author, further),
    effectOf("all of it", author, paper),
  ];
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
    caption: `${formula(1.5)}, θ0 = −1.5, u0 = ${velocity0}, β = (0.99, 0.999), T = ${until}. Start and shift: equations solved to 1e-10 against each other. Euler: his run against the equation it approximates, begun as he begins it. End: his run against one that is ${longer} steps longer. All of it: his run against the equation of the paper. Without --with-reference only the first two are shown.`,
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
