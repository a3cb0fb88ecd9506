import { describe, expect, it } from "vitest";
import { panelsCsv } from "../drawing/export-figure.js";
import { runState } from "../jobs/road-runs.js";
import { type MadeRun, type TrajectoryOutput, trajectoryJob } from "../jobs/trajectory-job.js";
import { chartKeys, initialState, type LabState, type RoadKey } from "../state/lab-state.js";
import { drawnComponents, trajectoryPanels } from "./trajectory-panels.js";
import { readoutAt, rowAt } from "./trajectory-readout.js";
import { labelSlots } from "./trajectory-roads.js";
import { leftOut, refusals, runEnds } from "./trajectory-sentences.js";

async function outputOf(patch: Partial<LabState>, roads: readonly RoadKey[] = ["discrete", "nonlocal"]) {
  return trajectoryJob({ run: runState({ ...initialState, ...patch }), roads }, { report: () => {} });
}

const panelsOf = (output: TrajectoryOutput, axis: "step" | "time" = "step") =>
  trajectoryPanels(output, { axis, charts: chartKeys, drawn: drawnComponents(output, 1) });
const made = ({ runs }: TrajectoryOutput) => runs as readonly MadeRun[];

describe("trajectoryPanels", () => {
  it("draws the arrays of the library, not copies with other digits", async () => {
    const output = await outputOf({ steps: 500 });
    const panels = panelsOf(output);
    expect(panels.map(({ key }) => key)).toEqual([
      "theta",
      "loss",
      "m",
      "v",
      "root",
      "gain",
      "step",
      "velocity",
      "error",
    ]);
    for (const [road, run] of made(output).entries()) {
      for (const key of ["theta", "loss", "m", "v"] as const) {
        const line = panels.find((panel) => panel.key === key)!.panel.lines[road]!;
        expect(line.y).toBe(run.trajectory[key]);
        expect(line.x.length).toBe(501);
      }
    }
    const [theta] = panels;
    expect(Array.from(theta!.panel.lines[1]!.x)).toEqual(Array.from({ length: 501 }, (_, k) => k));
    expect(panelsOf(output, "time")[0]!.panel.lines[0]!.x).toBe(made(output)[0]!.trajectory.times);
  });

  it("is taken away with all digits", async () => {
    const output = await outputOf({ steps: 40 });
    const { theta } = made(output)[1]!.trajectory;
    const rows = panelsCsv([panelsOf(output)[0]!.panel])
      .trim()
      .split("\n")
      .filter((row) => row.includes(",equation,"));
    expect(rows.length).toBe(theta.length);
    for (const [k, row] of rows.entries()) expect(Number(row.split(",").at(-1))).toBe(theta[k]);
  });

  it("separates components, and names them as the objective does", async () => {
    const output = await outputOf({ objective: "x^2 + 3*w^2", steps: 30 });
    const { lines } = panelsOf(output)[0]!.panel;
    expect(lines.map(({ label }) => label)).toEqual(["algorithm w", "algorithm x", "equation w", "equation x"]);
    const { theta } = made(output)[0]!.trajectory;
    expect(Array.from(lines[1]!.y)).toEqual(Array.from({ length: 31 }, (_, k) => theta[2 * k + 1]!));
  });

  it("draws as many of many components as there are colours for, from the one that is asked for", async () => {
    const output = await outputOf({ objective: "sphere(10)", steps: 5 });
    expect(drawnComponents(output, 1)).toEqual({ first: 0, names: ["x1", "x2", "x3", "x4"] });
    expect(drawnComponents(output, 10).names).toEqual(["x7", "x8", "x9", "x10"]);
    const panels = trajectoryPanels(output, { axis: "step", charts: ["theta"], drawn: drawnComponents(output, 3) });
    expect(panels[0]!.panel.lines[0]!.y[0]).toBe(made(output)[0]!.trajectory.theta[2]);
    expect(leftOut(output, { charts: ["picture"], panels, drawn: drawnComponents(output, 3) })).toEqual([
      "f has 10 parameters: its landscape can be drawn of one or two.",
      "Drawn of 10 parameters: x3, x4, x5, x6.",
    ]);
  });

  it("takes one second moment for all parameters in the norm variant", async () => {
    const output = await outputOf({ objective: "rosenbrock", norm: true, steps: 10 });
    const v = panelsOf(output).find(({ key }) => key === "v")!.panel;
    expect(v.lines.map(({ label }) => label)).toEqual(["algorithm", "equation"]);
    expect(v.lines[0]!.y).toBe(made(output)[0]!.trajectory.v);
    for (const { panel, labels } of panelsOf(output)) {
      const places = panel.lines.map(({ label }) => labels.indexOf(label));
      // a road has one colour in all charts
      expect(places.filter((_, k) => panel.lines[k]!.kind === "discrete").slice(0, 1)).toEqual(
        panel.lines[0]!.kind === "discrete" ? [0] : [],
      );
      expect(new Set(places).size).toBe(panel.lines.length);
      expect(places).not.toContain(-1);
    }
  });

  it("leaves out the pole of a velocity at the start, in the page and in what is taken away", async () => {
    const output = await outputOf({ optimizer: "adagrad", steps: 200 });
    const { panel } = panelsOf(output).find(({ key }) => key === "velocity")!;
    const most = Math.max(...panel.lines.flatMap(({ y }) => Array.from(y).filter(Number.isFinite)));
    expect(panel.yRange![1]).toBeLessThanOrEqual(most);
    expect(panelsOf(output)[0]!.panel.yRange).toBeUndefined();
  });

  it("keeps the lines of runs that are not there yet, so that a chart can be drawn on", async () => {
    const output = await outputOf({ steps: 20 });
    const partial = { ...output, runs: [output.runs[0]!, { road: "nonlocal", isPending: true } as const] };
    const shape = (panel: (typeof panels)[number]) => panel.panel.lines.map(({ label, kind }) => [label, kind]);
    const panels = panelsOf(partial).filter(({ key }) => key !== "error");
    expect(panels.map(shape)).toEqual(
      panelsOf(output)
        .filter(({ key }) => key !== "error")
        .map(shape),
    );
    expect(panels[0]!.panel.lines[1]!.x.length).toBe(0);
  });

  it("draws sizes on a logarithmic axis where a run has diverged", async () => {
    const output = await outputOf({ objective: "quadratic", optimizer: "gd", lr: 1.2, steps: 2000 }, ["discrete"]);
    const [theta] = panelsOf(output);
    const { title, yTitle, yScale } = theta!.panel;
    expect([title, yTitle, yScale]).toEqual(["parameters θ, absolute values", "|θ|", "log"]);
    const [end] = runEnds(output);
    expect(end!.step).toBe(Math.round(end!.step));
    expect(end!.sentence).toMatch(/^The algorithm diverged at step \d+: non-finite loss, where \|θ\| has reached \d/);
  });
});

