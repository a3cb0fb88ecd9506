import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certifyProblem } from "../../src/experiments/index.js";
import {
  adamOptimizer,
  createObjective,
  mapAxis,
  nonlocalModel,
  regimeMap,
  run,
  solve,
  spikeAnatomy,
} from "../../src/index.js";
import { launchBrowser, openLab, type ServedLab, saveCsv, serveLab } from "./browser.js";

let browser: Browser;
let lab: ServedLab;

beforeAll(async () => {
  browser = await launchBrowser();
  lab = await serveLab();
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

type Rows = readonly (readonly string[])[];

/** What a button of a state saves. */
async function saved(hash: string, button: RegExp): Promise<Rows> {
  const { page, problems, close } = await openLab(browser, `${lab.url}${hash}`);
  try {
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    const rows = await saveCsv(page, button);
    expect(problems).toEqual([]);
    return rows;
  } finally {
    await close();
  }
}

/** Numbers of a column, of all rows or of those with a word in another column. */
function column(rows: Rows, at: number, [place, word]: readonly [number, string] = [0, ""]): readonly number[] {
  return rows.filter((row) => word === "" || row[place] === word).map((row) => Number(row[at] || Number.NaN));
}

/** Largest difference, relative to 1 + the number; what is not finite has to be the same. */
function distance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  expect(one.length).toBe(other.length);
  return Array.from(one, (x, k) => (Object.is(x, other[k]) ? 0 : Math.abs(x - other[k]!) / (1 + Math.abs(x)))).reduce(
    (most, each) => (each <= most ? most : each),
    0,
  );
}

describe("numbers that the page saves are the library's", () => {
  const objective = createObjective("quadratic", []);

  it("in Trajectory and Memory: of the algorithm and of the equation", async () => {
    const [lr, steps] = [0.02, 300];
    const settings = { lr, beta1: 0.8, beta2: 0.99 };
    const hash = "objective=quadratic&theta0=-1.25&lr=0.02&beta1=0.8&beta2=0.99&steps=300";
    const discrete = run(objective, adamOptimizer(settings), { theta0: [-1.25], steps });
    const times = Float64Array.from({ length: 2 * steps + 1 }, (_, k) => (k / 2) * lr);
    const equation = solve(nonlocalModel(objective, { optimizer: "adam", ...settings }), {
      initial: [-1.25],
      until: steps * lr,
      times,
    });
    const losses = await saved(`#${hash}`, /Save “loss.*” as CSV/);
    expect(distance(column(losses, 4, [2, "discrete"]), discrete.loss)).toBeLessThanOrEqual(1e-12);
    expect(distance(column(losses, 4, [2, "continuous"]), equation.loss)).toBeLessThanOrEqual(1e-12);
    const memory = await saved(`#view=memory&${hash}`, /Save “the gradient and what is remembered of it” as CSV/);
    expect(distance(column(memory, 4, [2, "discrete"]), discrete.m!)).toBeLessThanOrEqual(1e-12);
    expect(distance(column(memory, 4, [1, "memory m"]), equation.m!)).toBeLessThanOrEqual(1e-12);
  });

  it("in Regime map: of every cell", async () => {
    const cells = regimeMap(objective, {
      ...{ optimizer: "adam", lr: 0.01, epsilon: 1e-8, theta0: [2], steps: 80 },
      x: mapAxis("beta1", { from: 0.5, to: 0.99, count: 7 }),
      y: mapAxis("beta2", { from: 0.5, to: 0.999, count: 7 }),
    });
    const rows = await saved("#view=map&objective=quadratic&theta0=2&cells=7&mapSteps=80", /Save .*regime.* as CSV/);
    expect(distance(column(rows, 4), cells.finalLoss)).toBeLessThanOrEqual(1e-12);
    expect(distance(column(rows, 3), cells.confidence)).toBeLessThanOrEqual(1e-12);
  });

  it("in Certificates: bounds and what they bound", async () => {
    const found = certifyProblem(objective, {
      ...{ optimizer: "adam", lr: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, norm: false, shifted: true },
      ...{ theta0: [1], until: 200 * 0.05, estimate: true, leaveOut: true },
    });
    const rows = await saved("#view=certificates&objective=quadratic&steps=200&lr=0.05", /Save all promises .* as CSV/);
    const { promises } = found.certificates.find(({ theorem }) => theorem === rows[0]![0])!;
    const known = (name: "bound" | "value") =>
      promises.flatMap((each) => Array.from(each[name]).filter((_, k) => Number.isFinite(each.bound[k])));
    expect(distance(column(rows, 4), known("bound"))).toBeLessThanOrEqual(1e-12);
    expect(distance(column(rows, 5), known("value"))).toBeLessThanOrEqual(1e-12);
  });

  it("in Spike anatomy: the curvature at every step", async () => {
    const settings = { lr: 1e-3, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
    const trajectory = run(objective, adamOptimizer(settings), { theta0: [1], steps: 1500 });
    const { series } = spikeAnatomy(objective, trajectory, settings);
    const hash = "#view=anatomy&objective=quadratic&lr=0.001&beta2=0.99&steps=1500";
    const rows = await saved(hash, /Save the whole anatomy as CSV/);
    expect(distance(column(rows, 1), series.loss)).toBeLessThanOrEqual(1e-12);
    expect(distance(column(rows, 2), series.directional)).toBeLessThanOrEqual(1e-12);
    expect(distance(column(rows, 6), series.ratio)).toBeLessThanOrEqual(1e-12);
  });
});
