import { describe, expect, it } from "vitest";
import { landscapeJob } from "../jobs/landscape-job.js";
import { runState } from "../jobs/road-runs.js";
import { type MadeRun, trajectoryJob } from "../jobs/trajectory-job.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { phaseExport, pictureCsv, pictureExport } from "./trajectory-exports.js";
import { nearestStep } from "./trajectory-nearest.js";
import { dotDistance, drawnPaths, pathRange, phasePaths, picturePaths, pictureWindow } from "./trajectory-planes.js";
import { calmRows, rangeOf, steadyWindow } from "./trajectory-range.js";

async function outputOf(patch: Partial<LabState>) {
  const run = runState({ ...initialState, ...patch });
  return trajectoryJob({ run, roads: ["discrete", "nonlocal"] }, { report: () => {} });
}

describe("steadyWindow", () => {
  it("holds the range with room on both sides, and is not much longer", () => {
    for (const [low, high] of [
      [0, 1],
      [-1.2, 1.1],
      [1e-5, 2e-5],
      [-3000, 17],
      [0.1, 0.1],
    ] as const) {
      const [from, to] = steadyWindow([low, high]);
      expect(from).toBeLessThan(low);
      expect(to).toBeGreaterThan(high);
      if (high > low) {
        expect(Math.min(low - from, to - high)).toBeGreaterThan(0.05 * (to - from));
        expect(to - from).toBeLessThan(1.7 * (high - low));
      }
    }
  });

  it("stays where it is while the range changes a little", () => {
    const windows = Array.from({ length: 50 }, (_, k) => steadyWindow([0.1, 1.01 + k * 1e-4]).join());
    expect(new Set(windows).size).toBeLessThanOrEqual(2);
  });
});

describe("rangeOf", () => {
  it("leaves out what is not finite, and a pole at the start", () => {
    expect(rangeOf(Float64Array.of(1, Number.NaN, 3, Infinity))).toEqual([1, 3]);
    const values = Float64Array.from({ length: 50 }, (_, k) => (k === 0 ? 1e6 : 1 / k));
    expect(rangeOf(values)).toEqual([1 / 49, 1]);
    expect(rangeOf(new Float64Array(0))).toBeNull();
  });
});

describe("pictureWindow", () => {
  it("holds the paths, the start and the minimiser", async () => {
    const output = await outputOf({ objective: "rosenbrock" });
    const { x, y } = pictureWindow(output);
    for (const path of picturePaths(output)) {
      expect(path.x.every((value) => value > x[0] && value < x[1])).toBe(true);
      expect(path.y.every((value) => value > y[0] && value < y[1])).toBe(true);
    }
    expect(x[1]).toBeGreaterThan(1);
  });

  it("does not follow a run that diverges", async () => {
    const output = await outputOf({ objective: "quadratic", optimizer: "gd", lr: 1.2 });
    const [from, to] = pictureWindow(output).x;
    expect(to - from).toBeLessThan(100);
    expect(calmRows(output.runs[0] as MadeRun, output)).toBeLessThan(20);
  });
});

describe("paths", () => {
  it("are the numbers of the runs: on the graph of f, in the plane, in the phase plane", async () => {
    const one = await outputOf({ steps: 30 });
    const [algorithm] = one.runs as readonly MadeRun[];
    expect(picturePaths(one)[0]!.x).toBe(algorithm!.trajectory.theta);
    expect(picturePaths(one)[0]!.y).toBe(algorithm!.trajectory.loss);
    const two = await outputOf({ objective: "rosenbrock", steps: 30 });
    const [, equation] = two.runs as readonly MadeRun[];
    expect(picturePaths(two)[1]!.y[5]).toBe(equation!.trajectory.theta[11]);
    expect(phasePaths(two, 1)[1]!.y[5]).toBe(equation!.velocity[11]);
    const [low, high] = pathRange(phasePaths(two, 1), "y");
    expect(low).toBeLessThan(high);
  });

  it("have a dot each step, or each round number of steps", () => {
    expect([1, 200, 201, 1000, 3000, 100_000].map(dotDistance)).toEqual([1, 1, 2, 5, 20, 500]);
  });

  it("are drawn with the algorithm on top", async () => {
    const colours = { road: (road: string) => road, text: "", muted: "", halo: "" };
    const drawn = drawnPaths(picturePaths(await outputOf({ steps: 30 })), colours);
    expect(drawn.map(({ color }) => color)).toEqual(["nonlocal", "discrete", "discrete"]);
  });

  it("know the step that is nearest to the pointer", async () => {
    const output = await outputOf({ objective: "rosenbrock", steps: 30 });
    const { theta } = (output.runs[0] as MadeRun).trajectory;
    const point = { x: theta[14]!, y: theta[15]! };
    expect(nearestStep(picturePaths(output), point, pictureWindow(output))).toBe(7);
  });
});

describe("planes that are taken away", () => {
  interface Drawn {
    readonly concat: readonly [
      {
        readonly data: { readonly values: readonly { readonly x: number; readonly y: number }[] };
        readonly encoding: Record<"x" | "y", { readonly scale: { readonly domain: readonly [number, number] } }>;
      },
    ];
  }
  const named = { title: "phase portrait", protocol: "" };

  it("show what the page shows of a run that diverges, and have all numbers", async () => {
    const output = await outputOf({ objective: "quadratic", optimizer: "gd", lr: 1.2, steps: 2000 });
    const figure = phaseExport(output, { ...named, c: 0 });
    const [{ data, encoding }] = ((await figure.spec()) as unknown as Drawn).concat;
    expect(encoding.x.scale.domain).toEqual(pathRange(phasePaths(output, 0), "x"));
    expect(Math.max(...data.values.map(({ x }) => Math.abs(x)))).toBeLessThan(1e5);
    expect(figure.csv()).toMatch(/e\+1\d\d,/);
  });

  it("have the graph of f below the paths, and no name for its stroke", async () => {
    const output = await outputOf({ steps: 30 });
    const { x, y } = pictureWindow(output);
    const landscape = await landscapeJob({ objective: "doubleWell", x, y, columns: 50, rows: 1 }, { report: () => {} });
    const spec = (await pictureExport(output, { ...named, landscape }).spec()) as unknown as Drawn;
    expect(spec.concat[0].data.values[0]).toMatchObject({ line: 0, paint: "#c4c4c4" });
    expect(JSON.stringify(spec)).not.toContain("fitted line");
  });
});

describe("pictureCsv", () => {
  it("has paths and landscape with all digits", async () => {
    const output = await outputOf({ objective: "rosenbrock", steps: 5 });
    const { x, y } = pictureWindow(output);
    const landscape = await landscapeJob({ objective: "rosenbrock", x, y, columns: 4, rows: 3 }, { report: () => {} });
    const rows = pictureCsv(output, landscape).trim().split("\n");
    expect(rows[0]).toBe("what,step,x,y,f");
    const { theta, loss } = (output.runs[0] as MadeRun).trajectory;
    expect(rows[3]).toBe(`algorithm,2,${theta[4]},${theta[5]},${loss[2]}`);
    const last = rows.at(-1)!.split(",").slice(2).map(Number);
    expect(last[2]).toBe(landscape.values.at(-1));
    expect(100 * (last[1]! - last[0]! ** 2) ** 2 + (1 - last[0]!) ** 2).toBeCloseTo(last[2]!, 9);
  });
});