describe("readoutAt", () => {
  it("has the numbers of a step in all digits, and none of a run that had ended", async () => {
    const output = await outputOf({ steps: 30 });
    const drawn = drawnComponents(output, 1);
    const { columns, rows } = readoutAt(output, { step: 7, drawn });
    expect(columns).toEqual(["θ", "f", "m", "v", "θ′", "η", "α·η/(√v + ε)", "|Δθ|"]);
    const [algorithm, equation] = made(output);
    expect(rows[0]!.values[0]).toBe(algorithm!.trajectory.theta[7]);
    expect(rows[1]!.values[3]).toBe(equation!.trajectory.v![7 * equation!.perStep]);
    expect(rows[1]!.values[7]).toBe(equation!.gap![7]);
    expect(readoutAt(output, { step: 31, drawn }).rows[0]!.values.every((value) => value === null)).toBe(true);
    expect(rowAt(equation!, 31)).toBeNull();
  });
});

describe("labelSlots", () => {
  it("keeps the colours of roads, and gives other components what is left", () => {
    const slots = labelSlots(["discrete", "inertial"], { names: ["x", "y"] });
    expect(slots.indexOf("algorithm x")).toBe(0);
    expect(slots.indexOf("inertial x")).toBe(3);
    expect(new Set(slots.filter((label) => label !== "")).size).toBe(4);
    expect(labelSlots(["flow"], { names: [""] }).indexOf("flow")).toBe(4);
  });
});

describe("sentences", () => {
  it("name the roads and charts that there are not", async () => {
    const output = await outputOf({ optimizer: "gd", steps: 5 }, ["discrete", "inertial"]);
    expect(refusals(output)).toEqual(["No equation with inertia: gd has no such equation; adam has one."]);
    const panels = panelsOf(output);
    expect(leftOut(output, { charts: ["m", "v", "error"], panels, drawn: drawnComponents(output, 1) })).toEqual([
      "gd has no first moment m, no second moment v.",
    ]);
  });
});
