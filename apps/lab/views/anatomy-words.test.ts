import { describe, expect, it, test } from "vitest";
import { type AnatomyInput, type AnatomyOutput, type AnatomyPartial, anatomyJob } from "../jobs/anatomy-job.js";
import { runState } from "../jobs/road-runs.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { protocolLines, protocolOf } from "../state/protocol.js";
import { anatomyCharts, anatomyCsv, anatomyExport, stageMarks } from "./anatomy-charts.js";
import {
  alarmRows,
  chosenSpike,
  longWork,
  networkProtocol,
  runText,
  spikeCells,
  spikeColumns,
  spikingExample,
  stageRows,
} from "./anatomy-words.js";

const inputOf = (patch: Partial<LabState>): AnatomyInput => ({
  run: runState({ ...initialState, ...patch }),
  network: null,
});
const take = async (patch: Partial<LabState>, reports: AnatomyPartial[] = []): Promise<AnatomyOutput> =>
  anatomyJob(inputOf(patch), { report: (partial) => reports.push(partial) });
/** The first spike of the example alone. */
const example = take({ ...spikingExample, steps: 3000 });

describe("the job", () => {
  it("finds the spike of the example where the library does", async () => {
    const { anatomy, diagnosis, run } = await example;
    expect(anatomy.spikes.map(({ crossing, peak }) => [crossing, peak])).toEqual([[2863, 2949]]);
    expect(diagnosis.evidence.length).toBeGreaterThan(0);
    expect(run).toEqual({ status: "completed", steps: 3000 });
  });

  it("hands over what there is before dear eigenvalues are there", async () => {
    const reports: AnatomyPartial[] = [];
    const whole = await take({ objective: "randomQuadratic(12)", steps: 40 }, reports);
    const first = reports.find((partial) => typeof partial === "object")!;
    expect(first.hasEigenvalues).toBe(false);
    expect(first.anatomy.series.directional).toEqual(whole.anatomy.series.directional);
    expect(whole.hasEigenvalues).toBe(true);
  });

  it("refuses what has no mean of squares, and marks a run that ends early", async () => {
    await expect(take({ optimizer: "gd" })).rejects.toThrow("optimizer must be adam or adamw or rmsprop");
    const output = await take({
      objective: "power(8)",
      theta0: [1e38],
      lr: 10,
      weightDecay: 10,
      optimizer: "adamw",
      steps: 50,
    });
    expect(output.run.status).toBe("diverged");
    expect(runText(output)).toContain("the run ended early, diverged");
  });
});

describe("charts", () => {
  it("has two columns around a spike, one without", async () => {
    const { anatomy } = await example;
    const charts = anatomyCharts(anatomy, 0);
    expect(charts.map(({ column }) => column)).toEqual(["whole", "near", "whole", "near", "whole", "near"]);
    expect(charts[1]!.panel.title).toBe("loss, steps 2810 to 2985");
    for (const { panel } of charts) for (const line of panel.lines) expect(line.color).toBeUndefined();
    // every step is there to be taken away
    expect(charts[0]!.panel.lines[0]!.x).toHaveLength(3001);
    const calm = await take({ objective: "quadratic", lr: 0.1, steps: 50 });
    expect(anatomyCharts(calm.anatomy, null)).toHaveLength(3);
  });

  it("shades the stages that are seen, and marks events from near", async () => {
    const { anatomy } = await example;
    const marks = stageMarks(anatomy, 0, { window: [2900, 2985], isNear: true });
    expect(marks.map(({ label }) => label)).toEqual(["3 instability", "4 spike", "crossing", "onset", "peak"]);
    expect(marks[0]!.from).toBe(2900);
    expect(marks.at(-1)).toMatchObject({ from: 2949 });
    const whole = stageMarks(anatomy, 0, { window: [0, 3000], isNear: false });
    expect(whole.map(({ label }) => label)).toEqual(["1 decrease", "2 decoupling", "3 instability", "4 spike"]);
  });

  it("is taken away as the command line writes it", async () => {
    const { anatomy } = await example;
    const rows = anatomyCsv(anatomy).trimEnd().split("\n");
    expect(rows[0]).toBe("step,loss,directional,largest,gradient,rootSecond,ratio");
    expect(rows).toHaveLength(3002);
    // q is unknown before the first update
    expect(rows[1]).toMatch(/^0,0\.5,,,/);
    const spec = await anatomyExport(anatomy, { spike: 0, protocol: "x²/2" }).spec();
    expect((spec.title as { text: string }).text).toBe("x²/2");
  });
});

describe("words", () => {
  it("has a cell for each column, and a row for each stage", async () => {
    const [spike] = (await example).anatomy.spikes;
    expect(spikeCells(spike!)).toEqual(["2863", "2882", "19", "2949", "86", "–", "63.4"]);
    expect(spikeCells(spike!)).toHaveLength(spikeColumns.length);
    expect(stageRows(spike!).map(({ name, steps }) => `${name}: ${steps}`)).toEqual([
      "decrease: 1 to 1211",
      "decoupling: 1211 to 2863",
      "instability: 2863 to 2946",
      "spike: 2946 to 2949",
      "recovery: none",
    ]);
  });

  it("chooses the spike that is asked for, else the largest", async () => {
    const [spike] = (await example).anatomy.spikes;
    const spikes = [{ ...spike!, decades: 1 }, spike!, { ...spike!, decades: 2 }];
    expect([0, 1, 3, 4].map((asked) => chosenSpike(spikes, asked))).toEqual([1, 0, 2, 1]);
    expect(chosenSpike([], 1)).toBeNull();
  });

  it("says how the run went, what its alarms were, and what takes long", async () => {
    const output = await example;
    expect(runText(output)).toBe(
      "3000 steps, 1 spike (rises of the loss by a power of ten; the regime counts by a stricter rule).",
    );
    expect(alarmRows(output)[0]).toEqual(["q, along the gradient", "once: 1 with a spike, 0 without"]);
    expect(alarmRows({ ...output, hasEigenvalues: false })[1]).toEqual(["largest eigenvalue", "being computed"]);
    const calm = await take({ objective: "quadratic", lr: 0.1, steps: 50 });
    expect(runText(calm)).toMatch(/^50 steps, no spike; the largest q·α\/2 is [\d.e-]+\.$/);
    expect(longWork({ steps: 20_000 }, 512)).toBe("");
    expect(longWork({ steps: 20_001 }, 513)).toContain("20001 steps and 513 parameters take long");
  });

  it("has network and seed in the protocol", () => {
    const state = { ...initialState, subject: "network" as const, seed: 7 };
    const line = protocolOf(state, { theta0: [], subject: networkProtocol(state) });
    expect(line).toContain("network 1–8–8–1, tanh, on 64 samples");
    expect(line).toMatch(/seed 7$/);
    expect(line).not.toContain("no seed");
    expect(protocolLines("f; α; 7 steps", 4)).toBe("f; α\n7 steps");
  });
});

test("the example ends in a spike that is shown with all five stages", async () => {
  const { anatomy, diagnosis } = await take(spikingExample);
  expect(diagnosis.regime).toBe("spike");
  const shown = anatomy.spikes[chosenSpike(anatomy.spikes, spikingExample.spike!)!]!;
  expect(shown.stages.map(({ from }) => from === null)).toEqual([false, false, false, false, false]);
});
